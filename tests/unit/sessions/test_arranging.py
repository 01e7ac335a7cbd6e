"""Activities and their minutes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.content.office.session_files import SessionsFile
from lianbing.content.reading.validation import read_model
from lianbing.domain.sessions.arranging import Material, TeachingBlock, VoteCandidate, arrange, choose_votes
from lianbing.domain.sessions.plans import ActivityKind
from lianbing.domain.sessions.rules import SessionRules, VoteRule
from lianbing.errors import WrongUsage

VOTES = VoteRule(each=2, low=Decimal(30), high=Decimal(70))
BLOCK = TeachingBlock(clauses=("A-1",), titles=("甲",), items=("a-1",))


@pytest.fixture(scope="module")
def rules(root: Path) -> SessionRules:
    return read_model(root / "grading" / "sessions.yml", root, SessionsFile)[0].build()


@pytest.mark.parametrize("minutes", [60, 66, 90, 91, 97, 240])
def test_minutes_add_up_and_nothing_gets_less_than_its_least(rules: SessionRules, minutes: int) -> None:
    material = Material(blocks=(BLOCK, BLOCK)[: 1 + (minutes > 80)], scenario="s", cases=("c",))
    activities = arrange(material, minutes, rules)
    assert sum(each.minutes for each in activities) == minutes
    assert all(each.minutes >= rules.activities[each.kind].minutes for each in activities)
    assert [activities[0].kind, activities[-1].kind] == [ActivityKind.SIGN_IN, ActivityKind.CLOSE]


def test_short_sessions_do_without_groups_then_without_a_scenario(rules: SessionRules) -> None:
    material = Material(blocks=(BLOCK,), scenario="s", cases=("c",))
    kinds = {minutes: {each.kind for each in arrange(material, minutes, rules)} for minutes in (90, 60, 50)}
    assert {ActivityKind.GROUPS, ActivityKind.SCENARIO} <= kinds[90]
    assert kinds[90] - kinds[60] == {ActivityKind.GROUPS}
    assert kinds[60] - kinds[50] == {ActivityKind.SCENARIO}


def test_a_short_session_teaches_everything_in_one_go(rules: SessionRules) -> None:
    other = TeachingBlock(clauses=("A-2",), titles=("乙",), items=("a-2", "a-3"))
    activities = arrange(Material(blocks=(BLOCK, other), scenario="s"), 60, rules)
    (vote,) = (each for each in activities if each.kind is ActivityKind.VOTE)
    assert (vote.clauses, vote.items) == (("A-1", "A-2"), ("a-1", "a-2"))
    assert sum(each.minutes for each in activities) == 60


def test_what_can_never_fit_says_how_long_it_takes(rules: SessionRules) -> None:
    with pytest.raises(WrongUsage, match="至少要 48 分钟"):
        arrange(Material(blocks=(BLOCK,)), 30, rules)


def vote(item: str, *clauses: str, order: int = 0, share: int | None = None) -> VoteCandidate:
    return VoteCandidate(item=item, clauses=clauses, order=order, share=None if share is None else Decimal(share))


def test_votes_are_held_on_each_clause_and_on_what_splits_the_room() -> None:
    candidates = [vote("easy", "A", share=95), vote("middle", "A", share=50), vote("new", "A"), vote("other", "B")]
    assert choose_votes(candidates, ("A", "B"), {"A": 5, "B": 5}, VOTES) == ("middle", "other")
    assert choose_votes(candidates, ("A",), {"A": 5}, VOTES) == ("middle", "new")


def test_votes_leave_the_quizzes_what_they_need() -> None:
    candidates = [vote("one", "A"), vote("two", "A"), vote("three", "A")]
    assert choose_votes(candidates, ("A",), {"A": 1}, VOTES) == ("one",)
    assert choose_votes(candidates, ("A",), {"A": 0}, VOTES) == ("one",), "one vote is held in any case"
    assert choose_votes([], ("A",), {}, VOTES) == ()
