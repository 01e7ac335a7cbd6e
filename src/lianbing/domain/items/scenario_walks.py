"""Walking a scenario: what a choice does, how a walk is graded, the order of choices, and all walks that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lianbing.domain.items.scenarios import (
    VIOLATION,
    Choice,
    ChoiceVerdict,
    Ending,
    GaugeInstance,
    Node,
    ScenarioInstance,
)
from lianbing.domain.kernel.seeds import shuffled
from lianbing.errors import UnknownReference

State = Mapping[str, int]
MAX_PATHS = 200_000
OUT_OF_TIME = "这一步还没有做完，时间就到了。"
"""What comes of a choice that needs more time than is left."""


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
    flags: frozenset[str] = frozenset()

    @property
    def violated(self) -> bool:
        """Whether some choice was a violation."""
        return VIOLATION in self.flags


@dataclass(frozen=True, kw_only=True)
class WalkState:
    """Where a walk stands: ``highest`` is how far each gauge can rise, ``consequence`` what came of the last choice."""

    node: str
    state: State
    highest: State
    flags: frozenset[str] = field(default_factory=frozenset)
    consequence: str = ""


# ---- one walk ----


def walk(visit: ScenarioInstance, path: Sequence[str]) -> Walk:
    """Follows ``path`` (ids of choices) from the start; raises UnknownReference for a choice that a node lacks."""
    at = state_after(visit, path)
    return Walk(at.node, at.state, final_score(visit, at.state), tuple(path), at.flags)


def state_after(visit: ScenarioInstance, path: Sequence[str]) -> WalkState:
    """Where ``path`` leads; raises UnknownReference for a choice that a node lacks."""
    at = beginning(visit)
    for step in path:
        choice = next((choice for choice in visit.nodes[at.node].choices if choice.id == step), None)
        if choice is None:
            raise UnknownReference(f"情景 {visit.id} 的节点 {at.node} 没有选项 {step}")
        at = taken(visit, at, choice)
    return at


def beginning(visit: ScenarioInstance) -> WalkState:
    """Where every walk begins."""
    return WalkState(
        node=visit.start,
        state={gauge.id: gauge.start for gauge in visit.gauges},
        highest={gauge.id: gauge.maximum for gauge in visit.gauges},
    )


def taken(visit: ScenarioInstance, at: WalkState, choice: Choice) -> WalkState:
    """Where a choice leads: a violation stays with the walk, and what the time is not enough for is not done."""
    if visit.clock and _needs_more_time(visit, at.state, choice):
        flags = at.flags | (choice.flags_set & {VIOLATION})
        (clock,) = (gauge for gauge in visit.gauges if gauge.id == visit.clock.gauge)
        state = {**at.state, clock.id: clock.minimum}
        node = _arrived(visit, visit.clock.timeout, flags)
        return replace(at, node=node, state=state, flags=flags, consequence=OUT_OF_TIME)
    state = {gauge.id: _moved(gauge, at, choice.effects.get(gauge.id, 0)) for gauge in visit.gauges}
    flags = (at.flags | choice.flags_set) - {*choice.clears}
    kept = {gauge.id for gauge in visit.gauges if gauge.lasting and choice.verdict is ChoiceVerdict.WRONG}
    return WalkState(
        node=_arrived(visit, choice.next, flags),
        state=state,
        highest={name: state[name] if name in kept else highest for name, highest in at.highest.items()},
        flags=flags,
        consequence=choice.consequence,
    )


def _needs_more_time(visit: ScenarioInstance, state: State, choice: Choice) -> bool:
    return any(
        visit.clock is not None
        and gauge.id == visit.clock.gauge
        and state[gauge.id] + choice.effects.get(gauge.id, 0) < gauge.minimum
        for gauge in visit.gauges
    )


def _moved(gauge: GaugeInstance, at: WalkState, by: int) -> int:
    return min(max(at.state[gauge.id] + by, gauge.minimum), at.highest[gauge.id])


def _arrived(visit: ScenarioInstance, node: str, flags: frozenset[str]) -> str:
    seen: set[str] = set()
    while node not in seen:
        seen.add(node)
        instead = visit.nodes[node].instead
        node = next((instead[flag] for flag in sorted(instead) if flag in flags), node)
    return node


def final_score(visit: ScenarioInstance, state: State) -> Decimal:
    """Σ weight × value over the gauges."""
    return sum((gauge.weight * state[gauge.id] for gauge in visit.gauges), Decimal(0))


def grade(ending: Ending, score: Decimal, scale: GradeScale, *, violated: bool = False) -> Ending:
    """The ending that was reached, or the next lower one that ``score`` is enough for; never good with a violation."""
    falling = [*Ending]
    highest = max(falling.index(ending), falling.index(Ending.FAIR) if violated else 0)
    return next((candidate for candidate in falling[highest:] if scale.reaches(score, candidate)), Ending.BAD)


# ---- the order of choices ----


def arranged(visit: ScenarioInstance, seed: str) -> ScenarioInstance:
    """The visit with the choices of each node in the order of the seed."""
    return replace(
        visit, nodes={name: replace(node, choices=choice_order(node, seed)) for name, node in visit.nodes.items()}
    )


def choice_order(node: Node, seed: str) -> tuple[Choice, ...]:
    """The choices of a node as a walk with this seed shows them."""
    return tuple(shuffled(node.choices, lambda choice: choice.id, seed, node.id))


# ---- all walks ----


def onward(visit: ScenarioInstance, name: str) -> Iterator[str]:
    """The nodes that may follow on a node, whatever the flags and the time; of one with ``instead`` also those."""
    node = visit.nodes[name]
    yield from node.instead.values()
    for choice in node.choices:
        yield choice.next
    if node.choices and visit.clock:
        yield visit.clock.timeout


def unreachable(visit: ScenarioInstance) -> tuple[str, ...]:
    """Nodes that no path from the start reaches."""
    reached = _closure({visit.start}, {name: [*onward(visit, name)] for name in visit.nodes})
    return tuple(node for node in visit.nodes if node not in reached)


def hopeless(visit: ScenarioInstance) -> tuple[str, ...]:
    """Nodes from which no choice leads to an ending any more, be the time as long as it may."""
    before: dict[str, list[str]] = {node: [] for node in visit.nodes}
    for name, node in visit.nodes.items():
        for choice in node.choices:
            for after in (choice.next, *visit.nodes[choice.next].instead.values()):
                before[after].append(name)
    endings = {node.id for node in visit.nodes.values() if node.ending}
    saved = _closure(endings, before)
    return tuple(node for node in visit.nodes if node not in saved)


def _closure(seeds: set[str], neighbours: Mapping[str, Iterable[str]]) -> set[str]:
    reached, waiting = set(seeds), list(seeds)
    while waiting:
        for other in neighbours[waiting.pop()]:
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def endings(visit: ScenarioInstance) -> Iterator[Walk]:
    """Every walk that ends, visiting no node twice; raises UnknownReference beyond ``MAX_PATHS`` walks."""
    stack: list[tuple[WalkState, tuple[str, ...], frozenset[str]]]
    stack = [(beginning(visit), (), frozenset({visit.start}))]
    count = 0
    while stack:
        at, path, seen = stack.pop()
        node = visit.nodes[at.node]
        if node.ending:
            count += 1
            if count > MAX_PATHS:
                raise UnknownReference(f"情景 {visit.id} 的走法超过 {MAX_PATHS} 种：请减少分支")
            yield Walk(at.node, at.state, final_score(visit, at.state), path, at.flags)
        for choice in reversed(node.choices):
            after = taken(visit, at, choice)
            if after.node not in seen:
                stack.append((after, (*path, choice.id), seen | {after.node}))


def best_and_worst(visit: ScenarioInstance) -> tuple[Walk, Walk]:
    """The highest score, of those without a violation if there are any, and the lowest; of equals the shorter walk."""
    walks = list(endings(visit))
    clean = [walk for walk in walks if not walk.violated]
    best = max(clean or walks, key=lambda walk: (walk.score, -len(walk.path)))
    worst = min(walks, key=lambda walk: (walk.score, len(walk.path)))
    return best, worst
