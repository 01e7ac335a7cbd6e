"""Who would have another level in the assessments of a drill's period if marks changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from lianbing.app.gathering import gather
from lianbing.domain.assessment.assessment import Candidate, PersonResult
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.drills.drill import Drill
from lianbing.domain.ledger.ledger import Change
from lianbing.domain.ledger.regradings import LevelChange
from lianbing.store.records import Records

_ByItem = Mapping[tuple[str, str], Change]


def level_changes(
    records: Records, drill: Drill, schemes: Iterable[Scheme], changes: Collection[Change]
) -> tuple[LevelChange, ...]:
    """Assesses the drill's period with the marks of today and with the changed ones, by every scheme that counts it."""
    by_item = {(change.paper, change.item): change for change in changes}
    if not by_item:
        return ()
    own = [scheme for scheme in schemes if scheme.span is drill.period.span and scheme.counts(drill.kind)]
    return tuple(change for scheme in own for change in _by_scheme(records, drill, scheme, by_item))


def _by_scheme(records: Records, drill: Drill, scheme: Scheme, by_item: _ByItem) -> Iterator[LevelChange]:
    candidates = gather(records, drill.period, scheme).candidates
    before = assess(scheme, candidates)
    after = assess(scheme, [_changed(candidate, by_item) for candidate in candidates])
    for old, new in zip(before, after, strict=True):
        if old.level != new.level:
            yield _level_change(drill, scheme, old, new)


def _changed(candidate: Candidate, by_item: _ByItem) -> Candidate:
    marks = []
    for mark in candidate.marks:
        change = by_item.get((mark.paper, mark.item))
        marks.append(replace(mark, earned=change.after, worth=change.worth) if change else mark)
    return replace(candidate, marks=tuple(marks))


def _level_change(drill: Drill, scheme: Scheme, old: PersonResult, new: PersonResult) -> LevelChange:
    return LevelChange(
        employee=old.employee.id,
        name=old.employee.name,
        period=drill.period.code,
        scheme=scheme.id,
        total_before=old.total,
        total_after=new.total,
        level_before=old.level,
        level_after=new.level,
    )
