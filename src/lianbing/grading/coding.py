"""Runs the code of submissions in the sandbox and reads the numbers that it returns.

A worker does this before it runs the grading notebook, which gets the numbers as data. So learner
code never runs in the notebook, and without a sandbox it doesn't run at all.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from lianbing.domain.drills.papers import Paper
from lianbing.domain.items.scoring import is_blank
from lianbing.domain.items.types.code import CodeCase, CodeKey, typed_rows
from lianbing.domain.marking.code_marks import CaseRun, CodeRuns
from lianbing.errors import SandboxAbsent
from lianbing.sandbox import (
    CallResult,
    DataSet,
    FaultKind,
    Plain,
    Program,
    Sandbox,
    SandboxColumn,
    SandboxTable,
    Unusable,
    Value,
)


@dataclass(frozen=True)
class CodeAnswer:
    """The code of one answer with its hidden data, and the names of the numbers to return."""

    program: Program
    names: tuple[str, ...]


_SKIPPED = CaseRun(fault="前一组数据上已经超时，没有再运行")
_LONGEST_NAME, _MOST_OTHERS = 30, 8
_PRINTED = 2_000
"""Characters that are kept of what a run printed."""

_ADVICE = "运行 lianbing doctor 看怎么办"


def coded_answers(paper: Paper, answers: Mapping[str, object]) -> dict[str, CodeAnswer]:
    """The code among the answers, by item id, without the expected numbers."""
    code_answers = {}
    for paper_item in paper.items:
        item, answer = paper_item.item, answers.get(paper_item.item.id)
        if paper_item.withdrawn or not isinstance(item.key, CodeKey) or not isinstance(answer, str):
            continue
        if not is_blank(item.key, answer):
            data_sets = tuple(map(_data_set, item.key.cases))
            names = tuple(number.name for number in item.key.numbers)
            program = Program(source=answer, function=item.key.function, data_sets=data_sets)
            code_answers[item.id] = CodeAnswer(program, names)
    return code_answers


def _data_set(case: CodeCase) -> DataSet:
    table: tuple[SandboxTable | Plain, ...] = (
        (SandboxTable(case.table.columns, typed_rows(case.table)),) if case.table else ()
    )
    return DataSet((*table, *case.parameters))


def run_code(answers: Mapping[str, CodeAnswer], sandbox: Sandbox | None = None) -> CodeRuns:
    """The runs of the code of each answer; none if this machine has no working sandbox."""
    if not answers:
        return CodeRuns()
    sandbox = sandbox or _of_this_process()
    try:
        runs = {item: tuple(_cases(answer, sandbox)) for item, answer in answers.items()}
    except SandboxAbsent as error:
        return CodeRuns(absent=f"{error.message}；{_ADVICE}")
    return CodeRuns(runs)


@cache
def _of_this_process() -> Sandbox:
    """The sandbox of this process; it starts with the first code and stays for all later code."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox


def _cases(answer: CodeAnswer, sandbox: Sandbox) -> Iterator[CaseRun]:
    """Runs the code with one set of data after the other.

    After a run that took too long the remaining sets are skipped.
    """
    program, late = answer.program, False
    for data_set in program.data_sets:
        if late:
            yield _SKIPPED
            continue
        (result,) = sandbox.run(
            Program(source=program.source, function=program.function, data_sets=(data_set,))
        ).results
        late = result.fault is not None and result.fault.kind is FaultKind.TIME
        yield _case_run(result, answer.names)


def _case_run(result: CallResult, names: tuple[str, ...]) -> CaseRun:
    printed, chained = result.printed[:_PRINTED], result.chained
    if result.fault:
        fault = result.fault
        return CaseRun(fault=fault.message, is_ours=fault.kind.is_ours, printed=printed, chained=chained)
    returned = _by_name(result.value)
    if returned is None:
        fault_words = f"函数要交回字典，交回的是{_kind(result.value)}"
        return CaseRun(fault=fault_words, printed=printed, chained=chained)
    numbers = {name: _number_or_kind(returned[name]) for name in names if name in returned}
    others = tuple(name[:_LONGEST_NAME] for name in returned if name and name not in names)
    return CaseRun(numbers, printed=printed, chained=chained, others=others[:_MOST_OTHERS])


def _by_name(value: Value) -> Mapping[str, Value] | None:
    """The values by name of a dictionary or a pandas Series; ``None`` for anything else."""
    if isinstance(value, SandboxColumn):
        return {_name(str(label)): cell for label, cell in zip(value.index, value.values, strict=True)}
    return {_name(label): cell for label, cell in value.items()} if isinstance(value, Mapping) else None


def _name(label: str) -> str:
    """A name without the blanks that people type into it."""
    return "".join(label.split())


def _number_or_kind(value: Value) -> Decimal | str:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    return _kind(value)


def _kind(value: Value) -> str:
    """The kind of a value in Chinese; the value itself comes from the learner and is not shown."""
    match value:
        case Unusable(what):
            return what
        case None:
            return "空值（None 或 NaN）"
        case bool():
            return "真假值"
        case int() | Decimal():
            return "一个数"
        case str():
            return "文字"
        case tuple():
            return "列表"
        case SandboxColumn():
            return "一列（Series）"
        case Mapping():
            return "字典"
    return "一张表（DataFrame）"
