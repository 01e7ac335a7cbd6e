"""When a short answer is marked without a person, what its mark says, and what the ledger keeps of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.characters import simplified
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import Item, ItemType, ScoringPoint
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.items.types.open_ended import CASE, SHORT, OpenKey
from lianbing.domain.ledger.ledger import chain, changes_from
from lianbing.domain.marking.marks import Mark, mark_paper
from tests.unit.objects import item, paper, record

KEY = OpenKey(
    (
        ScoringPoint("拿公示的办法讲依据", Decimal(1), (("公示",), ("办法",))),
        ScoringPoint("对照购进数据", Decimal(2), (("购进",), ("条均价",))),
    ),
    "先拿出公示的分档办法，再对照他的购进数量和条均价，看掉在哪一项。",
)
FULL = "先拿出公示的分档办法。再看购进数量和条均价。"
AUTOMATIC = ShortAnswers(automatic=True)


def short(key: OpenKey = KEY, kind: ItemType = SHORT) -> Item:
    return replace(item("q-1", key, type=kind), options={}, why={}, origin={})


def mark(answer: object, rules: ShortAnswers = AUTOMATIC, asked: Item | None = None) -> Mark:
    (made,) = mark_paper(paper([asked or short()], short_answers=rules), {"q-1": answer}, simplified)
    return made


def test_by_default_a_person_marks_and_sees_a_suggestion() -> None:
    made = mark(FULL, ShortAnswers())
    assert (made.earned, made.verdict, made.reason) == (None, Verdict.REVIEW, "主观题，等人工评分，程序建议 3 分")
    assert made.suggestion is not None
    assert made.suggestion.earned == 3


def test_a_clear_answer_is_marked_and_every_point_is_defended() -> None:
    made = mark(FULL)
    assert (made.earned, made.verdict) == (Decimal(3), Verdict.CORRECT)
    for words in ("要点 1", "得 1 分", "先拿出公示的分档办法", "要点 2", "得 2 分", "再看购进数量和条均价", "把握高"):
        assert words in made.reason


def test_part_of_the_points_is_marked_where_nothing_else_was_said() -> None:
    made = mark("先拿出公示的分档办法。")
    assert (made.earned, made.verdict) == (Decimal(1), Verdict.PARTIAL)


@pytest.mark.parametrize(
    "answer",
    [
        "先拿出公示的分档办法。再看他进了多少货。",
        "没有公示的办法。再看购进数量和条均价。",
        "公示，办法，购进，条均价",
        "不知道",
        "今天天气很好。",
        FULL * 20,
    ],
)
def test_one_doubtful_point_sends_the_whole_answer_to_a_person(answer: str) -> None:
    made = mark(answer)
    assert (made.earned, made.verdict) == (None, Verdict.REVIEW)
    assert made.suggestion is not None


@pytest.mark.parametrize("answer", [None, "", " \n\u3000", []])
def test_nothing_written_earns_nothing_without_a_person(answer: object) -> None:
    made = mark(answer)
    assert (made.earned, made.verdict, made.suggestion) == (Decimal(0), Verdict.EMPTY, None)


@pytest.mark.parametrize("answer", [7, True, ["公示的办法"], {"a": "公示的办法"}])
def test_what_is_no_text_goes_to_a_person(answer: object) -> None:
    made = mark(answer)
    assert (made.earned, made.verdict, made.suggestion) == (None, Verdict.MALFORMED, None)


def test_a_case_answer_is_never_marked_and_suggests_no_points() -> None:
    made = mark(FULL, asked=short(kind=CASE))
    assert (made.earned, made.verdict, made.reason) == (None, Verdict.REVIEW, "主观题，等人工评分")
    assert made.suggestion is not None
    assert made.suggestion.earned is None
    assert made.suggestion.findings[0].quote(FULL) == "先拿出公示的分档办法"


def test_a_point_without_keywords_can_not_be_marked() -> None:
    keyless = replace(KEY, scoring_points=(*KEY.scoring_points, ScoringPoint("说得有条理", Decimal(1))))
    made = mark(FULL, asked=short(keyless))
    assert (made.earned, made.verdict) == (None, Verdict.REVIEW)


@pytest.mark.parametrize("rules", [ShortAnswers(), AUTOMATIC])
def test_the_ledger_keeps_what_was_found(rules: ShortAnswers) -> None:
    made = mark(FULL, rules)
    (entry,) = chain(changes_from(record(made), "drill", {}), "判分程序", "2026-12-01T09:00:00+08:00", None)
    assert entry.change.after == made.earned
    assert entry.change.evidence.suggestion == made.suggestion
    assert changes_from(record(made), "drill", {"q-1": entry}) == ()


def test_an_entry_from_before_has_no_suggestion() -> None:
    plain = mark("", AUTOMATIC)
    (entry,) = chain(changes_from(record(plain), "drill", {}), "判分程序", "2026-12-01T09:00:00+08:00", None)
    assert entry.change.evidence.suggestion is None
