"""Checks of limits and parameters: each has a name that a text can use, and each leads somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lianbing.content.loader import Loaded
from lianbing.domain.items.tasks import GeneratedTable, Task
from lianbing.domain.kernel.bindings import PLACEHOLDER, Binding, Reference
from lianbing.domain.kernel.references import SOURCE
from lianbing.domain.knowledge.clauses import Clause, Parameter
from lianbing.domain.workbook import Workbook
from lianbing.errors import Fault

_PARAMETERS = "standards/parameters.yml"


def limit_problems(clause: Clause, mentioned: frozenset[str]) -> list[str]:
    """What is wrong with the names of a clause's limits and with how its text uses them.

    ``mentioned`` are the limits that other texts and values use.
    """
    used = Counter(PLACEHOLDER.findall(clause.text))
    names = Counter(limit.name for limit in clause.limits)
    known = {_placeholder(name) for name in names}
    if any(name.partition(".")[0] != "limit" for name in used):
        return ["条款文字里只能用 {{limit}}、{{limit.名字}}"]
    if used and not clause.limits:
        return ["文字用了 {{limit}}，但条款没有限额"]
    problems = [f"有 {count} 个限额{_called(name)}：{_NAME_THEM}" for name, count in names.items() if count > 1]
    problems += [f"文字里的 {{{{{name}}}}} 没有这个限额：{_choice(known)}" for name in used if name not in known]
    if len(clause.limits) > 1 and not problems:
        problems += [
            f"有 {len(clause.limits)} 个限额，文字却把 {{{{{name}}}}} 用了两次：第二处写 {_choice(known - {name})}"
            for name, count in used.items()
            if count > 1
        ]
    if problems:
        return problems
    unsaid = [name for name in names if name and _placeholder(name) not in used]
    return [
        f"限额 {name} 没有一处文字用到：条款里写 {{{{limit.{name}}}}}，别处写 {{{{{clause.id}.{name}}}}}，不用就删掉"
        for name in unsaid
        if f"{clause.id}.{name}" not in mentioned
    ]


_NAME_THEM = "第二个起写上 name（例如 name: rural），文字里用 {{limit.rural}}"


def _called(name: str) -> str:
    return f"都叫 {name}" if name else "没有名字"


def _choice(names: Iterable[str]) -> str:
    return "、".join(f"{{{{{name}}}}}" for name in sorted(names))


def _placeholder(name: str) -> str:
    return f"limit.{name}" if name else "limit"


def names_mentioned(book: Workbook) -> frozenset[str]:
    """The limits and parameters, as texts call them, that texts outside the clauses and values use."""
    written = (number.name for number in book.quoted if number.file != _PARAMETERS)
    bound = (str(binding) for binding in _bindings(book) if isinstance(binding, Reference))
    return frozenset(name.removesuffix(f".{SOURCE}") for name in (*written, *bound))


def _bindings(book: Workbook) -> Iterator[Binding]:
    for question in book.questions.values():
        yield from question.values.values()
    for scenario in book.scenarios.values():
        yield from scenario.values.values()
    for task in book.tasks.values():
        yield from _task_bindings(task)


def _task_bindings(task: Task) -> Iterator[Binding]:
    yield from task.values.values()
    for field in task.fields:
        yield from field.values.values()
    for column in task.table.columns if isinstance(task.table, GeneratedTable) else ():
        if isinstance(column.content, Reference):
            yield column.content


def reach_faults(loaded: Loaded) -> Iterator[Fault]:
    """The parameters that nothing depends on, unless they say that they are for information."""
    book = loaded.workbook
    drives = {limit.parameter for clause in book.clauses.values() for limit in clause.limits}
    reached = drives | names_mentioned(book)
    for parameter in book.parameters.values():
        problem = _reach_problem(parameter, parameter.id in reached)
        if problem:
            yield loaded.places.fault("parameters", parameter.id, f"参数 {parameter.id}：{problem}")


def _reach_problem(parameter: Parameter, reached: bool) -> str:
    if not reached and not parameter.information:
        return (
            "改了它什么也不会变：接到限额（parameter: …）、题目或练习的 values、正文的 {{…}} 上，"
            "只作了解的写 information: true"
        )
    if reached and parameter.information:
        return "写了 information: true（只作了解），却有限额、题目或文字取用它：删掉这一行"
    return ""
