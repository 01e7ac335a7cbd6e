"""Editions of the content: what each of them changed, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
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
    Kind.STANDARD: "标准",
    Kind.CLAUSE: "条款",
    Kind.FACT: "行业知识",
    Kind.PARAMETER: "参数",
    Kind.FIGURE: "图",
    Kind.INDICATOR: "指标",
    Kind.TERM: "术语",
    Kind.CONTRADICTION: "说法不一",
}


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
