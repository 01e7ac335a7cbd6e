"""Editions of the content: what each of them changed, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is."""

    STANDARD = "standard"
    CLAUSE = "clause"
    FACT = "fact"
    PARAMETER = "parameter"
    FIGURE = "figure"
    INDICATOR = "indicator"
    TERM = "term"
    CONTRADICTION = "contradiction"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _LABELS[self]


_LABELS = {
    EntryKind.STANDARD: "标准",
    EntryKind.CLAUSE: "条款",
    EntryKind.FACT: "行业知识",
    EntryKind.PARAMETER: "参数",
    EntryKind.FIGURE: "图",
    EntryKind.INDICATOR: "指标",
    EntryKind.TERM: "术语",
    EntryKind.CONTRADICTION: "说法不一",
}


@dataclass(frozen=True, kw_only=True)
class ChangeNote:
    """A change in words, as it was told when its edition was closed."""

    kind: EntryKind
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
