"""Branching scenarios: playing them, and checking all possible paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.kernel.bindings import Binding, Sources, bind, fill
from lianbing.domain.kernel.expressions import Names, evaluate_number
from lianbing.errors import ExpressionFault, UnknownReference

State = Mapping[str, int]
MAX_PATHS = 200_000


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


@dataclass(frozen=True, kw_only=True)
class Node:
    """A moment of the visit: either choices, or an ending with its debrief."""

    id: str
    text: str
    choices: tuple[Choice, ...] = ()
    ending: Ending | None = None
    debrief: str = ""
    rests_on: tuple[str, ...] = ()


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

    def clamp(self, value: int) -> int:
        """``value`` cut to the bounds."""
        return min(max(value, self.minimum), self.maximum)


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


@dataclass(frozen=True, kw_only=True)
class GradeScale:
    """Thresholds of scores: ``grades`` are percentages of the range from the worst score to the best."""

    worst: Decimal
    best: Decimal
    grades: Mapping[Ending, Decimal]

    def reaches(self, score: Decimal, grade: Ending) -> bool:
        """Whether ``score`` is enough for ``grade``; a grade without an entry asks nothing."""
        asked = self.grades.get(grade)
        return asked is None or 100 * (score - self.worst) >= asked * (self.best - self.worst)


@dataclass(frozen=True)
class Walk:
    """The result of a path of choices."""

    node: str
    state: State
    score: Decimal
    path: tuple[str, ...]


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
    return GaugeInstance(id=gauge.id, title=gauge.title, start=start, minimum=low, maximum=high, weight=gauge.weight)


def _whole(formula: str, names: Names) -> int:
    value = evaluate_number(formula, names)
    if value != value.to_integral_value():
        raise ExpressionFault(f"状态的数值“{formula}”要是整数")
    return int(value)


def _filled(node: Node, names: Names) -> Node:
    choices = tuple(
        Choice(
            id=choice.id,
            text=fill(choice.text, names),
            consequence=fill(choice.consequence, names),
            verdict=choice.verdict,
            why=fill(choice.why, names),
            next=choice.next,
            rests_on=choice.rests_on,
            effects=choice.effects,
        )
        for choice in node.choices
    )
    return Node(
        id=node.id,
        text=fill(node.text, names),
        choices=choices,
        ending=node.ending,
        debrief=fill(node.debrief, names),
        rests_on=node.rests_on,
    )


def walk(visit: ScenarioInstance, path: Sequence[str]) -> Walk:
    """Follows ``path`` (ids of choices) from the start; raises UnknownReference for a choice that a node lacks."""
    node, state = visit.nodes[visit.start], start_state(visit)
    for step in path:
        choice = next((choice for choice in node.choices if choice.id == step), None)
        if choice is None:
            raise UnknownReference(f"情景 {visit.id} 的节点 {node.id} 没有选项 {step}")
        node, state = visit.nodes[choice.next], _after(visit, state, choice)
    return Walk(node.id, state, final_score(visit, state), tuple(path))


def start_state(visit: ScenarioInstance) -> dict[str, int]:
    """The state before the first choice."""
    return {gauge.id: gauge.start for gauge in visit.gauges}


def _after(visit: ScenarioInstance, state: State, choice: Choice) -> dict[str, int]:
    return {gauge.id: gauge.clamp(state[gauge.id] + choice.effects.get(gauge.id, 0)) for gauge in visit.gauges}


def final_score(visit: ScenarioInstance, state: State) -> Decimal:
    """Σ weight × value over the gauges."""
    return sum((gauge.weight * state[gauge.id] for gauge in visit.gauges), Decimal(0))


def grade(ending: Ending, score: Decimal, scale: GradeScale) -> Ending:
    """The ending that was reached, or the next lower one that ``score`` is enough for."""
    falling = [*Ending]
    candidates = falling[falling.index(ending) :]
    return next((candidate for candidate in candidates if scale.reaches(score, candidate)), Ending.BAD)


def unreachable(visit: ScenarioInstance) -> tuple[str, ...]:
    """Nodes that no path from the start reaches."""
    reached = _closure({visit.start}, lambda node: (choice.next for choice in visit.nodes[node].choices))
    return tuple(node for node in visit.nodes if node not in reached)


def hopeless(visit: ScenarioInstance) -> tuple[str, ...]:
    """Nodes from which no ending can be reached any more."""
    before: dict[str, list[str]] = {node: [] for node in visit.nodes}
    for node in visit.nodes.values():
        for choice in node.choices:
            before[choice.next].append(node.id)
    endings = {node.id for node in visit.nodes.values() if node.ending}
    saved = _closure(endings, before.__getitem__)
    return tuple(node for node in visit.nodes if node not in saved)


def _closure(seeds: set[str], neighbours: Callable[[str], Iterable[str]]) -> set[str]:
    reached, waiting = set(seeds), list(seeds)
    while waiting:
        for other in neighbours(waiting.pop()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def endings(visit: ScenarioInstance) -> Iterator[Walk]:
    """Every walk that ends, visiting no node twice; raises UnknownReference beyond ``MAX_PATHS`` walks."""
    stack: list[tuple[str, State, tuple[str, ...], frozenset[str]]]
    stack = [(visit.start, start_state(visit), (), frozenset({visit.start}))]
    count = 0
    while stack:
        node_id, state, path, seen = stack.pop()
        node = visit.nodes[node_id]
        if node.ending:
            count += 1
            if count > MAX_PATHS:
                raise UnknownReference(f"情景 {visit.id} 的走法超过 {MAX_PATHS} 种：请减少分支")
            yield Walk(node_id, state, final_score(visit, state), path)
        for choice in reversed(node.choices):
            if choice.next not in seen:
                stack.append((choice.next, _after(visit, state, choice), (*path, choice.id), seen | {choice.next}))


def best_and_worst(visit: ScenarioInstance) -> tuple[Walk, Walk]:
    """The walks with the highest and the lowest score (the shorter, then the first, among equals)."""
    walks = list(endings(visit))
    best = max(walks, key=lambda walk: (walk.score, -len(walk.path)))
    worst = min(walks, key=lambda walk: (walk.score, len(walk.path)))
    return best, worst
