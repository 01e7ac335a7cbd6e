from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.items.scenario_walks import GradeScale, arranged, best_and_worst, endings, grade, hopeless, walk
from lianbing.domain.items.scenarios import ChoiceVerdict, Ending, ScenarioInstance
from tests.strategies import visits

RANKS = [*Ending]
PER_CENT = st.decimals(0, 100, places=1)


@given(visits())
def test_every_state_of_every_walk_stays_within_its_bounds(visit: ScenarioInstance) -> None:
    for ended in endings(visit):
        for length in range(len(ended.path) + 1):
            state = walk(visit, ended.path[:length]).state
            assert all(gauge.minimum <= state[gauge.id] <= gauge.maximum for gauge in visit.gauges)


@given(visits())
def test_an_ending_is_what_walking_its_path_gives(visit: ScenarioInstance) -> None:
    for ended in endings(visit):
        assert walk(visit, ended.path) == ended
        assert visit.nodes[ended.node].ending


@given(visits())
def test_no_walk_is_better_than_the_best_or_worse_than_the_worst(visit: ScenarioInstance) -> None:
    best, worst = best_and_worst(visit)
    walks = [*endings(visit)]
    clean = [ended.score for ended in walks if not ended.violated]
    assert worst.score == min(ended.score for ended in walks)
    assert best.score == max(clean or [ended.score for ended in walks])


@given(visits(), PER_CENT, PER_CENT)
def test_no_walk_with_a_violation_is_graded_good(visit: ScenarioInstance, one: Decimal, two: Decimal) -> None:
    best, worst = best_and_worst(visit)
    scale = GradeScale(
        worst=worst.score, best=best.score, grades={Ending.GOOD: max(one, two), Ending.FAIR: min(one, two)}
    )
    for ended in endings(visit):
        assert ended.violated == violated(visit, ended.path)
        ending = visit.nodes[ended.node].ending
        assert ending
        graded = grade(ending, ended.score, scale, violated=ended.violated)
        assert graded is not Ending.GOOD or not ended.violated


def violated(visit: ScenarioInstance, path: tuple[str, ...]) -> bool:
    steps = [visit.nodes[walk(visit, path[:length]).node] for length in range(len(path))]
    chosen = (next(one for one in node.choices if one.id == step) for node, step in zip(steps, path, strict=True))
    return any(one.verdict is ChoiceVerdict.WRONG for one in chosen)


@given(visits(), st.text(max_size=5))
def test_an_order_has_every_choice_once_and_leads_where_the_written_one_does(
    visit: ScenarioInstance, seed: str
) -> None:
    turned = arranged(visit, seed)
    for name, node in visit.nodes.items():
        assert sorted(one.id for one in turned.nodes[name].choices) == sorted(one.id for one in node.choices)
    for ended in endings(visit):
        assert walk(turned, ended.path) == ended


@given(visits())
def test_a_visit_that_only_goes_forward_has_no_dead_end(visit: ScenarioInstance) -> None:
    assert hopeless(visit) == ()


@given(visits(), PER_CENT, PER_CENT)
def test_no_grade_is_better_than_the_ending_and_the_best_score_keeps_it(
    visit: ScenarioInstance, one: Decimal, two: Decimal
) -> None:
    best, worst = best_and_worst(visit)
    scale = GradeScale(
        worst=worst.score, best=best.score, grades={Ending.GOOD: max(one, two), Ending.FAIR: min(one, two)}
    )
    for ended in endings(visit):
        ending = visit.nodes[ended.node].ending
        assert ending
        assert RANKS.index(grade(ending, ended.score, scale)) >= RANKS.index(ending)
        assert grade(ending, best.score, scale) == ending


@given(visits(), PER_CENT, PER_CENT)
def test_of_two_walks_to_one_ending_the_higher_score_has_no_lower_grade(
    visit: ScenarioInstance, one: Decimal, two: Decimal
) -> None:
    best, worst = best_and_worst(visit)
    scale = GradeScale(
        worst=worst.score, best=best.score, grades={Ending.GOOD: max(one, two), Ending.FAIR: min(one, two)}
    )
    for ending in Ending:
        falling = sorted((ended.score for ended in endings(visit)), reverse=True)
        ranks = [RANKS.index(grade(ending, score, scale)) for score in falling]
        assert ranks == sorted(ranks)
