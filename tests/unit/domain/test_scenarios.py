from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lianbing.domain.items import scenario_walks
from lianbing.domain.items.scenario_walks import (
    GradeScale,
    Walk,
    arranged,
    best_and_worst,
    choice_order,
    endings,
    grade,
    hopeless,
    state_after,
    unreachable,
    walk,
)
from lianbing.domain.items.scenarios import (
    Choice,
    ChoiceVerdict,
    Clock,
    Ending,
    Gauge,
    GaugeInstance,
    Node,
    Scenario,
    ScenarioInstance,
    realise_scenario,
)
from lianbing.domain.kernel.bindings import Computed, LimitOf
from lianbing.domain.kernel.decimals import plain
from lianbing.errors import ExpressionFault, UnknownReference
from tests.unit.objects import choice, gauge, moment, sources, visit

VECTORS = json.loads((Path(__file__).resolve().parents[2] / "vectors" / "scenario.json").read_text(encoding="utf-8"))


def visit_from_wire(data: Mapping[str, Any]) -> ScenarioInstance:
    """The wire's scenario as a domain object."""
    gauges = tuple(
        GaugeInstance(
            id=g["id"],
            title=g["title"],
            start=g["start"],
            minimum=g["minimum"],
            maximum=g["maximum"],
            weight=Decimal(g["weight"]),
            lasting=g.get("lasting", False),
        )
        for g in data["gauges"]
    )
    nodes = {node_id: _node(node_id, node) for node_id, node in data["nodes"].items()}
    role = data.get("role", "")
    grades = _grades(data.get("grades", {}))
    return ScenarioInstance(
        id=data["id"],
        title=data["title"],
        role=role,
        intro=data["intro"],
        gauges=gauges,
        start=data["start"],
        nodes=nodes,
        grades=grades,
        clock=Clock(**data["clock"]) if "clock" in data else None,
        flags=data.get("flags", {}),
    )


def _grades(data: Mapping[str, str]) -> dict[Ending, Decimal]:
    return {Ending(ending): Decimal(asked) for ending, asked in data.items()}


def _node(node_id: str, data: Mapping[str, Any]) -> Node:
    choices = tuple(
        Choice(
            id=c["id"],
            text=c["text"],
            consequence=c["consequence"],
            verdict=ChoiceVerdict(c["verdict"]),
            why=c["why"],
            next=c["next"],
            rests_on=tuple(c["rests_on"]),
            effects=c["effects"],
            red_line=c.get("red_line", ""),
            sets=tuple(c.get("sets", ())),
            clears=tuple(c.get("clears", ())),
        )
        for c in data.get("choices", ())
    )
    ending = Ending(data["ending"]) if "ending" in data else None
    return Node(
        id=node_id,
        text=data["text"],
        choices=choices,
        ending=ending,
        debrief=data.get("debrief", ""),
        rests_on=tuple(data.get("rests_on", ())),
        instead=data.get("instead", {}),
    )


VISITS = {data["id"]: visit_from_wire(data) for data in VECTORS["scenarios"]}


@pytest.mark.parametrize("case", VECTORS["walks"], ids=lambda case: f"{case['scenario']}: {' '.join(case['path'])}")
def test_shared_vectors(case: dict[str, Any]) -> None:
    walked = walk(VISITS[case["scenario"]], case["path"])
    assert (walked.node, dict(walked.state), plain(walked.score)) == (case["node"], case["state"], case["score"])
    assert walked.violated is case.get("violated", walked.violated)


@pytest.mark.parametrize("case", VECTORS["grades"], ids=lambda case: case["why"])
def test_shared_vectors_of_grades(case: dict[str, Any]) -> None:
    scale = GradeScale(worst=Decimal(case["worst"]), best=Decimal(case["best"]), grades=_grades(case["grades"]))
    violated = case.get("violated", False)
    assert grade(Ending(case["ending"]), Decimal(case["score"]), scale, violated=violated) == case["grade"]


@pytest.mark.parametrize(
    "case", VECTORS["orders"], ids=lambda case: f"{case['scenario']} {case['node']} {case['seed']}"
)
def test_shared_vectors_of_orders(case: dict[str, Any]) -> None:
    node = VISITS[case["scenario"]].nodes[case["node"]]
    assert [each.id for each in choice_order(node, case["seed"])] == case["order"]


def test_the_order_does_not_depend_on_how_the_choices_are_written() -> None:
    played = VISITS["marked"]
    node = played.nodes["a"]
    turned = replace(node, choices=node.choices[::-1])
    assert choice_order(turned, "k3x9") == choice_order(node, "k3x9")
    assert arranged(played, "k3x9").nodes["a"].choices == choice_order(node, "k3x9")


def test_every_choice_comes_first_in_some_order() -> None:
    node = VISITS["marked"].nodes["a"]
    assert {choice_order(node, str(seed))[0].id for seed in range(40)} == {each.id for each in node.choices}


def wrong(made: Choice) -> Choice:
    return replace(made, verdict=ChoiceVerdict.WRONG, red_line="VIS-01")


