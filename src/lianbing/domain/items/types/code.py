"""编程题: a function to write over the table of a data exercise, and the hidden data that it will be called with.

The hidden data are the same exercise drawn by other seeds, and extreme cases of it. The exercise's own keys
are the right results, so that no reference code has to run, and only data are passed to the sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.on_paper import LongText
from lianbing.domain.items.question import (
    Draft,
    Exposure,
    Guide,
    Item,
    ItemType,
    MarkedBy,
    Question,
    WrittenKey,
    realise,
)
from lianbing.domain.items.scoring import MALFORMED, UNRUN, Score
from lianbing.domain.items.starters import arguments_of, starter_problem
from lianbing.domain.items.tasks import GeneratedColumn, GeneratedTable, Listed, Task, TaskSources, task_data
from lianbing.domain.items.types.numeric import Formula, NumericKey
from lianbing.domain.kernel.bindings import Constant, Sources, fill
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.kernel.tables import Table
from lianbing.errors import ExpressionFault, UnknownReference

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_FEWEST_HIDDEN, _MOST_HIDDEN, _MOST_ROWS = 2, 20, 500
_TRIAL_SEEDS = 6


@dataclass(frozen=True, kw_only=True)
class ReturnedNumber:
    """A number that a learner's function returns under ``name``, with its share of the points and tolerance."""

    name: str
    share: Decimal
    absolute: Decimal = Decimal(0)
    relative: Decimal = Decimal(0)


@dataclass(frozen=True)
class CodeCase:
    """隐藏数据: the arguments of one call, and the right numbers in the order of the checks.

    ``edge`` marks an extreme case, e.g. one row, equal values, or nothing to find.
    """

    title: str
    table: Table | None
    parameters: tuple[Decimal | str, ...]
    expected: tuple[Decimal, ...]
    edge: bool = False


@dataclass(frozen=True, kw_only=True)
class CodeForm:
    """What a learner is given: starter code, marking rule, number of hidden data sets, and sample data."""

    starter: str
    rule: str
    hidden: int
    table: Table | None = None


@dataclass(frozen=True, kw_only=True)
class CodeKey(Key):
    """Key of a code task: the function, the hidden data it is called with, and the right results."""

    json_type = "code"
    function: str
    starter: str
    numbers: tuple[ReturnedNumber, ...]
    cases: tuple[CodeCase, ...]
    rule: Rule = Rule.EACH

    def is_gap(self, answer: object) -> bool:
        return isinstance(answer, str) and answer.split() == self.starter.split()

    def judge(self, answer: object, simplify: Simplify) -> Score:
        """Returns UNRUN for text, since marking needs the results of running the code."""
        return UNRUN if isinstance(answer, str) else MALFORMED

    def asked(self) -> tuple[object, ...]:
        return (self.function, self.starter)

    def right_answer(self) -> str:
        """Returns code that looks up the right numbers of the hidden data by its arguments."""
        known = [
            (
                [[*row] for row in case.table.rows] if case.table else [],
                [str(value) for value in case.parameters],
                {check.name: plain(value) for check, value in zip(self.numbers, case.expected, strict=True)},
            )
            for case in self.cases
        ]
        return _LOOK_UP.format(known=repr(known), function=self.function)

    def wrong_answer(self) -> str:
        return f"def {self.function}(*given):\n    return {{}}\n"

    def shown(self) -> str:
        names = "、".join(number.name for number in self.numbers)
        return f"函数交回 {names}，在 {len(self.cases)} 组隐藏数据上都对"


_LOOK_UP = """\
KNOWN = {known}


def same(given, known):
    try:
        return abs(float(given) - float(known)) < 1e-9
    except ValueError:
        return str(given) == known


def {function}(*given):
    tables = [part.to_numpy().tolist() for part in given if hasattr(part, "columns")]
    rows = tables[0] if tables else []
    others = [part for part in given if not hasattr(part, "columns")]
    for table, parameters, right in KNOWN:
        alike = len(rows) == len(table) and all(map(same, sum(rows, []), sum(table, [])))
        if alike and all(map(same, others, parameters)):
            return {{name: float(text) for name, text in right.items()}}
"""


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A number that the function returns: its name, and the exercise's field whose key is the right value."""

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
class CodeTask(WrittenKey):
    """A code task as written: its data exercise (``task``), its function, and the numbers returned.

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

    def key(self, question: Question, names: Names) -> Key:
        """Raises ExpressionFault, since the key depends on hidden data drawn by seed."""
        raise ExpressionFault(f"{question.id} 的答案来自数据练习 {self.task}")

    def instance(self, question: Question, sources: Sources, seed: str, outer: Names | None = None) -> Item:
        """Creates an instance with a sample table, and hidden data from seeds derived from ``seed``."""
        task = self.exercise(sources)
        names, table = task_data(task, sources, seed)
        return Item(
            id=question.id,
            type=question.type,
            stem=fill(question.stem, names),
            key=self._key(task, sources, seed, fill(self.starter, names)),
            explain=fill(question.explain, names),
            rests_on=question.rests_on,
            skill=question.classification.skill,
            table=table,
        )

    def exercise(self, sources: Sources) -> Task:
        """The data exercise; raises UnknownReference."""
        if not isinstance(sources, TaskSources):
            raise UnknownReference(f"没有数据练习 {self.task}")
        return sources.task(self.task)

    def _key(self, task: Task, sources: Sources, seed: str, starter: str) -> CodeKey:
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
    """One set of hidden data before its numbers are drawn."""

    title: str
    task: Task
    seed: str
    edge: bool = False


def _number(item: Item) -> Decimal:
    if not isinstance(item.key, NumericKey):
        raise ExpressionFault(f"{item.id} 不是计算题：returns 里只写计算题")
    return item.key.value


def _check(returned: Returned, question: Question) -> ReturnedNumber:
    """Returns the check of a number; its tolerance accepts unrounded numbers, and ties rounded either way."""
    written = question.key if isinstance(question.key, Formula) else Formula("0")
    absolute = written.absolute
    if absolute is None:
        absolute = Decimal(0) if question.decimals is None else Decimal(1).scaleb(-question.decimals)
    return ReturnedNumber(name=returned.name, share=returned.share, absolute=absolute, relative=written.relative)


def _with_edge(task: Task, edge: EdgeCase) -> Task:
    """Applies an extreme case to an exercise; raises ExpressionFault if its columns or values don't exist."""
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


