"""What differs between two editions: one change for each standard, clause, fact, … that is not as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lianbing.domain.changes.readable import difference
from lianbing.domain.changes.snapshots import EDITION, LIMITS, ORIGINALS, READINGS, TEXT, VALUE, Snapshot, SnapshotEntry
from lianbing.domain.changes.spoken_limits import spoken_limits, spoken_value
from lianbing.domain.kernel.bindings import PLACEHOLDER
from lianbing.domain.knowledge.editions import ChangeNote, EntryKind

_ALWAYS_TOLD = (EDITION, LIMITS, ORIGINALS, TEXT, READINGS, VALUE)


class How(StrEnum):
    """In what way an entry differs."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, kw_only=True)
class PartChange:
    """A part of an entry that differs; ``old`` or ``new`` is empty where the part is new or gone."""

    label: str
    old: str
    new: str

    def __str__(self) -> str:
        if self.label in (LIMITS, ORIGINALS):
            return spoken_limits(self.label, self.old, self.new)
        if self.label == VALUE:
            words = difference(spoken_value(self.old), spoken_value(self.new))
            return words if words.startswith("由 ") else f"{self.label}：{words}"
        words = PLACEHOLDER.sub("N", difference(self.old, self.new))
        return f"{self.label}{words}" if words.startswith("由 ") else f"{self.label}：{words}"


@dataclass(frozen=True, kw_only=True)
class EditionChange:
    """An entry that differs.

    ``before`` and ``after`` are its states; ``now`` is the new id of a renumbered one. ``editions`` are the old and the
    new edition of the standard that it belongs to, empty for what has none.
    """

    kind: EntryKind
    id: str
    how: How
    parts: tuple[PartChange, ...] = ()
    before: SnapshotEntry | None = None
    after: SnapshotEntry | None = None
    now: str = ""
    editions: tuple[str, str] = ("", "")

    @property
    def title(self) -> str:
        """The title as it is now, or as it was."""
        entry = self.after or self.before
        return entry.title if entry else ""

    @property
    def names(self) -> frozenset[str]:
        """The ids by which others refer to it."""
        return frozenset(filter(None, (self.id, self.now)))

    @property
    def sentence(self) -> str:
        """What differs, in Chinese."""
        match self.how:
            case How.ADDED:
                return "新增"
            case How.REMOVED:
                return "删除"
            case How.RENUMBERED:
                moved = f"编号由 {self.id} 改为 {self.now}"
                return "；".join([moved, *map(str, self.parts)])
        words = [part for part in self.parts if part.label in _ALWAYS_TOLD or self.kind is not EntryKind.CLAUSE]
        others = "、".join(part.label for part in self.parts if part not in words)
        sentence = "；".join([*map(str, words), *([f"{others}有改动"] if others else [])])
        return sentence.replace("。；", "；")


def noted(change: EditionChange) -> ChangeNote:
    """A change as it is kept and shown."""
    return ChangeNote(kind=change.kind, id=change.now or change.id, title=change.title, what=change.sentence)


def compare(old: Snapshot, new: Snapshot) -> tuple[EditionChange, ...]:
    """The changes, kind by kind, in the order of ids."""
    return tuple(change for kind in EntryKind for change in _compared(kind, old, new))


def _compared(kind: EntryKind, old: Snapshot, new: Snapshot) -> Iterator[EditionChange]:
    before, after = old.entries.get(kind, {}), new.entries.get(kind, {})
    renumbered = _renumbered(before, after) if kind is EntryKind.CLAUSE else {}
    for name in sorted({*before, *after} - {*renumbered.values()}):
        was, now = before.get(name), after.get(renumbered.get(name, name))
        editions = (_edition(old, was), _edition(new, now))
        if was is None or now is None:
            how = How.ADDED if was is None else How.REMOVED
            yield EditionChange(kind=kind, id=name, how=how, before=was, after=now, editions=editions)
            continue
        parts = tuple(_parts(was, now))
        if name in renumbered:
            how, number = How.RENUMBERED, renumbered[name]
        elif parts:
            how, number = How.CHANGED, ""
        else:
            continue
        yield EditionChange(
            kind=kind, id=name, how=how, parts=parts, before=was, after=now, now=number, editions=editions
        )


def _parts(was: SnapshotEntry, now: SnapshotEntry) -> Iterator[PartChange]:
    for label in dict.fromkeys((*was.parts, *now.parts)):
        old, new = was.parts.get(label, ""), now.parts.get(label, "")
        if old != new and not (label == ORIGINALS and was.parts.get(LIMITS) != now.parts.get(LIMITS)):
            yield PartChange(label=label, old=old, new=new)


def _renumbered(before: Mapping[str, SnapshotEntry], after: Mapping[str, SnapshotEntry]) -> dict[str, str]:
    """By the old id of a clause that is gone, the new one that says the same; each new one is taken once."""
    fresh = {_spoken(entry): name for name, entry in sorted(after.items(), reverse=True) if name not in before}
    moved = {}
    for name, entry in sorted(before.items()):
        if name not in after and _spoken(entry) in fresh:
            moved[name] = fresh.pop(_spoken(entry))
    return moved


def _spoken(entry: SnapshotEntry) -> tuple[str, str]:
    return entry.parts.get(TEXT, ""), entry.parts.get(LIMITS, "")


def _edition(snapshot: Snapshot, entry: SnapshotEntry | None) -> str:
    standard = snapshot.find(EntryKind.STANDARD, entry.within) if entry and entry.within else None
    return standard.parts.get(EDITION, "") if standard else ""
