"""How votes are counted, and who moved."""

from __future__ import annotations

from typing import Any

from lianbing.domain.sessions.tallies import by_person, leading, movements, tally
from tests.unit.sessions.rooms import questions

ITEMS = {item.id: item for item in questions()}
SINGLE, SEVERAL, TRUE = ITEMS["q-1"], ITEMS["q-2"], ITEMS["q-4"]


def _seats(*answers: Any) -> dict[str, Any]:
    return {f"s{number:03}": answer for number, answer in enumerate(answers, 1)}


def test_what_can_be_chosen_alone_is_listed_whether_anybody_chose_it() -> None:
    assert tally(SINGLE, _seats("C", "A", "C")) == {"A": 1, "B": 0, "C": 2, "D": 0}
    assert [*tally(SINGLE, _seats("C"))] == ["A", "B", "C", "D"]
    assert tally(TRUE, _seats(False)) == {"对": 0, "错": 1}


def test_choices_of_several_are_counted_together_whatever_their_order() -> None:
    assert tally(SEVERAL, _seats(["C", "A"], ["A", "C"], ["B"])) == {"A、C": 2, "B": 1}
    assert tally(SEVERAL, {}) == {}


def test_only_those_who_voted_twice_have_moved() -> None:
    first, second = _seats("A", "A", "B", "C"), {"s001": "B", "s002": "B", "s003": "B", "s009": "D"}
    assert movements(SINGLE, first, second) == {("A", "B"): 2, ("B", "B"): 1}


def test_of_two_seats_of_one_person_the_answer_given_last_counts() -> None:
    assert by_person({"s002": "A", "s001": "B"}, lambda _: "s001") == {"s001": "B"}


def test_the_majority_may_be_nobodys_or_several() -> None:
    assert leading({}) == ()
    assert leading(_seats("a", "b", "a")) == ("a",)
    assert set(leading(_seats("a", "b"))) == {"a", "b"}
