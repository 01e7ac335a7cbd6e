"""Every shipped scenario, played from its JSON alone, the way the browser does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from lianbing.book.elements import scenario_data
from lianbing.content.checking.scenarios import scenario_report
from lianbing.domain.items.scenario_clues import graded as walk_grade
from lianbing.domain.items.scenario_clues import scale_of
from lianbing.domain.items.scenario_walks import GradeScale, endings, grade
from lianbing.domain.items.scenarios import Ending, realise_scenario
from lianbing.domain.workbook import Workbook


@dataclass(frozen=True)
class Played:
    """Where a path leads, by the rules of the wire format."""

    node: str
    score: Decimal
    flags: frozenset[str]
    late: bool


def played(data: Mapping[str, Any], path: Sequence[str]) -> Played:
    """What ``path`` comes to, by the rules of the wire format."""
    state = {gauge["id"]: gauge["start"] for gauge in data["gauges"]}
    highest = {gauge["id"]: gauge["maximum"] for gauge in data["gauges"]}
    node, flags, clock, late = data["start"], set[str](), data.get("clock"), False
    for step in path:
        (choice,) = [choice for choice in data["nodes"][node]["choices"] if choice["id"] == step]
        wrong = choice["verdict"] == "wrong"
        if wrong:
            flags.add("violation")
        if clock and state[clock["gauge"]] + choice["effects"].get(clock["gauge"], 0) < 0:
            state[clock["gauge"]], node, late = 0, clock["timeout"], True
        else:
            for gauge in data["gauges"]:
                name = gauge["id"]
                state[name] = min(max(state[name] + choice["effects"].get(name, 0), gauge["minimum"]), highest[name])
                if wrong and gauge.get("lasting"):
                    highest[name] = state[name]
            flags |= {*choice.get("sets", ())}
            flags -= {*choice.get("clears", ())}
            node = choice["next"]
        while other := [to for flag, to in sorted(data["nodes"][node].get("instead", {}).items()) if flag in flags]:
            node = other[0]
    score = sum((Decimal(gauge["weight"]) * state[gauge["id"]] for gauge in data["gauges"]), Decimal(0))
    return Played(node, score, frozenset(flags), late)


def paths(data: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """All walks to an ending that come to no node twice."""
    waiting: list[tuple[tuple[str, ...], frozenset[str]]] = [((), frozenset({data["start"]}))]
    while waiting:
        path, seen = waiting.pop()
        node = data["nodes"][played(data, path).node]
        if "ending" in node:
            yield path
        for choice in node.get("choices", ()):
            longer = (*path, choice["id"])
            after = played(data, longer).node
            if after not in seen:
                waiting.append((longer, seen | {after}))


def scenarios(workbook: Workbook) -> Iterator[dict[str, Any]]:
    for name in workbook.scenarios:
        yield scenario_data(workbook, name)


@pytest.fixture(scope="module")
def walked(workbook: Workbook) -> list[tuple[dict[str, Any], dict[tuple[str, ...], Played]]]:
    """Every shipped scenario with all its walks."""
    return [(data, {path: played(data, path) for path in paths(data)}) for data in scenarios(workbook)]


Walked = list[tuple[dict[str, Any], dict[tuple[str, ...], Played]]]


def test_best_and_worst_path_end_with_the_stated_score(workbook: Workbook) -> None:
    for data in scenarios(workbook):
        for extreme in (data["best"], data["worst"]):
            end = played(data, extreme["path"])
            assert "ending" in data["nodes"][end.node], data["id"]
            assert end.score == Decimal(extreme["score"]), data["id"]


def test_no_walk_without_a_violation_is_better_than_best_and_none_worse_than_worst(walked: Walked) -> None:
    for data, walks in walked:
        best = max(walk.score for walk in walks.values() if "violation" not in walk.flags)
        worst = min(walk.score for walk in walks.values())
        assert (worst, best) == (Decimal(data["worst"]["score"]), Decimal(data["best"]["score"])), data["id"]


def test_doing_right_pays_off(workbook: Workbook) -> None:
    for data in scenarios(workbook):
        best, worst = (played(data, data[name]["path"]) for name in ("best", "worst"))
        assert data["nodes"][best.node]["ending"] == "good", data["id"]
        assert verdicts(data, data["best"]["path"]) == {"good"}, data["id"]
        assert data["nodes"][worst.node]["ending"] != "good", data["id"]


def test_no_walk_with_a_violation_is_graded_good(walked: Walked) -> None:
    for data, walks in walked:
        for path, walk in walks.items():
            assert ("wrong" in verdicts(data, path)) == ("violation" in walk.flags)
            if "violation" in walk.flags:
                assert graded(data, walk) is not Ending.GOOD, (data["id"], path)


def test_choices_are_not_given_away_and_the_time_decides_something(workbook: Workbook) -> None:
    report = scenario_report(workbook)
    assert {each.name: each.ids for each in report.strategies if each.gives_away} == {}
    assert report.warnings == ()


@pytest.mark.parametrize("minutes", [9, 10, 12, 14])
def test_a_shorter_or_longer_time_for_a_shop_leaves_both_a_good_and_a_late_end(
    workbook: Workbook, minutes: int
) -> None:
    """What a company's own number of shops a day makes of the time for one."""
    for scenario in workbook.scenarios.values():
        visit = realise_scenario(scenario, workbook.sources)
        if "per_day" not in scenario.values or not visit.clock:
            continue
        name = visit.clock.gauge
        gauges = tuple(
            replace(gauge, start=minutes, maximum=minutes) if gauge.id == name else gauge for gauge in visit.gauges
        )
        visit = replace(visit, gauges=gauges)
        walks, scale = [*endings(visit)], scale_of(visit)
        assert any(walk_grade(visit, walk, scale) is Ending.GOOD for walk in walks), visit.id
        assert any(walk.node == scenario.clock.timeout for walk in walks if scenario.clock), visit.id


