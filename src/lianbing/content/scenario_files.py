"""Models of ``exercises/scenarios/*.yml``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from lianbing.content.bindings import Bindings, with_references
from lianbing.content.exercise_files import ExerciseId, Words
from lianbing.content.reading.validation import Model
from lianbing.content.reading.yaml_source import Path_
from lianbing.domain.items.scenarios import (
    VIOLATION,
    Choice,
    ChoiceVerdict,
    Clock,
    Ending,
    Gauge,
    Node,
    Scenario,
)


class GaugeModel(Model):
    """A state variable of a scenario; its numbers may be formulas."""

    title: Words
    start: int | str
    minimum: int | str = 0
    maximum: int | str = 100
    weight: Decimal = Decimal(0)
    lasting: bool = False

    def build(self, gauge_id: str) -> Gauge:
        """The gauge with the id ``gauge_id``."""
        return Gauge(
            id=gauge_id,
            title=self.title,
            start=str(self.start),
            minimum=str(self.minimum),
            maximum=str(self.maximum),
            weight=self.weight,
            lasting=self.lasting,
        )


class ChoiceModel(Model):
    """A choice at a node of a scenario."""

    id: ExerciseId
    text: Words
    consequence: Words
    verdict: ChoiceVerdict
    why: Words
    next: str
    rests_on: Annotated[list[str], Field(min_length=1)]
    effects: dict[str, int] = {}
    red_line: str = ""
    sets: list[str] = []
    clears: list[str] = []

    @model_validator(mode="after")
    def _violations_name_their_line(self) -> ChoiceModel:
        if self.verdict is ChoiceVerdict.WRONG and self.red_line not in self.rests_on:
            raise ValueError(f"选项 {self.id} 是违规：写上 red_line，碰的是 rests_on 里的哪一条")
        if self.verdict is not ChoiceVerdict.WRONG and self.red_line:
            raise ValueError(f"选项 {self.id} 不是违规，不写 red_line；碰了红线，verdict 就要写 wrong")
        return self

    def build(self) -> Choice:
        """The choice."""
        return Choice(
            id=self.id,
            text=self.text,
            consequence=self.consequence,
            verdict=self.verdict,
            why=self.why,
            next=self.next,
            rests_on=tuple(self.rests_on),
            effects=self.effects,
            red_line=self.red_line,
            sets=tuple(self.sets),
            clears=tuple(self.clears),
        )


class NodeModel(Model):
    """A node of a scenario: a moment of the visit with its choices, or an ending."""

    text: Words
    choices: list[ChoiceModel] = []
    ending: Ending | None = None
    debrief: str = ""
    rests_on: list[str] = []
    instead: dict[str, str] = {}

    @model_validator(mode="after")
    def _goes_on_or_ends(self) -> NodeModel:
        if bool(self.choices) == (self.ending is not None):
            raise ValueError("节点要么有 choices（可继续），要么有 ending（结局），不能都有或都没有")
        if self.ending and not (self.debrief and self.rests_on):
            raise ValueError("结局要有 debrief（复盘）和 rests_on（依据）")
        ids = [choice.id for choice in self.choices]
        if len(set(ids)) != len(ids):
            raise ValueError("同一个节点里有两个选项编号一样")
        return self

    def build(self, node_id: str) -> Node:
        """The node with the id ``node_id``."""
        choices = tuple(choice.build() for choice in self.choices)
        return Node(
            id=node_id,
            text=self.text.strip(),
            choices=choices,
            ending=self.ending,
            debrief=self.debrief.strip(),
            rests_on=tuple(self.rests_on),
            instead=self.instead,
        )


class ClockModel(Model):
    """The gauge that is the time left, and the node for a visit that runs out of it."""

    gauge: str
    timeout: str

    def build(self) -> Clock:
        """The clock."""
        return Clock(gauge=self.gauge, timeout=self.timeout)


class ScenarioFile(Model):
    """One scenario: a visit that branches with each choice."""

    id: ExerciseId
    title: Words
    topic: str
    role: str
    rests_on: Annotated[list[str], Field(min_length=1)]
    intro: Words
    gauges: Annotated[dict[str, GaugeModel], Field(min_length=1)]
    start: str
    nodes: Annotated[dict[str, NodeModel], Field(min_length=2)]
    grades: dict[Literal[Ending.GOOD, Ending.FAIR], int | Decimal | str] = {}
    values: Bindings = {}
    clock: ClockModel | None = None
    flags: dict[ExerciseId, Words] = {}

    @model_validator(mode="after")
    def _known_names(self) -> ScenarioFile:
        problems = [
            InitErrorDetails(
                type=PydanticCustomError("value_error", "{problem}", {"problem": problem}), loc=place, input=None
            )
            for place, problem in self._problems()
        ]
        if problems:
            raise ValidationError.from_exception_data(self.id, problems)
        return self

    def _problems(self) -> Iterator[tuple[Path_, str]]:
        if self.start not in self.nodes:
            yield ("start",), f"起点 {self.start} 不是任何节点"
        if self.clock and self.clock.gauge not in self.gauges:
            yield ("clock", "gauge"), f"clock 说的状态 {self.clock.gauge} 没有定义"
        if self.clock and self.clock.timeout not in self.nodes:
            yield ("clock", "timeout"), f"时间用完要去的节点 {self.clock.timeout} 不存在"
        if VIOLATION in self.flags:
            yield ("flags", VIOLATION), f"标记 {VIOLATION} 是违规自动留下的，不用定义：换个名字"
        asked = {flag for node in self.nodes.values() for flag in node.instead}
        for flag in self.flags:
            if flag not in asked:
                yield ("flags", flag), f"标记 {flag} 没有一个节点问到：在 instead 里问它，或删掉"
        for node_id, node in self.nodes.items():
            for place, problem in self._node_problems(node):
                yield ("nodes", node_id, *place), f"节点 {node_id} {problem}"

    def _node_problems(self, node: NodeModel) -> Iterator[tuple[Path_, str]]:
        for flag, other in node.instead.items():
            if flag not in self.flags and flag != VIOLATION:
                yield ("instead", flag), f"的 instead 问了没有定义的标记 {flag}：写进 flags，或改正"
            if other not in self.nodes:
                yield ("instead", flag), f"的 instead 指向不存在的节点 {other}"
        for number, choice in enumerate(node.choices):
            place, name = ("choices", number), f"的选项 {choice.id}"
            if choice.next not in self.nodes:
                yield (*place, "next"), f"{name} 指向不存在的节点 {choice.next}"
            if unknown := sorted(set(choice.effects) - set(self.gauges)):
                yield (*place, "effects"), f"{name} 改了没有定义的状态 {'、'.join(unknown)}"
            if unknown := sorted({*choice.sets, *choice.clears} - set(self.flags)):
                yield place, f"{name} 用了没有定义的标记 {'、'.join(unknown)}：写进 flags，或改正"

    def build(self) -> Scenario:
        """The scenario."""
        return Scenario(
            id=self.id,
            title=self.title,
            topic=self.topic,
            role=self.role,
            intro=self.intro.strip(),
            gauges=tuple(gauge.build(gauge_id) for gauge_id, gauge in self.gauges.items()),
            start=self.start,
            nodes={node_id: node.build(node_id) for node_id, node in self.nodes.items()},
            rests_on=tuple(self.rests_on),
            values=with_references(self.values, self),
            grades={ending: str(asked) for ending, asked in self.grades.items()},
            clock=self.clock.build() if self.clock else None,
            flags=self.flags,
        )
