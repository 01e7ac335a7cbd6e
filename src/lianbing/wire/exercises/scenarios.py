"""Branching visits as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any

from lianbing.domain.items.scenario_walks import Walk, arranged, best_and_worst, walk
from lianbing.domain.items.scenarios import Choice, Clock, Ending, GaugeInstance, Node, ScenarioInstance
from lianbing.errors import UnknownReference
from lianbing.wire.canonical import Json
from lianbing.wire.references import CLAUSE, Reference, ReferenceLookUp, references
from lianbing.wire.shapes.kinds import Fixed, ShapeFault
from lianbing.wire.shapes.shape import Says, Shape, optional

GAUGE = Shape(
    GaugeInstance,
    {
        "id": "the gauge",
        "title": "what it is called, with its unit in brackets",
        "start": "where it stands before the first choice",
        "minimum": "it is never lower",
        "maximum": "it is never higher",
        "weight": "how much one step of it counts in the score",
        "lasting": optional("what a violation takes of it does not come back"),
    },
    name="Gauge",
)
CHOICE = Shape(
    Choice,
    {
        "id": "the choice, among those of its node",
        "text": "what is done or said",
        "effects": "by gauge, what is added to it",
        "consequence": "what comes of it",
        "verdict": "`good` 得当, `weak` 欠妥, `wrong` 违规",
        "why": "why it is judged so",
        "rests_on": "clauses and facts",
        "next": "the node that follows",
        "red_line": optional("of a violation, the clause or fact that it breaks"),
        "sets": optional("flags that it leaves behind"),
        "clears": optional("flags that it takes away"),
    },
)
SCENE = Shape(
    Node,
    {
        "text": "what happens",
        "choices": optional("what can be done; an end has none"),
        "ending": optional("of an end, how it is"),
        "debrief": optional("of an end, what there is to learn"),
        "rests_on": optional("of an end, clauses and facts"),
        "instead": optional("by flag, the node that a walk with that flag comes to instead"),
    },
    name="Scene",  # a Node is something else in a browser
    uses=[CHOICE],
    make=dict,  # the scenario knows its id
)
CLOCK = Shape(
    Clock,
    {
        "gauge": "the gauge that is the time left",
        "timeout": "the node that a walk comes to whose next choice needs more of it",
    },
)
OUTCOME = Shape(
    Walk,
    {"score": "what the walk comes to", "path": "its choices"},
    name="Outcome",
    make=dict,  # the scenario knows where it leads
)


@dataclass(frozen=True, kw_only=True)
class PlayedScenario:
    """A visit that an element plays."""

    kind: Annotated[str, Says(text="what the element shows", kind=Fixed("scenario"))] = "scenario"
    id: Annotated[str, "the scenario"]
    title: Annotated[str, "its title"]
    role: Annotated[str, "the title of the learner's role"]
    intro: Annotated[str, "what the learner knows at first"]
    gauges: Annotated[tuple[GaugeInstance, ...], "what the choices move"]
    start: Annotated[str, "the first node"]
    nodes: Annotated[Mapping[str, Node], "by id"]
    grades: Annotated[
        Mapping[Ending, Decimal], "what a grade asks of the score, in per cent of the way from worst to best"
    ]
    best: Annotated[Walk, "the walk with the highest score of those without a violation"]
    worst: Annotated[Walk, "the walk with the lowest score"]
    clauses: Annotated[Mapping[str, Reference], "all that choices and ends rest on, by id"]
    clock: Annotated[Clock | None, optional("what it is when the time is up")] = None
    flags: Annotated[Mapping[str, str], optional("what choices leave behind, by flag, in words")] = field(
        default_factory=dict
    )
    seed: Annotated[str, optional("the order of the choices, where everybody has the same")] = ""

    @property
    def visit(self) -> ScenarioInstance:
        """What is walked."""
        return ScenarioInstance(
            id=self.id,
            title=self.title,
            role=self.role,
            intro=self.intro,
            gauges=self.gauges,
            start=self.start,
            nodes=self.nodes,
            grades=self.grades,
            clock=self.clock,
            flags=self.flags,
        )


def _played(
    nodes: Mapping[str, Mapping[str, Any]], best: Mapping[str, Any], worst: Mapping[str, Any], **others: Any
) -> PlayedScenario:
    scenes = {name: Node(id=name, **fields) for name, fields in nodes.items()}
    optionals = {name: others[name] for name in ("clock", "flags") if name in others}
    required = {name: others[name] for name in ("id", "title", "role", "intro", "gauges", "start", "grades")}
    visit = ScenarioInstance(nodes=scenes, **required, **optionals)
    try:
        best_walk, worst_walk = walk(visit, best["path"]), walk(visit, worst["path"])
    except (KeyError, UnknownReference) as error:
        raise ShapeFault(f"no walk: {error}", ("nodes",)) from error
    return PlayedScenario(nodes=scenes, best=best_walk, worst=worst_walk, **others)


SCENARIO = Shape(PlayedScenario, name="Scenario", uses=[GAUGE, SCENE, OUTCOME, CLAUSE, CLOCK], make=_played)


def scenario(visit: ScenarioInstance, clauses: tuple[str, ...], role: str, look_up: ReferenceLookUp) -> dict[str, Json]:
    """A visit that the element plays, as JSON; ``role`` is the role's Chinese title."""
    return SCENARIO.encode(played_scenario(visit, clauses, role, look_up))


def played_scenario(
    visit: ScenarioInstance, clauses: tuple[str, ...], role: str, look_up: ReferenceLookUp, seed: str = ""
) -> PlayedScenario:
    """A visit that is played; ``role`` is the role's Chinese title, ``seed`` the order of choices if it is one for all.

    Raises UnknownReference where there are too many walks.
    """
    best, worst = best_and_worst(visit)
    return PlayedScenario(
        id=visit.id,
        title=visit.title,
        role=role,
        intro=visit.intro,
        gauges=visit.gauges,
        start=visit.start,
        nodes=arranged(visit, seed).nodes if seed else visit.nodes,
        grades=visit.grades,
        clock=visit.clock,
        flags=visit.flags,
        seed=seed,
        best=best,
        worst=worst,
        clauses=references(clauses, look_up),
    )
