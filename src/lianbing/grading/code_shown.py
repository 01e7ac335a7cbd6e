"""A code task as HTML: the code as it was handed in, and what it returned for each set of hidden data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lianbing.domain.items.types.code import CodeCase, CodeKey, ReturnedNumber
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.marking.code_marks import CaseRun, Miss, case_name, judge
from lianbing.grading.fragments import cut, table, text, typed

_PRINTED, _SAID = 600, 200
"""Characters that are shown of what code printed, and of what it returned in one place."""

_PRE = '<pre style="white-space:pre-wrap">'


def code_shown(key: CodeKey, answer: object, runs: Sequence[CaseRun], room: int) -> str:
    """The code, then what came to what; where it was not run, what should have come, for whoever marks it by hand.

    Of the hidden data nothing is shown but name and size. ``room`` is how many characters of the code are shown.
    """
    if not isinstance(answer, str) or not answer.strip():
        return f"<p>作答：{typed('（未作答）' if not answer else str(answer), _SAID)}</p>"
    code = f"<p>作答：</p>{_PRE}<code>{text(answer[:room])}</code></pre>{cut(len(answer) - room)}"
    heads = ("隐藏数据", *map(_check, key.numbers))
    results = judge(key, runs).results
    if not results:
        return f"{code}<p>函数 {text(key.function)} 对隐藏数据应当返回：</p>{table(_due(key), heads)}"
    misses = [{miss.number: miss for miss in result.misses} for result in results]
    rows = ((text(case_name(number, case)), *_cells(misses, number)) for number, case in _numbered(key))
    return code + table(rows, heads) + _printed(key, runs)


def _numbered(key: CodeKey) -> Iterator[tuple[int, CodeCase]]:
    yield from enumerate(key.cases, 1)


def _due(key: CodeKey) -> Iterator[tuple[str, ...]]:
    yield from ((text(case_name(number, case)), *map(plain, case.expected)) for number, case in _numbered(key))


def _check(check: ReturnedNumber) -> str:
    allowed = f"<br><small>允许相差 {plain(check.absolute)}</small>" if check.absolute else ""
    return text(check.name) + allowed


def _cells(misses: Sequence[Mapping[int, Miss]], number: int) -> Iterator[str]:
    """✓, or what should have come and what did; why there is nothing at all is said once."""
    for place, of_check in enumerate(misses):
        miss = of_check.get(number)
        if miss is None:
            yield "✓"
        elif miss.fault:
            yield f"✗ 没有结果：{typed(miss.got, _SAID)}" if place == 0 else "✗"
        else:
            yield f"✗ 应为 {plain(miss.expected)}，{typed(miss.got, _SAID)}"


def _printed(key: CodeKey, runs: Sequence[CaseRun]) -> str:
    """What the first run that printed anything printed; it counts for nothing."""
    for (number, case), run in zip(_numbered(key), runs, strict=True):
        if run.printed.strip():
            head = f"打印的内容，不计分（{text(case_name(number, case))}）"
            body = f"{_PRE}{text(run.printed[:_PRINTED])}</pre>{cut(len(run.printed) - _PRINTED)}"
            return f"<details><summary>{head}</summary>{body}</details>"
    return ""
