from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.assessment.assessment import Candidate, ResultState
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.assessment.sources import DrillSource
from lianbing.domain.items.question import Skill
from tests.strategies import candidates, schemes

people = st.lists(candidates(), min_size=1, max_size=6)


@given(schemes(), people)
def test_totals_are_within_0_and_100_and_add_up_from_what_is_shown(scheme: Scheme, asked: list[Candidate]) -> None:
    for result in assess(scheme, asked):
        if result.total is not None:
            assert Decimal(0) <= result.total <= Decimal(100)
            assert result.total == sum(part.contribution for part in result.parts if part.contribution is not None)


@given(schemes(), people)
def test_total_level_and_rank_exist_exactly_where_the_standing_is_complete(
    scheme: Scheme, asked: list[Candidate]
) -> None:
    for result in assess(scheme, asked):
        complete = result.state is ResultState.COMPLETE
        assert [complete] * 3 == [value is not None for value in (result.total, result.level, result.rank)]


def skills_of(scheme: Scheme) -> set[Skill | None]:
    return {part.source.skill for part in scheme.parts if isinstance(part.source, DrillSource)}


@given(schemes(), people)
def test_whatever_is_missing_or_ungraded_keeps_the_standing_open(scheme: Scheme, asked: list[Candidate]) -> None:
    for person, result in zip(asked, assess(scheme, asked), strict=True):
        handed_in = all(sitting.handed_in for sitting in person.sittings)
        whole = person.marks and handed_in and all(mark.earned is not None for mark in person.marks)
        covered = {mark.skill for mark in person.marks} >= skills_of(scheme)
        assert (result.state is ResultState.COMPLETE) == bool(whole and covered)


@given(schemes(), people)
def test_a_higher_total_has_a_better_rank_and_an_equal_one_the_same(scheme: Scheme, asked: list[Candidate]) -> None:
    ranked = [(r.total, r.rank) for r in assess(scheme, asked) if r.total is not None and r.rank is not None]
    for total, rank in ranked:
        assert rank == 1 + sum(other > total for other, _ in ranked)


@given(schemes(), people)
def test_the_order_of_people_changes_no_result(scheme: Scheme, asked: list[Candidate]) -> None:
    backwards = assess(scheme, reversed(asked))
    assert tuple(reversed(backwards)) == assess(scheme, asked)
