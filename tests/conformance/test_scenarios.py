"""Every shipped scenario, played from its JSON alone, the way the browser does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from lianbing.book.elements import scenario_data
from lianbing.domain.items.scenarios import Ending, GradeScale, grade
from lianbing.domain.workbook import Workbook


def played(data: Mapping[str, Any], path: Sequence[str]) -> tuple[str, Decimal]:
    """The node and score that ``path`` leads to, by the rules of the wire format."""
    state = {gauge["id"]: gauge["start"] for gauge in data["gauges"]}
    node = data["start"]
    for step in path:
        (choice,) = [choice for choice in data["nodes"][node]["choices"] if choice["id"] == step]
        for gauge in data["gauges"]:
            moved = state[gauge["id"]] + choice["effects"].get(gauge["id"], 0)
            state[gauge["id"]] = min(max(moved, gauge["minimum"]), gauge["maximum"])
        node = choice["next"]
    return node, sum((Decimal(gauge["weight"]) * state[gauge["id"]] for gauge in data["gauges"]), Decimal(0))


def paths(data: Mapping[str, Any], node: str, seen: frozenset[str] = frozenset()) -> Iterator[tuple[str, ...]]:
    """All walks to an ending that come to no node twice."""
    if "ending" in data["nodes"][node]:
        yield ()
    for choice in data["nodes"][node].get("choices", ()):
        if choice["next"] not in seen | {node}:
            for rest in paths(data, choice["next"], seen | {node}):
                yield (choice["id"], *rest)


def scenarios(workbook: Workbook) -> Iterator[dict[str, Any]]:
    for name in workbook.scenarios:
        yield scenario_data(workbook, name)


def test_best_and_worst_path_end_with_the_stated_score(workbook: Workbook) -> None:
    for data in scenarios(workbook):
        for extreme in (data["best"], data["worst"]):
            node, score = played(data, extreme["path"])
            assert "ending" in data["nodes"][node], data["id"]
            assert score == Decimal(extreme["score"]), data["id"]


def test_no_walk_is_better_than_best_or_worse_than_worst(workbook: Workbook) -> None:
    for data in scenarios(workbook):
        scores = [played(data, path)[1] for path in paths(data, data["start"])]
        assert (min(scores), max(scores)) == (Decimal(data["worst"]["score"]), Decimal(data["best"]["score"])), data[
            "id"
        ]


def test_doing_right_pays_off(workbook: Workbook) -> None:
    for data in scenarios(workbook):
        ends = [data["nodes"][played(data, data[name]["path"])[0]]["ending"] for name in ("best", "worst")]
        assert ends[0] == "good", data["id"]
        assert ends[1] != "good", data["id"]


def test_every_text_is_filled_and_every_clause_known(workbook: Workbook) -> None:
    for data in scenarios(workbook):
        assert "{{" not in str(data), data["id"]
        named = {name for node in data["nodes"].values() for name in node.get("clauses", ())}
        named |= {name for node in data["nodes"].values() for c in node.get("choices", ()) for name in c["rests_on"]}
        assert named <= set(data["clauses"]), data["id"]


def test_the_shipped_grades_judge_as_a_trainer_would(workbook: Workbook) -> None:
    """Doing right at every step is graded good, the worst walk bad, whatever ending it comes to."""
    for data in scenarios(workbook):
        scale = GradeScale(
            worst=Decimal(data["worst"]["score"]), best=Decimal(data["best"]["score"]), grades=grades_of(data)
        )
        assert set(scale.grades) == {Ending.GOOD, Ending.FAIR}, data["id"]
        for path in paths(data, data["start"]):
            node, score = played(data, path)
            graded = grade(Ending(data["nodes"][node]["ending"]), score, scale)
            judged = verdicts(data, path)
            if judged == {"good"}:
                assert graded is Ending.GOOD, (data["id"], path)
            if "good" not in judged:
                assert graded is not Ending.GOOD, (data["id"], path)
            if score == scale.worst:
                assert graded is Ending.BAD, (data["id"], path)


def grades_of(data: Mapping[str, Any]) -> dict[Ending, Decimal]:
    return {Ending(ending): Decimal(asked) for ending, asked in data["grades"].items()}


def verdicts(data: Mapping[str, Any], path: Sequence[str]) -> set[str]:
    found, node = set(), data["start"]
    for step in path:
        (choice,) = [choice for choice in data["nodes"][node]["choices"] if choice["id"] == step]
        found.add(choice["verdict"])
        node = choice["next"]
    return found


def at_stake(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """By node: the clauses that some choice has rested on, whichever way one came."""
    known: dict[str, frozenset[str]] = {data["start"]: frozenset()}
    waiting = [data["start"]]
    while waiting:
        node = waiting.pop()
        choices = data["nodes"][node].get("choices", ())
        seen = known[node].union(*(choice["rests_on"] for choice in choices))
        for following in {choice["next"] for choice in choices}:
            now = known.get(following, seen) & seen
            if known.get(following) != now:
                known[following] = now
                waiting.append(following)
    return known


def test_no_debrief_speaks_of_what_some_walk_there_was_never_offered(workbook: Workbook) -> None:
    """A clause that choices of the scenario rest on was at stake on every walk to an ending that names it."""
    faults = []
    for data in scenarios(workbook):
        known = at_stake(data)
        chosen = {
            name for node in data["nodes"].values() for choice in node.get("choices", ()) for name in choice["rests_on"]
        }
        for name, node in data["nodes"].items():
            if "ending" in node and (strange := chosen & {*node["rests_on"]} - known[name]):
                faults.append((data["id"], name, sorted(strange)))
    assert faults == []


def test_a_visit_that_ends_on_an_empty_promise_hears_about_the_promise_alone(workbook: Workbook) -> None:
    nodes: Any = scenario_data(workbook, "complaint-supply")["nodes"]
    (insist,) = [choice for choice in nodes["fuzzy"]["choices"] if choice["id"] == "insist"]
    assert not any(word in nodes[insist["next"]]["debrief"] for word in ("日记", "联系单"))