class Code(ItemType):
    """编程题: marked by running the code."""

    name = "code"
    label = "编程题"
    key_class = CodeKey
    paper = LongText(20)
    fields = ("code",)
    rules = {
        Rule.EACH: "按交回的数给分，一个数在每组隐藏数据上都对才得分",
        Rule.SHARE: "按交回的数给分，在随机数据上都对才得分，极端数据错几组扣几份",
        Rule.EXACT: "全对才得分",
    }
    keyless = "答案来自 code 里的数据练习"
    marked_by = MarkedBy.RUN
    guide = Guide(key="不写", fields="`code`：用哪个数据练习、交回哪些数，见“编程题”")

    def problem(self, draft: Draft) -> str:
        if not isinstance(draft.code, CodeTask):
            return "编程题要有 code（用哪个数据练习、交回哪些数），只能写在 quizzes/ 里"
        if draft.values:
            return "编程题的取值来自数据练习，不写 values"
        if draft.exposure is not Exposure.RESERVED:
            return "编程题要在隔离环境里判，书里练不了：exposure 写 reserved"
        return _task_problem(draft.code)

    def read(self, draft: Draft) -> WrittenKey:
        if not isinstance(draft.code, CodeTask):
            raise ExpressionFault("编程题要写 code：用哪个数据练习、交回哪些数")
        return replace(draft.code, rule=self.rule_of(draft))

    def form(self, item: Item) -> dict[str, object]:
        if not isinstance(item.key, CodeKey):
            raise TypeError(f"{item.id} is no code task")
        rule = self.rules[item.key.rule]
        return {"code": CodeForm(starter=item.key.starter, rule=rule, hidden=len(item.key.cases), table=item.table)}

    def trials(self, question: Question, sources: Sources) -> tuple[str, ...]:
        """Checks that the starter accepts its arguments, and that the right numbers differ between data sets."""
        task = question.key
        if not isinstance(task, CodeTask):
            return ()
        try:
            table = task.exercise(sources).table
            messages = _arguments_problem(task, has_table=table is not None)
            keys = [realise(question, sources, f"trial/{seed}").key for seed in range(_TRIAL_SEEDS)]
        except UnknownReference:
            return ()
        except ExpressionFault:
            return messages
        drawn = [case for key in keys if isinstance(key, CodeKey) for case in key.cases if not case.edge]
        return messages + tuple(
            f"“{returned.name}”（小题 {returned.field}）换了数据答案也不变，猜得出来：换一个小题"
            for place, returned in enumerate(task.returns)
            if len({case.expected[place] for case in drawn}) == 1
        )


def _arguments_problem(task: CodeTask, has_table: bool) -> tuple[str, ...]:
    due = len(task.parameters) + has_table
    if arguments_of(task.starter) == due:
        return ()
    first = "数据表，再加 " if has_table else ""
    return (f"starter 的函数要有 {due} 个参数：{first}parameters 里的 {len(task.parameters)} 个，依次写",)


def _task_problem(task: CodeTask) -> str:
    names = [returned.name for returned in task.returns]
    if not names:
        return "returns 至少要有一个数"
    if len(set(names)) != len(names):
        return "returns 里有两个数同名：改一个名字"
    if not _FEWEST_HIDDEN <= task.hidden <= _MOST_HIDDEN:
        return f"hidden（隐藏数据）要有 {_FEWEST_HIDDEN} 到 {_MOST_HIDDEN} 组"
    problem = _edges_problem(task.edges) or starter_problem(task.starter, task.function)
    if problem:
        return problem
    unsaid = [name for name in names if name not in task.starter]
    return f"starter 的说明里没有写要交回 {'、'.join(unsaid)}：学员不知道字典的键怎么写" if unsaid else ""


def _edges_problem(edges: Sequence[EdgeCase]) -> str:
    if not edges:
        return "edges（极端数据）至少要有一组"
    for edge in edges:
        if edge.rows is None and not edge.settings:
            return f"极端数据“{edge.title}”：rows 和 set 至少写一样，否则与随机数据没有分别"
        if edge.rows is not None and not 1 <= edge.rows <= _MOST_ROWS:
            return f"极端数据“{edge.title}”：rows 要在 1 到 {_MOST_ROWS} 之间"
    return ""


CODE = Code()
