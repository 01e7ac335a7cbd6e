"""What came of running a learner's code, and what it earns: numbers against numbers, out here where the key is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from lianbing.domain.items.question import CodeCase, CodeKey, ReturnedNumber, Rule
from lianbing.domain.items.scoring import CORRECT, UNRUN, WRONG, Score, Verdict
from lianbing.domain.kernel.decimals import EXACT, plain

FLOAT_NOISE = Decimal("1e-9")
"""How far binary floats may stray, as a share of the number (at least of 1): no learner answers for those."""

_LONGEST = 80


@dataclass(frozen=True)
class CaseRun:
    """What came of one set of hidden data.

    ``found`` holds for the name of a check its number, or in words what came in its place; a name that wasn't returned
    is missing. ``fault`` says why there was nothing at all; it is the machine's and not the learner's if ``is_ours``.
    """

    found: Mapping[str, Decimal | str] = field(default_factory=dict)
    fault: str = ""
    is_ours: bool = False
    printed: str = ""


@dataclass(frozen=True)
class CodeRuns:
    """What came of all code of a submission, by item; ``absent`` says why none of it was run."""

    by_item: Mapping[str, tuple[CaseRun, ...]] = field(default_factory=dict)
    absent: str = ""


@dataclass(frozen=True)
class Miss:
    """A number that is not as it should be, on one set of hidden data: the case's number from 1, and what came.

    ``fault`` says that nothing came at all on these data.
    """

    number: int
    case: CodeCase
    expected: Decimal
    got: str
    fault: bool = False


@dataclass(frozen=True)
class CheckResult:
    """What one check earned, as a share of it, and where it missed."""

    check: ReturnedNumber
    earned: Fraction
    misses: tuple[Miss, ...]


@dataclass(frozen=True)
class CodeResult:
    """The score with its reasons; ``unrun`` says why there is no score."""

    score: Score
    checks: tuple[CheckResult, ...] = ()
    unrun: str = ""

    def lines(self) -> tuple[str, ...]:
        """Why: where the code gave nothing, and a sentence for each check that missed elsewhere with its first miss."""
        together = [list(alike) for _, alike in groupby(self.faults(), lambda miss: miss.got)]
        lines = [f"在{_places(faults)}上没有结果：{faults[0].got}" for faults in together]
        for result in self.checks:
            missed = [miss for miss in result.misses if not miss.fault]
            if missed:
                wanted = f"应为 {plain(missed[0].expected)}，{missed[0].got}"
                lines.append(f"“{result.check.name}”在{_places(missed)}上不对：{wanted}")
        return tuple(lines)

    def faults(self) -> Iterator[Miss]:
        """The data on which the code gave nothing; every check says the same of them."""
        yield from (miss for result in self.checks[:1] for miss in result.misses if miss.fault)


def judge(key: CodeKey, runs: Sequence[CaseRun]) -> CodeResult:
    """The score of code by what it returned for each case of ``key``. Where the machine failed, there is none."""
    if len(runs) != len(key.cases):
        return CodeResult(UNRUN, unrun="这份代码没有运行")
    ours = next((run.fault for run in runs if run.is_ours), "")
    if ours:
        return CodeResult(UNRUN, unrun=ours)
    checks = tuple(_result(key, place, runs) for place in range(len(key.numbers)))
    return CodeResult(_score(key, checks), checks)


def _result(key: CodeKey, place: int, runs: Sequence[CaseRun]) -> CheckResult:
    check = key.numbers[place]
    misses = tuple(
        Miss(number, case, case.expected[place], got, bool(run.fault))
        for number, (case, run) in enumerate(zip(key.cases, runs, strict=True), 1)
        if (got := _miss(check, case.expected[place], run))
    )
    return CheckResult(check, _earned(key, misses), misses)


def _earned(key: CodeKey, misses: Sequence[Miss]) -> Fraction:
    if key.rule is not Rule.SHARE or any(not miss.case.edge for miss in misses):
        return Fraction(not misses)
    return Fraction(len(key.cases) - len(misses), len(key.cases))


def _miss(check: ReturnedNumber, expected: Decimal, run: CaseRun) -> str:
    """What came instead of the expected number; empty if it came."""
    got = run.found.get(check.name)
    if run.fault or got is None:
        return run.fault or f"没有交回“{check.name}”"
    if isinstance(got, str):
        return f"交回的是{got}"
    return "" if _near(check, expected, got) else f"交回 {plain(got)[:_LONGEST]}"


def _near(check: ReturnedNumber, expected: Decimal, got: Decimal) -> bool:
    size = expected.copy_abs()
    allowed = max(check.absolute, EXACT.multiply(check.relative, size))
    allowed = EXACT.add(allowed, EXACT.multiply(FLOAT_NOISE, max(size, Decimal(1))))
    return EXACT.subtract(got, expected).copy_abs() <= allowed


def _score(key: CodeKey, checks: Sequence[CheckResult]) -> Score:
    whole = sum((Fraction(result.check.share) for result in checks), Fraction(0))
    earned = sum((Fraction(result.check.share) * result.earned for result in checks), Fraction(0)) / whole
    if earned == 1:
        return CORRECT
    return WRONG if earned == 0 or key.rule is Rule.EXACT else Score(Verdict.PARTIAL, earned)


def _places(misses: Sequence[Miss]) -> str:
    first = case_name(misses[0].number, misses[0].case)
    return f"{first}等 {len(misses)} 组" if len(misses) > 1 else first


def case_name(number: int, case: CodeCase) -> str:
    """A set of hidden data as people are told of it: nothing but its number, what it is, and its size."""
    size = f"，{len(case.table.rows)} 行" if case.table else ""
    return f"第 {number} 组数据（{case.title}{size}）"