def test_every_text_is_filled_and_every_clause_known(workbook: Workbook) -> None:
    for data in scenarios(workbook):
        assert "{{" not in str(data), data["id"]
        named = {name for node in data["nodes"].values() for name in node.get("clauses", ())}
        named |= {name for node in data["nodes"].values() for c in node.get("choices", ()) for name in c["rests_on"]}
        assert named <= set(data["clauses"]), data["id"]


def test_the_shipped_grades_judge_as_a_trainer_would(walked: Walked) -> None:
    """Doing right at every step, in time, is graded good, the worst walk bad, whatever ending it comes to."""
    for data, walks in walked:
        assert {*data["grades"]} == {"good", "fair"}, data["id"]
        for path, walk in walks.items():
            judged = verdicts(data, path)
            if judged == {"good"} and not walk.late:
                assert graded(data, walk) is Ending.GOOD, (data["id"], path)
            if "good" not in judged:
                assert graded(data, walk) is not Ending.GOOD, (data["id"], path)
            if walk.score == Decimal(data["worst"]["score"]):
                assert graded(data, walk) is Ending.BAD, (data["id"], path)


def graded(data: Mapping[str, Any], walk: Played) -> Ending:
    scale = GradeScale(
        worst=Decimal(data["worst"]["score"]),
        best=Decimal(data["best"]["score"]),
        grades={Ending(ending): Decimal(asked) for ending, asked in data["grades"].items()},
    )
    return grade(Ending(data["nodes"][walk.node]["ending"]), walk.score, scale, violated="violation" in walk.flags)


def verdicts(data: Mapping[str, Any], path: Sequence[str]) -> set[str]:
    return {step["verdict"] for step in taken(data, path)}


def taken(data: Mapping[str, Any], path: Sequence[str]) -> list[dict[str, Any]]:
    """The choices of a path."""
    nodes = [played(data, path[:count]).node for count in range(len(path))]
    return [
        next(choice for choice in data["nodes"][node]["choices"] if choice["id"] == step)
        for node, step in zip(nodes, path, strict=True)
    ]


def test_no_debrief_speaks_of_what_some_walk_there_was_never_offered(walked: Walked) -> None:
    """A clause that choices of the scenario rest on was at stake on every walk to an ending that names it."""
    faults = []
    for data, walks in walked:
        chosen = {
            name for node in data["nodes"].values() for choice in node.get("choices", ()) for name in choice["rests_on"]
        }
        for path, walk in walks.items():
            met = {played(data, path[:count]).node for count in range(len(path))}
            offered = {name for node in met for choice in data["nodes"][node]["choices"] for name in choice["rests_on"]}
            if strange := chosen & {*data["nodes"][walk.node]["rests_on"]} - offered:
                faults.append((data["id"], walk.node, path, sorted(strange)))
    assert faults == []


def test_a_visit_that_ends_on_an_empty_promise_hears_about_the_promise_alone(workbook: Workbook) -> None:
    nodes: Any = scenario_data(workbook, "complaint-supply")["nodes"]
    (insist,) = [choice for choice in nodes["fuzzy"]["choices"] if choice["id"] == "insist"]
    assert not any(word in nodes[insist["next"]]["debrief"] for word in ("日记", "联系单"))