def test_what_a_violation_takes_of_a_lasting_gauge_does_not_come_back() -> None:
    played = visit(
        moment("a", wrong(choice("break", "b", mood=-20, trust=-20)), choice("slip", "b", mood=-20, trust=-20)),
        moment("b", choice("mend", "end", mood=50, trust=50)),
        moment("end"),
        gauges=(replace(gauge("mood"), lasting=True), gauge("trust")),
    )
    assert walk(played, ["break", "mend"]).state == {"mood": 30, "trust": 80}
    assert walk(played, ["slip", "mend"]).state == {"mood": 80, "trust": 80}


def test_a_choice_that_takes_all_the_time_left_is_still_done_one_that_takes_more_is_not() -> None:
    played = visit(
        moment("a", choice("just", "end", mood=5, time=-10), choice("long", "end", mood=5, time=-11)),
        moment("end"),
        moment("late"),
        gauges=(gauge("mood"), gauge("time", 10, 0, 10, "0")),
    )
    played = replace(played, clock=Clock(gauge="time", timeout="late"))
    assert (walk(played, ["just"]).node, walk(played, ["just"]).state) == ("end", {"mood": 55, "time": 0})
    assert (walk(played, ["long"]).node, walk(played, ["long"]).state) == ("late", {"mood": 50, "time": 0})
    assert state_after(played, ["just"]).consequence == "后果"
    assert "时间就到了" in state_after(played, ["long"]).consequence


def test_a_violation_for_which_the_time_was_too_short_is_one_all_the_same() -> None:
    long = wrong(choice("long", "end", mood=-40, time=-11))
    played = visit(
        moment("a", long), moment("end"), moment("late"), gauges=(gauge("mood"), gauge("time", 10, 0, 10, "0"))
    )
    walked = walk(replace(played, clock=Clock(gauge="time", timeout="late")), ["long"])
    assert (walked.node, walked.violated, walked.state["mood"]) == ("late", True, 50)


def test_flags_lead_elsewhere_until_they_are_taken_away() -> None:
    promise = replace(choice("promise", "b"), sets=("promise",))
    withdraw = replace(choice("withdraw", "end"), clears=("promise",))
    played = visit(
        moment("a", promise, choice("plain", "b")),
        moment("b", withdraw, choice("on", "end")),
        replace(moment("end"), instead={"promise": "kept"}),
        moment("kept"),
    )
    ends = {path: walk(played, path).node for path in (("promise", "on"), ("promise", "withdraw"), ("plain", "on"))}
    assert ends == {("promise", "on"): "kept", ("promise", "withdraw"): "end", ("plain", "on"): "end"}


def test_the_best_walk_has_no_violation_where_one_without_ends() -> None:
    played = visit(moment("a", wrong(choice("break", "end", mood=30)), choice("plain", "end", mood=5)), moment("end"))
    best, worst = best_and_worst(played)
    assert (best.path, worst.path) == (("plain",), ("plain",))
    only = visit(moment("a", wrong(choice("break", "end", mood=30))), moment("end"))
    assert best_and_worst(only)[0].path == ("break",)


def test_best_and_worst_of_the_shared_vectors() -> None:
    for data in VECTORS["scenarios"]:
        for found, name in zip(best_and_worst(VISITS[data["id"]]), ("best", "worst"), strict=True):
            if name in data:
                assert plain(found.score) == data[name]["score"]
                assert walk(VISITS[data["id"]], data[name]["path"]).score == found.score


def test_each_step_is_clamped_before_the_next() -> None:
    played = visit(moment("a", choice("up", "b", mood=80)), moment("b", choice("down", "c", mood=-30)), moment("c"))
    assert walk(played, ["up", "down"]).state == {"mood": 70}


def test_a_choice_that_the_node_lacks_is_refused_by_name() -> None:
    played = visit(moment("a", choice("go", "b")), moment("b"))
    with pytest.raises(UnknownReference) as caught:
        walk(played, ["stay"])
    assert "a" in caught.value.message
    assert "stay" in caught.value.message
    with pytest.raises(UnknownReference):
        walk(played, ["go", "go"])


def test_walking_does_not_touch_the_visit() -> None:
    played = visit(moment("a", choice("go", "b", mood=5)), moment("b"))
    walk(played, ["go"])
    assert walk(played, []).state == {"mood": 50}


def test_nodes_without_a_way_in_are_found() -> None:
    island = moment("island", choice("on", "island-2"))
    played = visit(moment("a", choice("go", "end")), island, moment("island-2"), moment("end"))
    assert unreachable(played) == ("island", "island-2")


def test_nodes_without_a_way_out_are_found() -> None:
    played = visit(
        moment("a", choice("fine", "end"), choice("trap", "loop-1")),
        moment("loop-1", choice("x", "loop-2")),
        moment("loop-2", choice("y", "loop-1")),
        moment("end"),
    )
    assert hopeless(played) == ("loop-1", "loop-2")
    assert unreachable(played) == ()


def test_a_loop_with_a_way_out_is_fine() -> None:
    played = visit(moment("a", choice("again", "a"), choice("go", "end")), moment("end"))
    assert hopeless(played) == ()


