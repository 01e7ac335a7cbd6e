"""Picking by place or by length alone is found out; so are nodes that give their answer away by length."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.domain.items.scenario_clues import Strategy, learned, standing_out, strategies
from lianbing.domain.items.scenarios import Choice, ChoiceVerdict, Ending, ScenarioInstance
from tests.unit.objects import choice, gauge, moment, visit


def said(made: Choice, length: int, verdict: ChoiceVerdict = ChoiceVerdict.GOOD) -> Choice:
    return replace(made, text="字" * length, verdict=verdict)


def guessable(name: str = "test") -> ScenarioInstance:
    """Three steps: the first choice, which is the longest, is right every time."""
    steps = (
        moment(
            str(number),
            said(choice("right", str(number + 1), mood=10), 30),
            said(choice("slip", str(number + 1), mood=-10), 20, ChoiceVerdict.WEAK),
            said(choice("break", "end", mood=-10), 10, ChoiceVerdict.WRONG),
        )
        for number in range(3)
    )
    played = visit(*steps, moment("3"), moment("end"), gauges=(gauge("mood"),))
    return replace(played, id=name, grades={Ending.GOOD: Decimal(80), Ending.FAIR: Decimal(40)})


def found(*visits: ScenarioInstance) -> dict[str, Strategy]:
    return {strategy.name: strategy for strategy in strategies(visits)}


def test_the_first_and_the_longest_of_a_scenario_that_gives_itself_away_end_well() -> None:
    by_name = found(guessable())
    for name in ("总点第一项", "总点最长的"):
        assert (by_name[name].share, by_name[name].ids, by_name[name].gives_away) == (1, ("test",), True)
    for name in ("总点第二项", "总点次长的", "总点最后一项", "总点最短的"):
        assert (by_name[name].share, by_name[name].ids) == (0, ())


def test_shuffled_choices_leave_little_to_places() -> None:
    by_name = found(guessable())
    assert all(by_name[f"{name}（打乱后）"].share < 1 / 3 for name in ("总点第一项", "总点第二项", "总点最后一项"))


def test_a_share_counts_all_scenarios() -> None:
    other = guessable("other")
    turned = {name: replace(node, choices=node.choices[::-1]) for name, node in other.nodes.items()}
    by_name = found(guessable(), replace(other, nodes=turned))
    assert (by_name["总点第一项"].share, by_name["总点第一项"].ids) == (0.5, ("test",))


def worded(name: str, right: str) -> ScenarioInstance:
    """As :func:`guessable`, the right choice last, the others all with the same words."""
    played = guessable(name)
    nodes = {}
    for key, node in played.nodes.items():
        texts = {each.id: right if each.id == "right" else "就这样吧" for each in node.choices}
        choices = tuple(replace(each, text=texts[each.id]) for each in node.choices[::-1])
        nodes[key] = replace(node, choices=choices)
    return replace(played, nodes=nodes)


def test_words_that_right_choices_have_elsewhere_give_them_away() -> None:
    alike = [worded(name, "先核实再说") for name in ("one", "two", "three")]
    assert (learned(alike).share, learned(alike).ids) == (1, ("one", "two", "three"))
    others = [worded("one", "先核实再说"), worded("two", "就这样吧"), worded("three", "就这样吧")]
    assert learned(others).ids == ()


def test_going_round_in_circles_does_not_end_well() -> None:
    played = visit(
        moment("a", choice("again", "b")), moment("b", choice("back", "a"), choice("on", "end")), moment("end")
    )
    assert found(played)["总点第一项"].share == 0


@pytest.mark.parametrize(
    ("right", "other", "told"),
    [(40, 20, True), (26, 20, True), (25, 20, False), (20, 25, False), (20, 26, True), (30, 30, False)],
)
def test_a_node_that_its_lengths_give_away_is_named(right: int, other: int, told: bool) -> None:
    played = visit(
        moment("a", said(choice("yes", "end"), right), said(choice("no", "end"), other, ChoiceVerdict.WEAK)),
        moment("end"),
    )
    assert [name for name, _ in standing_out(played)] == (["a"] if told else [])
