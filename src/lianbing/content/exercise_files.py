"""Models of ``exercises/tasks/*.yml`` and ``exercises/scenarios/*.yml``."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from lianbing.content.bank_files import QuestionModel
from lianbing.content.bindings import Bindings, read_binding
from lianbing.content.excel_shapes import expression_problem
from lianbing.content.validation import Model
from lianbing.domain.items.drafts import question
from lianbing.domain.items.question import Classification, Draft, Question, Skill
from lianbing.domain.items.scenarios import Choice, ChoiceVerdict, Ending, Gauge, Node, Scenario
from lianbing.domain.items.tasks import GeneratedColumn, GeneratedTable, Pick, Serial, Task
from lianbing.domain.kernel.bindings import Binding
from lianbing.domain.kernel.tables import Table

Words = Annotated[str, Field(min_length=1)]
ExerciseId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Cell = Annotated[str, BeforeValidator(str)]


class ColumnModel(Model):
    """A column of generated data: exactly one of serial, choice, range, limit, parameter and compute."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str = ""
    hidden: bool = False
    serial: str | None = None
    choice: list[str] | None = None
    range: list[int | Decimal] | None = None
    step: int | Decimal = 1
    limit: str | None = None
    parameter: str | None = None
    compute: str | None = None

    @model_validator(mode="after")
    def _one_content(self) -> ColumnModel:
        if sum(getattr(self, kind) is not None for kind in _CONTENTS) != 1:
            raise ValueError(f"列 {self.name}：{'、'.join(_CONTENTS)} 里要写而且只写一个")
        if not self.hidden and not self.title:
            raise ValueError(f"列 {self.name}：要有 title（列名），或写 hidden: true")
        if self.serial is not None and "{n" not in self.serial:
            raise ValueError(f"列 {self.name}：serial 里要有编号的位置，如 商户{{n:02d}}")
        return self

    def build(self) -> GeneratedColumn:
        """The column."""
        return GeneratedColumn(name=self.name, title=self.title, content=self._content(), hidden=self.hidden)

    def _content(self) -> Binding | Serial | Pick:
        if self.serial is not None:
            return Serial(self.serial)
        if self.choice is not None:
            return Pick(tuple(self.choice))
        if self.range is not None:
            return read_binding({"range": self.range, "step": self.step})
        name = next(kind for kind in ("limit", "parameter", "compute") if getattr(self, kind) is not None)
        return read_binding({name: getattr(self, name)})


_CONTENTS = ("serial", "choice", "range", "limit", "parameter", "compute")


class GenerateModel(Model):
    """Data made by seed."""

    rows: Annotated[int, Field(ge=2, le=500)]
    columns: Annotated[list[ColumnModel], Field(min_length=2)]

    def build(self) -> GeneratedTable:
        """The table."""
        return GeneratedTable(self.rows, tuple(column.build() for column in self.columns))


class TableModel(Model):
    """Given data, written out or generated."""

    columns: list[str] = []
    rows: list[list[Cell]] = []
    generate: GenerateModel | None = None
    caption: str = ""

    @model_validator(mode="after")
    def _rectangular(self) -> TableModel:
        if (self.generate is None) == (not self.columns):
            raise ValueError("table 要么写 columns 和 rows，要么写 generate")
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"表格第 {number} 行有 {len(row)} 格，表头有 {len(self.columns)} 格")
        return self

    def build(self) -> Table | GeneratedTable:
        """The table."""
        caption = self.caption.strip()
        if self.generate:
            return replace(self.generate.build(), caption=caption)
        return Table(tuple(self.columns), tuple(tuple(row) for row in self.rows), caption)

    @property
    def corner(self) -> tuple[int, int]:
        """The last column and row of the downloaded sheet, counted from 1; the header is the first row."""
        if self.generate:
            return sum(not column.hidden for column in self.generate.columns), self.generate.rows + 1
        return len(self.columns), len(self.rows) + 1


class FieldModel(QuestionModel):
    """One question of a data exercise."""

    excel: str = ""

    def draft(self) -> Draft:
        """The question as it is written, with its Excel formula."""
        return replace(super().draft(), excel=self.excel.strip())

    def build(self, task: str, marking: Classification) -> Question:
        """The question, named after its task."""
        return question(replace(self.draft(), id=f"{task}.{self.id}"), marking)


