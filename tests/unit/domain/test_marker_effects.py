"""Whose level depends on who marks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.assessment.assessment import Candidate
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.marker_effects import LevelOutcome, levels_by_marker, with_marks
from lianbing.domain.assessment.schemes import Level
from tests.unit.objects import candidate, marked, scheme

LEVELS = (
    Level(title="良好", minimum=Decimal(80), part_minimum=Decimal(60)),
    Level(title="合格", minimum=Decimal(60), part_minimum=Decimal(0)),
    Level(title="待提高", minimum=Decimal(0), part_minimum=Decimal(0)),
)
SCHEME = scheme(LEVELS, knowledge="80", analysis="20")


def person(number: str, case: str | None) -> Candidate:
    """62 of 80 points by program; the case is worth 20 and was final at ``case``."""
    by_program = marked("knowledge", "80", "62")
    by_people = replace(marked("analysis", "20", case), item="case", paper=f"drill-{number}")
    return candidate(by_program, by_people, employee=number)


def test_who_would_have_another_level_with_another_marker_is_named_with_all_three() -> None:
    everybody = [person("C1", "17"), person("C2", "19"), person("C3", "14")]
    strict = {("drill-C1", "case"): Decimal(16), ("drill-C2", "case"): Decimal(19)}
    mild = {("drill-C1", "case"): Decimal(17), ("drill-C3", "case"): Decimal(20)}
    found = levels_by_marker(SCHEME, everybody, [strict, mild])
    assert [(each.employee.id, each.final.level, *(o.level for o in each.by_marker)) for each in found] == [
        ("C3", "合格", "合格", "良好")
    ]
    assert found[0].by_marker[1] == LevelOutcome(total=Decimal("82.00"), level="良好")


def test_before_it_is_settled_the_two_are_held_against_each_other() -> None:
    only = [person("C1", None)]
    item = ("drill-C1", "case")
    (found,) = levels_by_marker(SCHEME, only, [{item: Decimal(17)}, {item: Decimal(19)}, {}])
    assert found.final == LevelOutcome(total=None, level=None)
    assert [each.level for each in found.by_marker] == ["合格", "良好", None]
    assert levels_by_marker(SCHEME, only, [{item: Decimal(17)}, {}]) == ()


@given(st.lists(st.integers(0, 20), min_size=1, max_size=6), st.lists(st.integers(0, 20), min_size=6, max_size=6))
def test_the_listed_are_those_whose_levels_differ_and_no_others(final: list[int], marks: list[int]) -> None:
    everybody = [person(f"C{n}", str(points)) for n, points in enumerate(final)]
    own = {(f"drill-C{n}", "case"): Decimal(points) for n, points in enumerate(marks)}
    listed = {each.employee.id for each in levels_by_marker(SCHEME, everybody, [own])}
    for one in everybody:
        (before,), (after,) = assess(SCHEME, [one]), assess(SCHEME, [with_marks(one, own)])
        assert (one.employee.id in listed) is (before.level != after.level)
