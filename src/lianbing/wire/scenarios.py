"""Branching visits as JSON."""

from __future__ import annotations

from lianbing.domain.items.scenarios import Choice, Node, ScenarioInstance, Walk, best_and_worst
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.canonical import Json
from lianbing.wire.items import ReferenceLookUp, references


def scenario(visit: ScenarioInstance, clauses: tuple[str, ...], role: str, look_up: ReferenceLookUp) -> dict[str, Json]:
    """A visit that the element plays; ``role`` is the role's Chinese title."""
    best, worst = best_and_worst(visit)
    return {
        "kind": "scenario",
        "id": visit.id,
        "title": visit.title,
        "role": role,
        "intro": visit.intro,
        "state": [
            {
                "id": gauge.id,
                "title": gauge.title,
                "start": gauge.start,
                "min": gauge.minimum,
                "max": gauge.maximum,
                "weight": plain(gauge.weight),
            }
            for gauge in visit.gauges
        ],
        "start": visit.start,
        "nodes": {node_id: _node(node) for node_id, node in visit.nodes.items()},
        "grades": {ending.value: plain(asked) for ending, asked in visit.grades.items()},
        "best": _walk(best),
        "worst": _walk(worst),
        "clauses": references(clauses, look_up),
    }


def _node(node: Node) -> dict[str, Json]:
    if node.ending:
        return {
            "text": node.text,
            "ending": node.ending.value,
            "debrief": node.debrief,
            "clauses": [*node.rests_on],
        }
    return {"text": node.text, "choices": [_choice(choice) for choice in node.choices]}


def _choice(choice: Choice) -> dict[str, Json]:
    return {
        "id": choice.id,
        "text": choice.text,
        "effects": {**choice.effects},
        "consequence": choice.consequence,
        "verdict": choice.verdict.value,
        "why": choice.why,
        "clauses": [*choice.rests_on],
        "next": choice.next,
    }


def _walk(walk: Walk) -> dict[str, Json]:
    return {"score": plain(walk.score), "path": [*walk.path]}
