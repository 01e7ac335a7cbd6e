"""Branching scenarios as they are written, and with their numbers in place; how they are walked: scenario_walks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.kernel.bindings import Binding, Sources, bind, fill
from lianbing.domain.kernel.expressions import Names, evaluate_number
from lianbing.errors import ExpressionFault

VIOLATION = "violation"
"""The flag that every choice with the verdict 违规 sets, and none takes away."""


class ChoiceVerdict(StrEnum):
    """How a choice is judged; the element has the Chinese labels."""

    GOOD = "good"
    WEAK = "weak"
    WRONG = "wrong"


class Ending(StrEnum):
    """How a visit ends, from best to worst."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """A quantity that choices change. Its start, minimum and maximum are formulas that must give whole numbers."""

    id: str
    title: str
    start: str
    minimum: str
    maximum: str
    weight: Decimal
    lasting: bool = False
    """What a violation takes of it does not come back."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A choice that the player can make at a node."""

    id: str
    text: str
    consequence: str
    verdict: ChoiceVerdict
    why: str
    next: str
    rests_on: tuple[str, ...]
    effects: Mapping[str, int] = field(default_factory=dict)
    red_line: str = ""
    """The clause or fact that a violation breaks."""
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()

    @property
    def flags_set(self) -> frozenset[str]:
        """The flags that it leaves behind; of a violation :data:`VIOLATION` as well."""
        return frozenset((*self.sets, VIOLATION) if self.verdict is ChoiceVerdict.WRONG else self.sets)


@dataclass(frozen=True, kw_only=True)
class Node:
    """A moment of the visit: either choices, or an ending with its debrief."""

    id: str
    text: str
    choices: tuple[Choice, ...] = ()
    ending: Ending | None = None
    debrief: str = ""
    rests_on: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    """By flag, the node that a walk with the flag comes to instead; of several flags the first by name decides."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The gauge that is the time left, and the node that a walk comes to whose next step needs more of it."""

    gauge: str
    timeout: str


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """情景演练 as written."""

    id: str
    title: str
    topic: str
    role: str
    intro: str
    gauges: tuple[Gauge, ...]
    start: str
    nodes: Mapping[str, Node]
    rests_on: tuple[str, ...]
    values: Mapping[str, Binding] = field(default_factory=dict)
    grades: Mapping[Ending, str] = field(default_factory=dict)
    """What a grade asks of the score, as formulas; see :class:`GradeScale`."""
    clock: Clock | None = None
    flags: Mapping[str, str] = field(default_factory=dict)
    """What choices leave behind, by id, in words."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """All clauses that the scenario refers to, without repetition, in order of appearance."""
        named = [*self.rests_on]
        for node in self.nodes.values():
            named.extend(node.rests_on)
            for choice in node.choices:
                named.extend(choice.rests_on)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, kw_only=True)
class GaugeInstance:
    """A gauge with its numbers in place."""

    id: str
    title: str
    start: int
    minimum: int
    maximum: int
    weight: Decimal
    lasting: bool = False


@dataclass(frozen=True, kw_only=True)
class ScenarioInstance:
    """A scenario that can be played: gauges with numbers, texts filled."""

    id: str
    title: str
    role: str
    intro: str
    gauges: tuple[GaugeInstance, ...]
    start: str
    nodes: Mapping[str, Node]
    grades: Mapping[Ending, Decimal] = field(default_factory=dict)
    clock: Clock | None = None
    flags: Mapping[str, str] = field(default_factory=dict)


def realise_scenario(scenario: Scenario, sources: Sources) -> ScenarioInstance:
    """Puts limits and parameters into gauges and texts; raises ExpressionFault."""
    names = bind(scenario.values, sources, scenario.id)
    return ScenarioInstance(
        id=scenario.id,
        title=scenario.title,
        role=scenario.role,
        intro=fill(scenario.intro, names),
        gauges=tuple(_bounds(gauge, names) for gauge in scenario.gauges),
        start=scenario.start,
        nodes={node_id: _filled(node, names) for node_id, node in scenario.nodes.items()},
        grades=_grades(scenario.grades, names),
        clock=scenario.clock,
        flags=scenario.flags,
    )


def _grades(written: Mapping[Ending, str], names: Names) -> dict[Ending, Decimal]:
    asked = {grade: evaluate_number(formula, names) for grade, formula in written.items()}
    if not 0 <= asked.get(Ending.FAIR, Decimal(0)) <= asked.get(Ending.GOOD, Decimal(100)) <= 100:
        raise ExpressionFault("grades 的百分数要在 0–100 之间，而且 fair 不高于 good")
    return asked


def _bounds(gauge: Gauge, names: Names) -> GaugeInstance:
    start, low, high = (_whole(formula, names) for formula in (gauge.start, gauge.minimum, gauge.maximum))
    if not low <= start <= high:
        raise ExpressionFault(f"状态“{gauge.title}”的起点 {start} 不在 {low}–{high} 之间")
    return GaugeInstance(
        id=gauge.id,
        title=gauge.title,
        start=start,
        minimum=low,
        maximum=high,
        weight=gauge.weight,
        lasting=gauge.lasting,
    )


def _whole(formula: str, names: Names) -> int:
    value = evaluate_number(formula, names)
    if value != value.to_integral_value():
        raise ExpressionFault(f"状态的数值“{formula}”要是整数")
    return int(value)


def _filled(node: Node, names: Names) -> Node:
    choices = tuple(
        replace(
            choice,
            text=fill(choice.text, names),
            consequence=fill(choice.consequence, names),
            why=fill(choice.why, names),
        )
        for choice in node.choices
    )
    return replace(node, text=fill(node.text, names), choices=choices, debrief=fill(node.debrief, names))
