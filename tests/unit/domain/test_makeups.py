from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.domain.assessment.assessment import Candidate, PersonResult, ResultState
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.makeups import Makeup, MakeupRule, Sitting, SittingUse
from lianbing.domain.drills.events import Excuse
from lianbing.domain.drills.papers import Employee
from tests.unit.objects import marked, scheme

REPLACES, BEST = Makeup(rule=MakeupRule.REPLACES), Makeup(rule=MakeupRule.BEST)
CAPPED = Makeup(rule=MakeupRule.CAPPED, cap=Decimal(60))
PERSON = Employee(id="C0001", name="样例", team="一部")
DRILLS = ("first", "second", "third")


def sat(*points: str | None, excuses: dict[str, Excuse] | None = None) -> Candidate:
    """A drill, its make-up, and the make-up of that: the points of each out of 100.

    ``None``: nothing was handed in; ``"?"``: it is not marked yet.
    """
    sittings, marks = [], []
    for drill, before, own in zip(DRILLS, ("", *DRILLS), points, strict=False):
        excuse = (excuses or {}).get(drill)
        sittings.append(Sitting(drill=drill, makes_up=before, handed_in=own is not None, excuse=excuse))
        if own is not None:
            marks.append(replace(marked("knowledge", "100", None if own == "?" else own), drill=drill, paper=drill))
    return Candidate(employee=PERSON, marks=tuple(marks), sittings=tuple(sittings))


def result(makeup: Makeup, *points: str | None, excuses: dict[str, Excuse] | None = None) -> PersonResult:
    rules = replace(scheme(knowledge="100"), makeup=makeup)
    return assess(rules, [sat(*points, excuses=excuses)])[0]


@pytest.mark.parametrize(
    ("makeup", "points", "total"),
    [
        (REPLACES, ("0", "100"), "100"),
        (REPLACES, (None, "100"), "100"),
        (REPLACES, ("70", "50"), "50"),
        (REPLACES, ("70", None), "70"),
        (REPLACES, ("10", "20", "30"), "30"),
        (REPLACES, ("10", "20", None), "20"),
        (BEST, ("0", "100"), "100"),
        (BEST, ("70", "50"), "70"),
        (BEST, ("10", "90", "30"), "90"),
        (BEST, (None, "40"), "40"),
        (CAPPED, ("0", "100"), "60"),
        (CAPPED, ("59", "61"), "60"),
        (CAPPED, ("75", "100"), "75"),
        (CAPPED, ("20", "45"), "45"),
        (CAPPED, (None, "80"), "60"),
    ],
)
def test_one_sitting_counts_by_the_rule(makeup: Makeup, points: tuple[str | None, ...], total: str) -> None:
    assert result(makeup, *points).total == Decimal(total)


@pytest.mark.parametrize("makeup", [BEST, CAPPED], ids=["best", "capped"])
def test_a_sitting_that_may_be_better_is_waited_for(makeup: Makeup) -> None:
    assert result(makeup, "80", "?").state is ResultState.UNMARKED


def test_a_replaced_sitting_is_not_waited_for() -> None:
    assert result(REPLACES, "?", "80").total == Decimal(80)


def test_every_sitting_is_accounted_for() -> None:
    uses = {each.drill: each.use for each in result(BEST, "70", "50", None).sittings}
    assert uses == {"first": SittingUse.COUNTED, "second": SittingUse.LOWER, "third": SittingUse.MADE_UP}
    assert len(result(BEST, "70", "50").marks) == 2
    assert [mark.drill for mark in result(BEST, "70", "50").counted] == ["first"]


def test_who_missed_both_is_absent_and_the_make_up_is_what_is_missing() -> None:
    absent = result(REPLACES, None, None)
    assert (absent.state, absent.missing) == (ResultState.ABSENT, ("second",))


def test_a_cap_takes_the_excess_off_the_total_and_leaves_the_rates() -> None:
    """40, 20, 20, 20 with rates that round: what is left is exactly the cap."""
    weights = {"knowledge": "40", "systems": "20", "tools": "20", "analysis": "20"}
    rules = replace(scheme((), **weights), makeup=CAPPED)
    marks = tuple(
        replace(marked(skill, "19", points), drill="second", paper="second", item=skill)
        for skill, points in zip(weights, ("18", "7", "15", "16"), strict=True)
    )
    sittings = (Sitting(drill="first", handed_in=False), Sitting(drill="second", makes_up="first", handed_in=True))
    (capped,) = assess(rules, [Candidate(employee=PERSON, marks=marks, sittings=sittings)])
    assert capped.total == Decimal(60)
    assert capped.parts[0].rate == Decimal("94.74")
    assert sum(part.contribution or 0 for part in capped.parts) - capped.deduction == Decimal(60)


def test_a_cap_holds_only_for_the_make_ups_share_of_a_part() -> None:
    """A part of two drills, one of which was made up: 100 of 100 counts 60, beside 80 of the other drill."""
    other = replace(marked("knowledge", "100", "80"), drill="other", paper="other")
    made_up = replace(marked("knowledge", "100", "100"), drill="second", paper="second")
    sittings = (
        Sitting(drill="first", handed_in=False),
        Sitting(drill="other", handed_in=True),
        Sitting(drill="second", makes_up="first", handed_in=True),
    )
    person = Candidate(employee=PERSON, marks=(other, made_up), sittings=sittings)
    assert assess(replace(scheme(knowledge="100"), makeup=CAPPED), [person])[0].total == Decimal(70)


@pytest.mark.parametrize(
    ("excuse", "state"),
    [
        (Excuse.POSTPONED, ResultState.POSTPONED),
        (Excuse.MAKE_UP, ResultState.MAKE_UP),
        (Excuse.EXEMPT, ResultState.EXEMPT),
        (Excuse.ON_LOAN, ResultState.ON_LOAN),
        (Excuse.LEFT, ResultState.LEFT),
    ],
)
def test_who_is_excused_is_not_absent(excuse: Excuse, state: ResultState) -> None:
    excused = result(REPLACES, None, excuses={"first": excuse})
    assert (excused.state, excused.missing, excused.total) == (state, (), None)


@pytest.mark.parametrize("excuse", [Excuse.POSTPONED, Excuse.MAKE_UP, Excuse.EXEMPT, Excuse.ON_LOAN])
def test_a_make_up_ends_an_excuse(excuse: Excuse) -> None:
    made_up = result(REPLACES, None, "80", excuses={"first": excuse})
    assert (made_up.total, made_up.sittings[0].use.name) == (Decimal(80), excuse.name)


def test_a_make_up_that_was_missed_too_is_an_absence() -> None:
    postponed = result(REPLACES, None, None, excuses={"first": Excuse.POSTPONED})
    assert (postponed.state, postponed.missing) == (ResultState.ABSENT, ("second",))


def test_who_has_left_keeps_the_marks_and_gets_no_result() -> None:
    left = result(REPLACES, "80", excuses={"first": Excuse.LEFT})
    assert (left.state, left.total, left.rank, len(left.marks)) == (ResultState.LEFT, None, None, 1)


def test_an_excuse_from_one_drill_does_not_excuse_from_another() -> None:
    sittings = (Sitting(drill="a", handed_in=False, excuse=Excuse.EXEMPT), Sitting(drill="b", handed_in=False))
    (person,) = assess(scheme(knowledge="100"), [Candidate(employee=PERSON, marks=(), sittings=sittings)])
    assert (person.state, person.missing) == (ResultState.ABSENT, ("b",))
