from __future__ import annotations

from hypothesis import given
from strategies import visits

from lianbing.domain.scenarios import Visit, best_and_worst, endings, hopeless, walk


@given(visits())
def test_every_state_of_every_walk_stays_within_its_bounds(visit: Visit) -> None:
    for ended in endings(visit):
        for length in range(len(ended.path) + 1):
            state = walk(visit, ended.path[:length]).state
            assert all(gauge.minimum <= state[gauge.id] <= gauge.maximum for gauge in visit.gauges)


@given(visits())
def test_an_ending_is_what_walking_its_path_gives(visit: Visit) -> None:
    for ended in endings(visit):
        assert walk(visit, ended.path) == ended
        assert visit.nodes[ended.node].ending


@given(visits())
def test_no_walk_is_better_than_the_best_or_worse_than_the_worst(visit: Visit) -> None:
    best, worst = best_and_worst(visit)
    scores = [ended.score for ended in endings(visit)]
    assert (best.score, worst.score) == (max(scores), min(scores))


@given(visits())
def test_a_visit_that_only_goes_forward_has_no_dead_end(visit: Visit) -> None:
    assert hopeless(visit) == ()
