"""编程题: a function to write over the table of a data exercise, and the hidden data that it will be called with.

The hidden data are the same exercise drawn by other seeds, and extreme cases of it. What is right for them are the
exercise's own keys, so that no reference code has to run, and nothing but data goes to where learner code runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lianbing.domain.items.question import CodeCase, CodeKey, Item, NumericKey, Question, ReturnedNumber, Rule, realise
from lianbing.domain.items.tasks import GeneratedColumn, GeneratedTable, Listed, Task, task_data
from lianbing.domain.kernel.bindings import Constant, Sources, fill
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.kernel.tables import Table
from lianbing.errors import ExpressionFault

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A number that the function returns: its name there, and the field of the exercise whose key it has to meet."""

    name: str
    field: str
    share: Decimal = Decimal(1)


@dataclass(frozen=True)
class EdgeCase:
    """极端数据: the exercise with another number of rows, or with values and columns set."""

    title: str
    rows: int | None = None
    settings: Mapping[str, Quantity | tuple[Quantity, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CodeTask:
    """What a code task has instead of a key; ``task`` is the id of a data exercise.

    The function gets the table, if there is one, then the values of the exercise that ``parameters`` name.
    """

    task: str
    function: str
    starter: str
    returns: tuple[Returned, ...]
    parameters: tuple[str, ...] = ()
    hidden: int = 3
    edges: tuple[EdgeCase, ...] = ()
    rule: Rule = Rule.EACH

    def instance(self, question: Question, sources: Sources, seed: str) -> Item:
        """The question with a table to try code on, and its hidden data drawn by seeds that follow from ``seed``."""
        task = sources.task(self.task)
        names, table = task_data(task, sources, seed)
        return Item(
            id=question.id,
            type=question.type,
            stem=fill(question.stem, names),
            key=self.key(task, sources, seed, fill(self.starter, names)),
            explain=fill(question.explain, names),
            rests_on=question.rests_on,
            skill=question.classification.skill,
            table=table,
        )

    def key(self, task: Task, sources: Sources, seed: str, starter: str) -> CodeKey:
        """Function, checks and hidden data; raises ExpressionFault."""
        fields = {question.id.partition(".")[2]: question for question in task.fields}
        unknown = [returned.field for returned in self.returns if returned.field not in fields]
        if unknown:
            raise ExpressionFault(f"数据练习 {task.id} 没有小题 {'、'.join(unknown)}：改 returns 里的 field")
        asked = [fields[returned.field] for returned in self.returns]
        cases = tuple(self._case(task, asked, case, sources) for case in self._cases(task, seed))
        checks = tuple(_check(returned, question) for returned, question in zip(self.returns, asked, strict=True))
        return CodeKey(function=self.function, starter=starter, numbers=checks, cases=cases, rule=self.rule)

    def _cases(self, task: Task, seed: str) -> Iterator[_Drawn]:
        for number in range(1, self.hidden + 1):
            yield _Drawn("随机数据", task, f"{seed}/hidden/{number}")
        for number, edge in enumerate(self.edges, 1):
            yield _Drawn(edge.title, _with_edge(task, edge), f"{seed}/edge/{number}", edge=True)

    def _case(self, task: Task, asked: Sequence[Question], drawn: _Drawn, sources: Sources) -> CodeCase:
        try:
            names, table = task_data(drawn.task, sources, drawn.seed)
            expected = tuple(_number(realise(question, sources, drawn.seed, names)) for question in asked)
        except ExpressionFault as error:
            raise ExpressionFault(f"隐藏数据“{drawn.title}”算不出答案：{error.message}") from error
        parameters = []
        for name in self.parameters:
            value = names.get(name) if name in task.values else None
            if isinstance(value, bool) or not isinstance(value, Decimal | str):
                raise ExpressionFault(f"数据练习 {task.id} 没有取值 {name}：改 parameters")
            parameters.append(value)
        return CodeCase(drawn.title, table, tuple(parameters), expected, drawn.edge)


@dataclass(frozen=True)
class _Drawn:
    """One set of hidden data before it is realised."""

    title: str
    task: Task
    seed: str
    edge: bool = False


def _number(item: Item) -> Decimal:
    if not isinstance(item.key, NumericKey):
        raise ExpressionFault(f"{item.id} 不是计算题：returns 里只写计算题")
    return item.key.value


def _check(returned: Returned, question: Question) -> ReturnedNumber:
    """A field that asks for some decimals takes a number that is rounded either way at a tie, and one that is not."""
    absolute = question.key.absolute
    if absolute is None:
        absolute = Decimal(0) if question.decimals is None else Decimal(1).scaleb(-question.decimals)
    return ReturnedNumber(name=returned.name, share=returned.share, absolute=absolute, relative=question.key.relative)


def _with_edge(task: Task, edge: EdgeCase) -> Task:
    """The exercise as an extreme case has it; raises ExpressionFault for what it doesn't have."""
    table = task.table
    columns = {column.name for column in table.columns} if isinstance(table, GeneratedTable) else set()
    unknown = [name for name in edge.settings if name not in columns | set(task.values)]
    if unknown:
        raise ExpressionFault(f"极端数据“{edge.title}”：数据练习 {task.id} 没有取值或列 {'、'.join(unknown)}")
    values = {
        name: Constant(setting) if (setting := _single(edge, name)) is not None else binding
        for name, binding in task.values.items()
    }
    if isinstance(table, GeneratedTable):
        table = replace(table, size=_size(edge, table), columns=tuple(_column(edge, c) for c in table.columns))
    elif edge.rows is not None:
        raise ExpressionFault(f"极端数据“{edge.title}”：数据练习 {task.id} 的表不是生成的，不能改 rows")
    return replace(task, values=values, table=table)


def _single(edge: EdgeCase, name: str) -> Quantity | None:
    setting = edge.settings.get(name)
    if isinstance(setting, tuple):
        raise ExpressionFault(f"极端数据“{edge.title}”：{name} 是一个取值，不能写成列表")
    return setting


def _size(edge: EdgeCase, table: GeneratedTable) -> int:
    lengths = {len(setting) for setting in edge.settings.values() if isinstance(setting, tuple)}
    lengths |= set() if edge.rows is None else {edge.rows}
    if len(lengths) > 1:
        raise ExpressionFault(f"极端数据“{edge.title}”：rows 和写成列表的各列要一样长")
    return lengths.pop() if lengths else table.size


def _column(edge: EdgeCase, column: GeneratedColumn) -> GeneratedColumn:
    setting = edge.settings.get(column.name)
    if setting is None:
        return column
    return replace(column, content=Listed(setting) if isinstance(setting, tuple) else Constant(setting))


def typed_rows(table: Table) -> tuple[tuple[Decimal | str, ...], ...]:
    """The rows with numbers as numbers in every column that holds nothing else, as pandas reads the downloaded file."""
    columns = [_typed(column) for column in zip(*table.rows, strict=True)]
    return tuple(zip(*columns, strict=True))


def _typed(column: Sequence[str]) -> Sequence[Decimal | str]:
    return [Decimal(cell) for cell in column] if all(map(_NUMBER.fullmatch, column)) else column
