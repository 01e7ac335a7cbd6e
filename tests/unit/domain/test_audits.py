from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.assessment.audits import MarkSources, differences
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.schemes import Level
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.audits import broken_links
from lianbing.domain.ledger.evidence import Evidence
from lianbing.domain.ledger.ledger import Cause, Change, Entry, chain
from tests.unit.objects import candidate, marked, scheme

LEVELS = (Level(title="合格", minimum=Decimal(0), part_minimum=Decimal(0)),)


def entry_of(item: str, after: str, last: Entry | None = None) -> Entry:
    change = Change(
        drill="drill",
        paper="paper",
        employee="C0001",
        item=item,
        worth=Decimal(3),
        before=None,
        after=Decimal(after),
        cause=Cause.GRADED,
        reason="答对",
        evidence=Evidence(submission="s", paper_digest="p", verdict=Verdict.CORRECT),
    )
    return chain([change], "判分程序", "2026-11-22T10:00:00+08:00", last)[0]


FIRST = entry_of("q-1", "3")
LEDGER = (FIRST, entry_of("q-2", "1", FIRST))
SOURCES = MarkSources(LEDGER, (), {})


def kept(*points: str, **changes: Any) -> Assessment:
    """An assessment of two items as it follows from ``points``."""
    marks = [
        replace(
            marked("knowledge", "3", each),
            drill="drill",
            paper="paper",
            item=entry.change.item,
            entry=entry.sequence,
        )
        for each, entry in zip(points, LEDGER, strict=False)
    ]
    made = Assessment(
        period=Period.parse("2026H2"),
        made_at="2026-12-01T09:00:00+08:00",
        scheme=scheme(LEVELS, knowledge="100"),
        drills={"drill": "练兵"},
        results=assess(scheme(LEVELS, knowledge="100"), [candidate(*marks)]),
        basis={},
        ledger_sequence=2,
        ledger_digest=LEDGER[-1].digest,
    )
    return replace(made, **changes)


def test_an_assessment_as_it_was_made_has_no_difference() -> None:
    assert [*differences(kept("3", "1"), SOURCES)] == []


def test_a_mark_entered_later_is_none_of_it() -> None:
    assert [*differences(kept("3", "1"), MarkSources((*LEDGER, entry_of("q-1", "0", LEDGER[-1])), (), {}))] == []


@pytest.mark.parametrize(("points", "item"), [(("3", "3"), "q-2"), (("0", "1"), "q-1")])
def test_a_mark_that_is_not_the_ledgers_is_named_though_all_else_follows_from_it(
    points: tuple[str, str], item: str
) -> None:
    (said,) = differences(kept(*points), SOURCES)
    assert item in said
    assert "C0001" in said


def test_a_result_that_does_not_follow_from_its_marks_is_named() -> None:
    made = kept("3", "1")
    forged = tuple(replace(result, total=Decimal(95)) for result in made.results)
    (said,) = differences(replace(made, results=forged), SOURCES)
    assert "不是由各题得分算出来的" in said


def test_a_mark_that_was_left_out_is_named_by_its_entry() -> None:
    (said,) = differences(kept("3"), SOURCES)
    assert "台账第 2 条" in said


def test_points_without_an_entry_are_named() -> None:
    made = kept("3", "1")
    loose = tuple(
        replace(result, marks=tuple(replace(mark, entry=None) for mark in result.marks)) for result in made.results
    )
    (said,) = differences(replace(made, results=loose), SOURCES)
    assert "q-1" in said
    assert "q-2" in said


@pytest.mark.parametrize(
    "wrong", [{"reason": "笔误"}, {"by": "别人"}, {"cause": Cause.REVIEWED}, {"before": Decimal(1)}]
)
def test_who_changed_a_mark_and_why_is_what_the_ledger_says(wrong: dict[str, Any]) -> None:
    said = {"cause": Cause.GRADED, "reason": "答对", "by": "判分程序", "before": None}
    assert [*differences(_saying(said), SOURCES)] == []
    (difference,) = differences(_saying(said | wrong), SOURCES)
    assert "q-1" in difference


def _saying(said: dict[str, Any]) -> Assessment:
    made = kept("3", "1")
    return replace(
        made, results=tuple(replace(r, marks=tuple(replace(m, **said) for m in r.marks)) for r in made.results)
    )


@pytest.mark.parametrize(
    ("cause", "before", "by_hand"),
    [
        (Cause.REVIEWED, "2", True),
        (Cause.REVIEWED, None, False),  # an open answer is marked for the first time
        (Cause.NOT_LOWERED, "3", True),
        (Cause.REGRADED, "2", False),
        (None, None, False),  # kept before causes were
    ],
)
def test_a_mark_changed_by_hand_is_told_from_a_first_one(
    cause: Cause | None, before: str | None, by_hand: bool
) -> None:
    mark = replace(marked("knowledge", "3", "3"), cause=cause, before=None if before is None else Decimal(before))
    assert mark.changed_by_hand is by_hand


def test_every_break_is_said_in_its_place() -> None:
    third = entry_of("q-3", "2", LEDGER[-1])
    fourth = entry_of("q-4", "2", third)
    forged = replace(fourth, change=replace(fourth.change, after=Decimal(3)))
    said = [*broken_links([FIRST, third, forged], {2: "台账第 2 条读不出来"})]
    assert [sentence.split("条")[0] for sentence in said] == ["台账第 2 ", "台账第 4 "]
