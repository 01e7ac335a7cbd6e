"""Which ids stand for the same number, and which other rules happen to have the same one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lianbing.domain.changes.mentions import mentions
from lianbing.domain.changes.snapshots import LIMITS, TEXT, Snapshot, SnapshotEntry
from lianbing.domain.changes.wording import key_words
from lianbing.domain.knowledge.editions import EntryKind


def aliases(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """By clause or parameter, the other ids by which content may refer to its number."""
    hits: dict[str, frozenset[str]] = {}
    parameters = snapshot.entries.get(EntryKind.PARAMETER, {})
    for name, entry in snapshot.entries.get(EntryKind.CLAUSE, {}).items():
        set_by = [other for other in entry.related if other in parameters]
        if set_by:
            hits[name] = frozenset(entry.related)
        for other in set_by:
            hits[other] = hits.get(other, frozenset()) | {name, *entry.related}
    for name, entry in parameters.items():
        hits[name] = hits.get(name, frozenset()).union(entry.related)
    return hits


def rivals(snapshot: Snapshot, names: frozenset[str], amount: tuple[object, str]) -> frozenset[str]:
    """The words of other rules that say the same number with the same unit: where they stand, those are meant."""
    words = (key_words(entry.title) for entry in _others(snapshot, names) if amount in _amounts(entry))
    return frozenset().union(*words)


def _others(snapshot: Snapshot, names: frozenset[str]) -> Iterator[SnapshotEntry]:
    for kind in (EntryKind.CLAUSE, EntryKind.FACT):
        yield from (entry for name, entry in snapshot.entries.get(kind, {}).items() if name not in names)


def _amounts(entry: SnapshotEntry) -> Iterator[tuple[object, str]]:
    for label in (TEXT, LIMITS):
        for one in mentions(entry.parts.get(label, "")):
            yield from ((one.value, one.after[:size]) for size in (1, 2))
