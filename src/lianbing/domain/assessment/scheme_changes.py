"""What a changed scheme does: which rules are others, and whose total, level or rank would be another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.assessment.method import method
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.kernel.decimals import plain


@dataclass(frozen=True, kw_only=True)
class RuleChange:
    """A rule that is another: the section of the method that it is in, and its lines before and after."""

    heading: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ResultFigures:
    """What a person has: each is ``None`` where there is no final result."""

    total: Decimal | None
    level: str | None
    rank: int | None


@dataclass(frozen=True, kw_only=True)
class ResultChange:
    """A person whose total, level or rank is another."""

    employee: str
    name: str
    before: ResultFigures
    after: ResultFigures

    @property
    def differing(self) -> tuple[bool, bool, bool]:
        """Whether the total is another, whether the level is, and whether the rank is."""
        before, after = self.before, self.after
        return before.total != after.total, before.level != after.level, before.rank != after.rank

    @property
    def flips(self) -> bool:
        """Whether the level is another."""
        return self.differing[1]

    @property
    def words(self) -> str:
        """The person and what changes, in Chinese."""
        pairs = (
            ("总分", _figure(self.before.total), _figure(self.after.total)),
            ("等级", self.before.level or "未定", self.after.level or "未定"),
            ("名次", str(self.before.rank or "无"), str(self.after.rank or "无")),
        )
        changes = [f"{what} {old} → {new}" for what, old, new in pairs if old != new]
        return f"{self.employee} {self.name}：{'，'.join(changes)}"


@dataclass(frozen=True, kw_only=True)
class SchemeComparison:
    """A scheme as it is now beside that of a kept assessment of the period ``against``; ``code`` stands for all of it.

    ``people`` are those whose results of the assessed period differ.
    """

    scheme: str
    against: str
    rules: tuple[RuleChange, ...]
    people: tuple[ResultChange, ...]
    code: str

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many people have another total, another level and another rank."""
        totals, levels, ranks = (
            zip(*(each.differing for each in self.people), strict=True) if self.people else ((),) * 3
        )
        return sum(totals), sum(levels), sum(ranks)

    @property
    def lines(self) -> tuple[str, ...]:
        """The rules that differ, each as a Chinese line."""
        return tuple(line for rule in self.rules for line in _rule_lines(rule))


def _rule_lines(rule: RuleChange) -> Iterator[str]:
    for word, lines in (("原来", rule.before), ("现在", rule.after)):
        for line in lines:
            yield f"{rule.heading}，{word}：{line}"


def _figure(total: Decimal | None) -> str:
    return "未定" if total is None else plain(total)


def rule_changes(before: Scheme, after: Scheme) -> tuple[RuleChange, ...]:
    """The rules that differ, as lines of the method; what a scheme only says of itself is none of them."""
    old, new = _lines(before), _lines(after)
    return tuple(_rule_changes(old, new)) if before.rules != after.rules else ()


def _lines(scheme: Scheme) -> Mapping[str, tuple[str, ...]]:
    return {section.heading: section.lines for section in method(scheme.rules)}


def _rule_changes(old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> Iterator[RuleChange]:
    for heading in dict.fromkeys([*old, *new]):
        before, after = old.get(heading, ()), new.get(heading, ())
        if before != after:
            yield RuleChange(
                heading=heading,
                before=tuple(line for line in before if line not in after),
                after=tuple(line for line in after if line not in before),
            )


def result_changes(before: Iterable[PersonResult], after: Iterable[PersonResult]) -> tuple[ResultChange, ...]:
    """Everybody with another total, level or rank, those with another level first; who is new has none before."""
    old = {result.employee.id: _figures(result) for result in before}
    none = ResultFigures(total=None, level=None, rank=None)
    changes = [
        ResultChange(
            employee=result.employee.id,
            name=result.employee.name,
            before=old.get(result.employee.id, none),
            after=_figures(result),
        )
        for result in after
    ]
    return tuple(sorted((each for each in changes if each.before != each.after), key=lambda each: not each.flips))


def _figures(result: PersonResult) -> ResultFigures:
    return ResultFigures(total=result.total, level=result.level, rank=result.rank)
