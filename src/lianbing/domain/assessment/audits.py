"""Audits of kept assessments: marks against the ledger, results against the marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from lianbing.domain.assessment.assessment import Assessment, Candidate, PersonResult
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.makeups import Sitting
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.sources import PeriodTotal, Rating, ResultSource
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.ledger import Entry

_REMEDY = "考评结果被改动过，请从备份核对"


@dataclass(frozen=True)
class MarkSources:
    """All sources of results: the ledger in order, kept assessments, and ratings by sequence number."""

    entries: Sequence[Entry]
    kept: Sequence[Assessment]
    ratings: Mapping[int, Rating]


def differences(assessment: Assessment, sources: MarkSources) -> Iterator[str]:
    """Reports each person whose kept result differs from the one computed from its sources.

    What was entered into the ledger after the assessment doesn't count.
    """
    entries = sources.entries
    name = f"{assessment.period.code} 在 {assessment.made_at} 的考评"
    newest = _newest(entries, assessment)
    for result in assessment.results:
        wrong = [mark for mark in result.marks if not _is_entered(mark, newest)]
        if wrong:
            items = "、".join(f"第 {mark.number} 题 {mark.item}" for mark in wrong)
            yield f"{name}里 {_person(result)} 的{items}，得分与台账不符：{_REMEDY}"
    marked = {(mark.paper, mark.item) for result in assessment.results for mark in result.marks}
    for place in sorted(entry.sequence for key, entry in newest.items() if key not in marked):
        yield f"{name}里没有台账第 {place} 条的得分：{_REMEDY}"
    earlier = _EarlierTotals(assessment, takewhile(lambda each: each is not assessment, sources.kept))
    candidates = [_candidate(result, assessment, earlier, sources.ratings) for result in assessment.results]
    again = assess(assessment.scheme, candidates, assessment.purged)
    for kept, right in zip(assessment.results, again, strict=True):
        if kept != right:
            yield f"{name}里 {_person(kept)} 的结果不是由各题得分算出来的：{_REMEDY}"


def _newest(entries: Iterable[Entry], assessment: Assessment) -> Mapping[tuple[str, str], Entry]:
    """Returns the newest entry of each item of the assessed drills when the assessment was made."""
    return {
        (entry.change.paper, entry.change.item): entry
        for entry in entries
        if entry.sequence <= assessment.ledger_sequence and entry.change.drill in assessment.drills
    }


def _is_entered(mark: MarkedItem, newest: Mapping[tuple[str, str], Entry]) -> bool:
    """Whether a mark equals its ledger entry. An ungraded item has neither."""
    if mark.entry is None:
        return mark.earned is None
    entry = newest.get((mark.paper, mark.item))
    if entry is None:
        return False
    change = entry.change
    figures = (entry.sequence, change.drill, change.after, change.worth)
    same_cause = mark.cause is None or (mark.cause, mark.reason, mark.by, mark.before) == (
        change.cause,
        change.reason,
        entry.by,
        change.before,
    )
    return figures == (mark.entry, mark.drill, mark.earned, mark.worth) and same_cause


def _person(result: PersonResult) -> str:
    return f"{result.employee.id} {result.employee.name}"


class _EarlierTotals:
    """The totals of the kept assessments from which an assessment took its own.

    ``kept`` are those kept before it, in order: a time in seconds alone doesn't tell which of two was taken.
    """

    def __init__(self, assessment: Assessment, kept: Iterable[Assessment]) -> None:
        named = {(each.period, each.scheme, each.made_at) for each in assessment.earlier}
        self._taken = [
            (each, {result.employee.id: result.total for result in each.results})
            for each in kept
            if (each.period.code, each.scheme.id, each.made_at) in named
        ]

    def total(self, employee: str, period: Period, scheme: str) -> Decimal | None:
        """A person's total in the assessment of a period that was taken; of any scheme where none is asked for."""
        for kept, totals in reversed(self._taken):  # of two that were made in one second, the newer one counted
            if kept.period == period and scheme in ("", kept.scheme.id):
                return totals.get(employee)
        return None


def _candidate(
    result: PersonResult, assessment: Assessment, earlier: _EarlierTotals, ratings: Mapping[int, Rating]
) -> Candidate:
    """Rebuilds one person's input of the assessment."""
    entries = [figure.entry or 0 for part in result.parts for figure in part.taken]
    entries += [each.entry for each in result.adjustments]
    own = [rating for entry in entries if (rating := ratings.get(entry)) and rating.employee == result.employee.id]
    asked = [
        (source, period)
        for source in assessment.scheme.sources
        if isinstance(source, ResultSource)
        for period in source.periods(assessment.period)
    ]
    return Candidate(
        employee=result.employee,
        marks=result.marks,
        sittings=tuple(
            Sitting(**{name: value for name, value in vars(each).items() if name != "use"}) for each in result.sittings
        ),
        totals=tuple(
            PeriodTotal(
                period=period,
                scheme=source.scheme,
                total=earlier.total(result.employee.id, period, source.scheme),
            )
            for source, period in asked
        ),
        ratings={rating.rating: rating for rating in own if rating.period == assessment.period.code},
    )