class TaskFile(Model):
    """One data exercise."""

    id: ExerciseId
    title: Words
    topic: str
    rests_on: Annotated[list[str], Field(min_length=1)]
    story: Words
    fields: Annotated[list[FieldModel], Field(min_length=1)]
    table: TableModel | None = None
    values: Bindings = {}
    pandas: str = ""

    @model_validator(mode="after")
    def _code_can_be_read(self) -> TaskFile:
        try:
            compile(self.pandas, self.id, "exec")
        except (SyntaxError, ValueError) as error:
            raise ValueError("pandas 里的代码写得不对：先在 JupyterLab 里跑通再贴进来") from error
        return self

    @model_validator(mode="after")
    def _expressions_fit_the_sheet(self) -> TaskFile:
        corner = self.table.corner if self.table else (0, 0)
        for field in self.fields:
            problem = field.excel and expression_problem(field.excel.strip(), corner)
            if problem:
                raise ValueError(f"题 {field.id}：{problem}")
        return self

    def build(self) -> Task:
        """The task; its fields count as 分析能力."""
        marking = Classification(skill=Skill.ANALYSIS, topic=self.topic)
        return Task(
            id=self.id,
            title=self.title,
            topic=self.topic,
            story=self.story.strip(),
            fields=tuple(field.build(self.id, marking) for field in self.fields),
            rests_on=tuple(self.rests_on),
            table=self.table.build() if self.table else None,
            values=self.values,
            pandas=self.pandas.strip(),
        )


class GaugeModel(Model):
    """A state variable; numbers may be formulas."""

    title: Words
    start: int | str
    minimum: int | str = 0
    maximum: int | str = 100
    weight: Decimal = Decimal(0)


class ChoiceModel(Model):
    """What can be done at a node."""

    id: ExerciseId
    text: Words
    consequence: Words
    verdict: ChoiceVerdict
    why: Words
    next: str
    rests_on: Annotated[list[str], Field(min_length=1)]
    effects: dict[str, int] = {}

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
        )


class NodeModel(Model):
    """A moment of the visit."""

    text: Words
    choices: list[ChoiceModel] = []
    ending: Ending | None = None
    debrief: str = ""
    rests_on: list[str] = []

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
        """The node."""
        choices = tuple(choice.build() for choice in self.choices)
        return Node(
            id=node_id,
            text=self.text.strip(),
            choices=choices,
            ending=self.ending,
            debrief=self.debrief.strip(),
            rests_on=tuple(self.rests_on),
        )


class ScenarioFile(Model):
    """One branching visit."""

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

    @model_validator(mode="after")
    def _known_names(self) -> ScenarioFile:
        for node_id, node in self.nodes.items():
            for choice in node.choices:
                if choice.next not in self.nodes:
                    raise ValueError(f"节点 {node_id} 的选项 {choice.id} 指向不存在的节点 {choice.next}")
                unknown = set(choice.effects) - set(self.gauges)
                if unknown:
                    raise ValueError(
                        f"节点 {node_id} 的选项 {choice.id} 改了没有定义的状态 {'、'.join(sorted(unknown))}"
                    )
        if self.start not in self.nodes:
            raise ValueError(f"起点 {self.start} 不是任何节点")
        return self

    def build(self) -> Scenario:
        """The scenario."""
        return Scenario(
            id=self.id,
            title=self.title,
            topic=self.topic,
            role=self.role,
            intro=self.intro.strip(),
            gauges=tuple(
                Gauge(
                    id=gauge_id,
                    title=g.title,
                    start=str(g.start),
                    minimum=str(g.minimum),
                    maximum=str(g.maximum),
                    weight=g.weight,
                )
                for gauge_id, g in self.gauges.items()
            ),
            start=self.start,
            nodes={node_id: node.build(node_id) for node_id, node in self.nodes.items()},
            rests_on=tuple(self.rests_on),
            values=self.values,
            grades={ending: str(asked) for ending, asked in self.grades.items()},
        )
