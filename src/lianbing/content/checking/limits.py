"""Checks of limits and parameters: each has a name that a text can use, and each leads somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lianbing.content.lint import Weight, content_rule
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
    for _, _, bindings in _owners(book):
        yield from bindings


def _owners(book: Workbook) -> Iterator[tuple[str, str, Iterable[Binding]]]:
    """Each question, scenario and data exercise: its kind and id as places are noted, with its values."""
    for question in book.questions.values():
        yield "items", question.id, question.values.values()
    for scenario in book.scenarios.values():
        yield "ScenarioFile", scenario.id, scenario.values.values()
    for task in book.tasks.values():
        yield "TaskFile", task.id, _task_bindings(task)


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


@content_rule("second-limits", Weight.ADVISES)
def second_limit_advice(loaded: Loaded) -> Iterator[Fault]:
    """The places that still know one limit of a clause to which the company has added another."""
    for clause in loaded.workbook.clauses.values():
        added = [limit.name for limit in clause.limits if limit.added]
        if not added or all(limit.name for limit in clause.limits):
            continue
        places = _knowing_one(loaded, clause.id)
        if places:
            more = " 等" if len(places) > _NAMED else ""
            shown = "、".join(f"{file}:{line}" for file, line in places[:_NAMED])
            others = "、".join(f"{{{{{clause.id}.{name}}}}}" for name in added)
            message = (
                f"{clause.id} 有 {len(clause.limits)} 个限额，这 {len(places)} 处只写了 {{{{{clause.id}}}}}："
                f"{shown}{more}。逐处看说的是哪一个，要说另一个的写 {others}"
            )
            yield loaded.places.fault("clauses", clause.id, message)


_NAMED = 6


def _knowing_one(loaded: Loaded, clause: str) -> list[tuple[str, int]]:
    """The files and lines that name the clause's limit without a name, and none of its others."""
    named: dict[tuple[str, int], set[str]] = {}
    for number in loaded.workbook.quoted:
        named.setdefault((number.file, number.line), set()).add(number.name)
    for kind, name, bindings in _owners(loaded.workbook):
        place = loaded.places.fault(kind, name, "")
        uses = {str(binding) for binding in bindings if isinstance(binding, Reference)}
        named.setdefault((place.file, place.line), set()).update(uses)
    return sorted(
        place
        for place, names in named.items()
        if clause in names and not any(name.startswith(f"{clause}.") and name != f"{clause}.{SOURCE}" for name in names)
    )
