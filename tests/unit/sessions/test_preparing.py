"""What a session takes into the room, from a plan and the shipped workbook."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from lianbing.content.loader import workbook_of
from lianbing.domain.items.scenario_walks import choice_order
from lianbing.domain.sessions.forms import Expectation
from lianbing.domain.sessions.plans import ParallelForms, SessionPlan
from lianbing.sessions.preparing import choose, prepare
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


def test_the_choices_of_a_scenario_stand_in_one_order_for_the_room() -> None:
    plan = packed()
    (scenario,) = prepare(plan, BOOK, AT).scenarios
    assert scenario.seed == f"session/{plan.id}"
    for node in scenario.nodes.values():
        assert node.choices == choice_order(node, scenario.seed)
    (other,) = prepare(replace(plan, id="2027-01"), BOOK, AT).scenarios
    assert other.nodes != scenario.nodes
    assert other.best.score == scenario.best.score


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
