"""What a session takes into the room, from a plan and the shipped workbook."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lianbing.content.loader import workbook_of
from lianbing.domain.sessions.forms import Expectation
from lianbing.domain.sessions.plans import ActivityKind, ParallelForms, SessionPlan
from lianbing.sessions.preparing import choose, plan_faults, prepare
from lianbing.wire.sessions.prepared import PREPARED
from tests.unit.sessions.objects import AT, session_plan

BOOK = workbook_of(Path(__file__).parents[3])
RATES = Expectation(rates={1: 0.85, 2: 0.7, 3: 0.55})


def packed() -> SessionPlan:
    plan = session_plan()
    return replace(plan, forms=choose(plan, BOOK, RATES).forms)


def test_a_prepared_session_is_read_as_it_was_written() -> None:
    prepared = prepare(packed(), BOOK, AT)
    assert PREPARED.decode(json.loads(json.dumps(PREPARED.encode(prepared)))) == prepared


def test_everything_that_is_asked_and_taught_is_in_it() -> None:
    prepared = prepare(packed(), BOOK, AT)
    assert {*prepared.items} == {*prepared.plan.questions}
    assert {*prepared.plan.clauses} <= {*prepared.basis}
    assert all({*asked.item.rests_on} <= {*prepared.basis} for asked in prepared.items.values())
    assert {asked.worth for asked in prepared.items.values()} == {1}
    assert [*prepared.scenarios_by_id] == ["abnormal-order"]


def test_only_what_the_book_may_show_is_chosen_and_nothing_that_is_asked_otherwise() -> None:
    plan = packed()
    assert len(plan.forms.a) == len(plan.forms.b) == 6
    chosen = {*plan.forms.a, *plan.forms.b}
    assert all(BOOK.questions[item].practisable for item in chosen)
    assert not chosen & {item for activity in plan.activities for item in activity.items}


def test_whether_forms_are_swapped_is_the_plan_s() -> None:
    plan = replace(session_plan(), forms=ParallelForms(swapped=False))
    assert choose(plan, BOOK, RATES).forms.swapped is False


def test_numbers_are_the_session_s_own() -> None:
    plan = replace(session_plan(), forms=ParallelForms(a=("ana-0002",), b=("ana-0003",)))
    first, again = (prepare(plan, BOOK, AT).items["ana-0002"] for _ in range(2))
    other = prepare(replace(plan, id="2027-01"), BOOK, AT).items["ana-0002"]
    assert first == again
    assert first.item.stem != other.item.stem


@pytest.mark.parametrize(
    ("kind", "change", "sentence"),
    [
        (ActivityKind.TEACH, {"clauses": ("VIS-999",)}, "没有条款或行业知识 VIS-999"),
        (ActivityKind.SCENARIO, {"scenario": "nowhere"}, "情景“nowhere”没有"),
        (ActivityKind.VOTE, {"items": ("no-0000",)}, "题库里没有"),
        (ActivityKind.VOTE, {"items": ("dth-0101",)}, "投票只能用单选、多选和判断"),
    ],
)
def test_what_the_workbook_can_not_serve_is_said(kind: ActivityKind, change: dict[str, object], sentence: str) -> None:
    plan = session_plan()
    activities = tuple(replace(one, **change) if one.kind is kind else one for one in plan.activities)  # type: ignore[arg-type]
    faults = plan_faults(replace(plan, activities=activities), BOOK)
    assert len(faults) == 1
    assert sentence in faults[0]


def test_reserved_questions_are_refused() -> None:
    reserved = next(question.id for question in BOOK.questions.values() if not question.practisable)
    plan = replace(session_plan(), forms=ParallelForms(a=(reserved,), b=("cmp-0004",)))
    assert "只用于练兵" in plan_faults(plan, BOOK)[0]


def test_the_sample_plan_has_no_faults() -> None:
    assert plan_faults(session_plan(), BOOK) == ()
