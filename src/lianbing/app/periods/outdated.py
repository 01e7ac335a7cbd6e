"""Kept assessments of shorter periods that are older than what they rest on, and have to be made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.kernel.periods import Period
from lianbing.store.records import Records


def outdated(records: Records, kept: Iterable[Assessment]) -> tuple[str, ...]:
    """A sentence for each kept assessment that would come out otherwise now, and why; with what it took in turn."""
    return tuple(dict.fromkeys(line for each in kept for line in _of(records, each)))


def _of(records: Records, kept: Assessment) -> Iterator[str]:
    again = f"先重新运行 lianbing assess {kept.period.code} --scheme {kept.scheme.id}"
    name = f"{kept.period.title}的考评（方案 {kept.scheme.id}）"
    later = [entry for drill in kept.drills for entry in records.ledger.after(drill, kept.ledger_sequence)]
    if later:
        yield f"{name}之后，台账里又有 {len(later)} 条改动（从第 {min(later)} 条起）：{again}"
    rated = _changed_ratings(records, kept)
    if rated:
        yield f"{name}之后，又录入或改动了 {rated} 个评定分：{again}"
    for earlier in kept.earlier:
        newest = records.assessments.newest(earlier.period, earlier.scheme)
        if newest is not None and newest.made_at != earlier.made_at:
            yield f"{name}用的 {Period.parse(earlier.period).title}考评后来又考评过：{again}"
        elif newest is not None:
            yield from _of(records, newest)


def _changed_ratings(records: Records, kept: Assessment) -> int:
    """How many ratings are in force now that the assessment didn't take."""
    taken = {figure.entry for result in kept.results for part in result.parts for figure in part.taken}
    taken |= {each.entry for result in kept.results for each in result.adjustments}
    in_force = records.ratings.in_force_by_name(kept.period.code)
    ratings = (in_force.get(column.rating, {}) for column in kept.scheme.ratings())
    return sum(rating.sequence not in taken for by_number in ratings for rating in by_number.values())
