"""What each edition changed, as it is kept when the next one begins."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.domain.changes.comparing import Change
from lianbing.domain.changes.snapshots import Kind


@dataclass(frozen=True, kw_only=True)
class ChangeNote:
    """A change in words, as it was told when its edition was closed."""

    kind: Kind
    id: str
    title: str
    what: str


@dataclass(frozen=True, kw_only=True)
class EditionChanges:
    """An edition with what it changed of the one ``before``: when it was closed and by whom."""

    edition: str
    before: str
    at: str
    who: str
    changes: tuple[ChangeNote, ...]


def noted(change: Change) -> ChangeNote:
    """A change as it is kept."""
    return ChangeNote(kind=change.kind, id=change.now or change.id, title=change.title, what=change.sentence)
