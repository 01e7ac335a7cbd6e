"""A scenario on paper for the trainer: every moment with its choices, how each is judged, where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lianbing.domain.items.scenario_walks import onward, state_after
from lianbing.domain.items.scenarios import VIOLATION, ChoiceVerdict, Ending, Node
from lianbing.domain.sessions.plans import ActivityKind
from lianbing.printing.blocks import Block, Grid, GridColumn, Heading, LeadIn, Points, Sentence, Side
from lianbing.wire.exercises.scenarios import PlayedScenario

VERDICTS: Mapping[ChoiceVerdict, str] = {
    ChoiceVerdict.GOOD: "得当",
    ChoiceVerdict.WEAK: "欠妥",
    ChoiceVerdict.WRONG: "违规",
}
_ENDINGS: Mapping[Ending, str] = {Ending.GOOD: "好", Ending.FAIR: "一般", Ending.BAD: "差"}
_COLUMNS = (
    GridColumn(title="选项", width=6),
    GridColumn(title="评判", width=1.2, side=Side.CENTRE),
    GridColumn(title="为什么", width=6.5),
    GridColumn(title="到", width=1.1, side=Side.CENTRE),
)


def scenario_blocks(scenario: PlayedScenario) -> Iterator[Block]:
    """The scenario with its moments numbered in the order in which they are met."""
    numbers = _numbers(scenario)
    yield Heading(f"{ActivityKind.SCENARIO.label}：{scenario.title}", is_minor=True)
    yield Sentence(f"角色：{scenario.role}。{scenario.intro}")
    yield Heading("最好的走法", is_minor=True)
    yield Points(tuple(_best_steps(scenario)))
    if scenario.clock:
        yield Sentence(f"时间不够走下一步时，到〔{numbers[scenario.clock.timeout]}〕。", is_note=True)
    for name, number in numbers.items():
        node = scenario.nodes[name]
        if node.instead:
            yield Sentence(_detours(scenario, node, numbers), is_note=True)
        if node.ending:
            yield Heading(f"〔{number}〕结局：{_ENDINGS[node.ending]}", is_minor=True)
            yield Sentence(node.text)
            yield Sentence(f"讲评：{node.debrief}", is_note=True)
            continue
        yield Heading(f"〔{number}〕", is_minor=True)
        yield LeadIn(node.text)
        rows = [
            (choice.text, VERDICTS[choice.verdict], choice.why, f"〔{numbers[choice.next]}〕")
            for choice in node.choices
        ]
        yield Grid(columns=_COLUMNS, rows=tuple(rows), is_whole=True)


def _numbers(scenario: PlayedScenario) -> dict[str, int]:
    """The moments that can be reached, by steps from the start, endings last."""
    order, waiting = dict[str, None](), [scenario.start]
    while waiting:
        name = waiting.pop(0)
        if name not in order:
            order[name] = None
            waiting.extend(onward(scenario.visit, name))
    by_end = sorted(order, key=lambda name: scenario.nodes[name].ending is not None)
    return {name: number for number, name in enumerate(by_end, 1)}


def _detours(scenario: PlayedScenario, node: Node, numbers: Mapping[str, int]) -> str:
    """Who does not come to a node that choices lead to, and where they come to instead."""
    titles = {**scenario.flags, VIOLATION: "有过违规"}
    ways = "；".join(f"“{titles[flag]}”的走法到〔{numbers[node.instead[flag]]}〕" for flag in sorted(node.instead))
    return f"通向〔{numbers[node.id]}〕的，{ways}。"


def _best_steps(scenario: PlayedScenario) -> Iterator[str]:
    visit, path = scenario.visit, scenario.best.path
    for count, step in enumerate(path):
        node = visit.nodes[state_after(visit, path[:count]).node]
        choice = next(choice for choice in node.choices if choice.id == step)
        yield f"{choice.text}　结果：{choice.consequence}"