def every_walk(played: ScenarioInstance) -> Iterator[Walk]:
    """Brute force: all sequences of choices that come to no node twice, found without the code under test."""

    def grow(node_id: str, path: tuple[str, ...], seen: tuple[str, ...]) -> Iterator[Walk]:
        if played.nodes[node_id].ending:
            yield walk(played, path)
        for each in played.nodes[node_id].choices:
            after = walk(played, (*path, each.id)).node
            if after not in seen:
                yield from grow(after, (*path, each.id), (*seen, after))

    yield from grow(played.start, (), (played.start,))


def tangled() -> ScenarioInstance:
    """A visit with a detour, a loop and a clamp that makes the greedy choice the worse one."""
    return visit(
        moment("a", choice("rush", "b", mood=60, time=-5), choice("calm", "b", mood=20), choice("leave", "end-bad")),
        moment("b", choice("back", "a", mood=5), choice("on", "c", mood=-30), choice("stop", "end-fair", time=3)),
        moment("c", choice("good", "end-good", mood=10, time=-1), choice("bad", "end-bad", mood=-90)),
        moment("end-good"),
        moment("end-fair"),
        moment("end-bad"),
        gauges=(gauge("mood", weight="0.5"), gauge("time", 10, 0, 10, "1.25")),
    )


def test_endings_are_all_walks_that_come_to_no_node_twice() -> None:
    key = lambda found: (found.path, found.node, found.score)  # noqa: E731
    assert sorted(map(key, endings(tangled()))) == sorted(map(key, every_walk(tangled())))


@pytest.mark.parametrize("played", [tangled(), *VISITS.values()], ids=lambda played: played.id)
def test_best_and_worst_agree_with_brute_force(played: ScenarioInstance) -> None:
    best, worst = best_and_worst(played)
    walks = [*every_walk(played)]
    assert best.score == max(found.score for found in walks if not found.violated)
    assert worst.score == min(found.score for found in walks)
    assert walk(played, best.path) == best
    assert walk(played, worst.path) == worst


def test_among_equals_the_shorter_walk_stands_for_best_and_worst() -> None:
    played = visit(
        moment("a", choice("long", "b"), choice("short", "end")), moment("b", choice("on", "end")), moment("end")
    )
    best, worst = best_and_worst(played)
    assert best.path == worst.path == ("short",)


def test_too_many_walks_end_in_a_sentence_not_in_an_endless_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario_walks, "MAX_PATHS", 7)
    rungs = [moment(str(n), choice("x", str(n + 1)), choice("y", str(n + 1))) for n in range(3)]
    with pytest.raises(UnknownReference, match="减少分支"):
        list(endings(visit(*rungs, moment("3"))))


def written(**gauge_changes: Any) -> Scenario:
    time = replace(
        Gauge(id="time", title="时间", start="minutes", minimum="0", maximum="minutes", weight=Decimal(1)),
        **gauge_changes,
    )
    return Scenario(
        id="supply",
        title="断货",
        topic="flow",
        role="customer-manager",
        intro="约 {{minutes}} 分钟",
        gauges=(time,),
        start="a",
        nodes={"a": moment("a", choice("go", "end")), "end": replace(moment("end"), rests_on=("VIS-02", "VIS-01"))},
        rests_on=("VIS-02",),
        values={"hours": LimitOf("VIS-02"), "minutes": Computed("floor(hours * 60 / 25)")},
    )


def test_limits_flow_into_gauges_and_texts() -> None:
    played = realise_scenario(written(), sources({"VIS-02": Decimal(6)}))
    assert played.intro == "约 14 分钟"
    assert (played.gauges[0].start, played.gauges[0].maximum) == (14, 14)


@pytest.mark.parametrize(
    "wrong", [{"start": "minutes + 1"}, {"start": "-1"}, {"start": "0.5"}, {"maximum": "hours > 1"}]
)
def test_a_start_outside_its_bounds_or_not_whole_is_a_fault(wrong: dict[str, str]) -> None:
    with pytest.raises(ExpressionFault):
        realise_scenario(written(**wrong), sources({"VIS-02": Decimal(6)}))


def test_grades_may_be_formulas_over_the_scenarios_values() -> None:
    asked = replace(written(), grades={Ending.GOOD: "hours * 10", Ending.FAIR: "40"})
    assert realise_scenario(asked, sources({"VIS-02": Decimal(6)})).grades == {Ending.GOOD: 60, Ending.FAIR: 40}


@pytest.mark.parametrize(("good", "fair"), [("40", "80"), ("101", "40"), ("80", "-1"), ("hours > 1", "40")])
def test_grades_outside_a_hundred_or_upside_down_are_a_fault(good: str, fair: str) -> None:
    asked = replace(written(), grades={Ending.GOOD: good, Ending.FAIR: fair})
    with pytest.raises(ExpressionFault):
        realise_scenario(asked, sources({"VIS-02": Decimal(6)}))


def test_a_scenario_rests_on_all_its_parts_once_each() -> None:
    assert written().clauses == ("VIS-02", "VIS-01")
