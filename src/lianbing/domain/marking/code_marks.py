"""What a learner's code returned, and the score for it.

The returned numbers are compared with the key here, outside the sandbox: the key never goes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from lianbing.domain.items.keys import Rule
from lianbing.domain.items.scoring import CORRECT, UNRUN, WRONG, Score, Verdict
from lianbing.domain.items.types.code import CodeCase, CodeKey, ReturnedNumber
from lianbing.domain.kernel.decimals import EXACT, plain

FLOAT_NOISE = Decimal("1e-9")
"""How far a returned number may differ from the key because of binary floats.

It is a share of the expected number, or of 1 where that is smaller, and is allowed in addition to
the tolerance of the key.
"""

_LONGEST = 80


@dataclass(frozen=True)
class CaseRun:
    """The result of one call of a learner's function with one set of hidden data.

    ``numbers`` holds the returned numbers by name. Where something else than a number was returned,
    it holds a Chinese word for the kind of value; a name that wasn't returned is missing. ``fault``
    says why nothing was returned at all; ``is_ours`` says that the machine failed and not the
    learner's code. ``printed`` is what the code printed. ``others`` are names under which something
    was returned that nobody asked for. ``chained`` are lines where a value was set on a copy of the
    table, which pandas 3 leaves unchanged.
    """

    numbers: Mapping[str, Decimal | str] = field(default_factory=dict)
    fault: str = ""
    is_ours: bool = False
    printed: str = ""
    others: tuple[str, ...] = ()
    chained: tuple[int, ...] = ()


@dataclass(frozen=True)
class CodeRuns:
    """The runs of all code in a submission: for each item id one run for each set of hidden data.

    ``absent`` says why none of the code was run; it is empty if it was.
    """

    by_item: Mapping[str, tuple[CaseRun, ...]] = field(default_factory=dict)
    absent: str = ""


@dataclass(frozen=True)
class Miss:
    """A returned number that is not as expected, for one set of hidden data.

    ``number`` counts the sets of data from 1. ``got`` says in Chinese what was returned instead.
    ``fault`` says that the code returned nothing at all for these data.
    """

    number: int
    case: CodeCase
    expected: Decimal
    got: str
    fault: bool = False


@dataclass(frozen=True)
class ReturnedNumberResult:
    """The score for one of the numbers that the code should return.

    ``earned`` is a share from 0 to 1; ``misses`` are the sets of data where the number was wrong.
    """

    returned: ReturnedNumber
    earned: Fraction
    misses: tuple[Miss, ...]


@dataclass(frozen=True)
class CodeResult:
    """The score of a code task with a result for each number that the code should return.

    ``unrun`` says in Chinese why there is no score; it is empty if there is one. ``chained`` are
    lines of the code that changed a copy of the table.
    """

    score: Score
    results: tuple[ReturnedNumberResult, ...] = ()
    unrun: str = ""
    chained: tuple[int, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The reasons for the score as Chinese sentences.

        First come the data for which the code returned nothing, then one sentence for each number
        that was wrong on other data, with its first miss.
        """
        together = [list(alike) for _, alike in groupby(self.faults(), lambda miss: miss.got)]
        lines = [f"在{_places(faults)}上没有结果：{faults[0].got}" for faults in together]
        for result in self.results:
            missed = [miss for miss in result.misses if not miss.fault]
            if missed:
                wanted = f"应为 {plain(missed[0].expected)}，{missed[0].got}"
                lines.append(f"“{result.returned.name}”在{_places(missed)}上不对：{wanted}")
        if self.chained and lines:
            places = "、".join(map(str, self.chained))
            lines.append(
                f"第 {places} 行改的是取出来的一份拷贝，原来的表没有变（pandas 3 起都这样）："
                '把 data["列"][条件] = 值 写成 data.loc[条件, "列"] = 值，'
                '把 data["列"].fillna(值, inplace=True) 写成 data["列"] = data["列"].fillna(值)'
            )
        return tuple(lines)

    def faults(self) -> Iterator[Miss]:
        """The data for which the code returned nothing, each once and not once for each number."""
        yield from (miss for result in self.results[:1] for miss in result.misses if miss.fault)


def judge(key: CodeKey, runs: Sequence[CaseRun]) -> CodeResult:
    """The score of code by its runs, one for each case of ``key``; none if the machine failed."""
    if len(runs) != len(key.cases):
        return CodeResult(UNRUN, unrun="这份代码没有运行")
    ours = next((run.fault for run in runs if run.is_ours), "")
    if ours:
        return CodeResult(UNRUN, unrun=ours)
    results = tuple(_result(key, place, runs) for place in range(len(key.numbers)))
    chained = tuple(dict.fromkeys(line for run in runs for line in run.chained))
    return CodeResult(_score(key, results), results, chained=chained)


def _result(key: CodeKey, place: int, runs: Sequence[CaseRun]) -> ReturnedNumberResult:
    returned = key.numbers[place]
    misses = tuple(
        Miss(number, case, case.expected[place], got, bool(run.fault))
        for number, (case, run) in enumerate(zip(key.cases, runs, strict=True), 1)
        if (got := _miss(returned, case.expected[place], run))
    )
    return ReturnedNumberResult(returned, _earned(key, misses), misses)


def _earned(key: CodeKey, misses: Sequence[Miss]) -> Fraction:
    """The share of one number that is earned, from 0 to 1.

    Any miss loses it all, except under ``Rule.SHARE`` and on extreme data: there each miss loses
    the part of that one set of data.
    """
    if key.rule is not Rule.SHARE or any(not miss.case.edge for miss in misses):
        return Fraction(not misses)
    return Fraction(len(key.cases) - len(misses), len(key.cases))


def _miss(returned: ReturnedNumber, expected: Decimal, run: CaseRun) -> str:
    """What was returned instead of the expected number, in Chinese; empty if it is right."""
    got = run.numbers.get(returned.name)
    if run.fault or got is None:
        return run.fault or f"没有交回“{returned.name}”{_instead(run.others)}"
    if isinstance(got, str):
        return f"交回的是{got}"
    return "" if _near(returned, expected, got) else f"交回 {plain(got)[:_LONGEST]}"


def _instead(others: Sequence[str]) -> str:
    return f"，交回的名字里有{'、'.join(f'“{name}”' for name in others)}" if others else ""


def _near(returned: ReturnedNumber, expected: Decimal, got: Decimal) -> bool:
    size = expected.copy_abs()
    allowed = max(returned.absolute, EXACT.multiply(returned.relative, size))
    allowed = EXACT.add(allowed, EXACT.multiply(FLOAT_NOISE, max(size, Decimal(1))))
    return EXACT.subtract(got, expected).copy_abs() <= allowed


def _score(key: CodeKey, results: Sequence[ReturnedNumberResult]) -> Score:
    """The results of all numbers, weighted by their shares."""
    whole = sum((Fraction(result.returned.share) for result in results), Fraction(0))
    parts = sum((Fraction(result.returned.share) * result.earned for result in results), Fraction(0))
    earned = parts / whole
    if earned == 1:
        return CORRECT
    return WRONG if earned == 0 or key.rule is Rule.EXACT else Score(Verdict.PARTIAL, earned)


def _places(misses: Sequence[Miss]) -> str:
    first = case_name(misses[0].number, misses[0].case)
    return f"{first}等 {len(misses)} 组" if len(misses) > 1 else first


def case_name(number: int, case: CodeCase) -> str:
    """The name of a set of hidden data for learners: its number, title and number of rows."""
    size = f"，{len(case.table.rows)} 行" if case.table else ""
    return f"第 {number} 组数据（{case.title}{size}）"
