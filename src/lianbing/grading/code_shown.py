"""A code task as HTML: the code of the answer, and what it returned for each set of hidden data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lianbing.domain.items.types.code import CodeCase, CodeKey, ReturnedNumber
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.marking.code_marks import CaseRun, Miss, case_name, judge
from lianbing.grading.fragments import cut, table, text, typed

_LONGEST_PRINTED, _LONGEST_TEXT = 600, 200
"""How many characters are shown of what code printed, and of a single returned value or message."""

_PRE = '<pre style="white-space:pre-wrap">'


def code_shown(key: CodeKey, answer: object, runs: Sequence[CaseRun], room: int) -> str:
    """The code with a table of what it returned; expected numbers instead if the code was not run.

    The expected numbers help those who mark by hand. Of the hidden data only name and size are
    shown. ``room`` is how many characters of the code are shown.
    """
    if not isinstance(answer, str) or not answer.strip():
        return f"<p>作答：{typed('（未作答）' if not answer else str(answer), _LONGEST_TEXT)}</p>"
    code = f"<p>作答：</p>{_PRE}<code>{text(answer[:room])}</code></pre>{cut(len(answer) - room)}"
    heads = ("隐藏数据", *map(_heading, key.numbers))
    results = judge(key, runs).results
    if not results:
        return f"{code}<p>函数 {text(key.function)} 对隐藏数据应当返回：</p>{table(_expected(key), heads)}"
    misses = [{miss.number: miss for miss in result.misses} for result in results]
    rows = ((text(case_name(number, case)), *_cells(misses, number)) for number, case in _numbered(key))
    return code + table(rows, heads) + _printed(key, runs)


def _numbered(key: CodeKey) -> Iterator[tuple[int, CodeCase]]:
    yield from enumerate(key.cases, 1)


def _expected(key: CodeKey) -> Iterator[tuple[str, ...]]:
    yield from ((text(case_name(number, case)), *map(plain, case.expected)) for number, case in _numbered(key))


def _heading(returned: ReturnedNumber) -> str:
    allowed = f"<br><small>允许相差 {plain(returned.absolute)}</small>" if returned.absolute else ""
    return text(returned.name) + allowed


def _cells(misses: Sequence[Mapping[int, Miss]], number: int) -> Iterator[str]:
    """A cell for each number: ✓, or the expected and the returned number.

    Where the code returned nothing, only the first cell gives the reason.
    """
    for place, of_number in enumerate(misses):
        miss = of_number.get(number)
        if miss is None:
            yield "✓"
        elif miss.fault:
            yield f"✗ 没有结果：{typed(miss.got, _LONGEST_TEXT)}" if place == 0 else "✗"
        else:
            yield f"✗ 应为 {plain(miss.expected)}，{typed(miss.got, _LONGEST_TEXT)}"


def _printed(key: CodeKey, runs: Sequence[CaseRun]) -> str:
    """The output of the first run that printed something, folded away; it earns no points."""
    for (number, case), run in zip(_numbered(key), runs, strict=True):
        if run.printed.strip():
            head = f"打印的内容，不计分（{text(case_name(number, case))}）"
            body = f"{_PRE}{text(run.printed[:_LONGEST_PRINTED])}</pre>{cut(len(run.printed) - _LONGEST_PRINTED)}"
            return f"<details><summary>{head}</summary>{body}</details>"
    return ""
