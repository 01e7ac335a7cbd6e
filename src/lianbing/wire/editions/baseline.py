"""The edition that content is compared with when no old folder is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lianbing.domain.changes.snapshots import Snapshot, SnapshotEntry
from lianbing.domain.knowledge.editions import EntryKind
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.kinds import ListOf, MapOf, OneOf, Text
from lianbing.wire.shapes.shape import Says, Shape, optional


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What an edition of the content said, by kind and id; ``items`` were there then."""

    name: str
    at: str
    snapshot: Snapshot


_ENTRY = Shape(
    SnapshotEntry,
    {
        "title": "its title",
        "parts": "what it says, by what it is (文字, 限额, 取值 …), placeholders as written",
        "within": optional("of a clause, its standard"),
        "related": optional("the ids of parameters, contradictions and sources that it names"),
    },
)


def _edition(name: str, at: str, entries: Any, items: Any) -> Edition:
    return Edition(name=name, at=at, snapshot=Snapshot(entries=entries, items=frozenset(items)))


EDITION = Document(
    "edition",
    1,
    Shape(
        Edition,
        {
            "name": "what people call the edition",
            "at": "when it was taken",
            "entries": Says(
                text="by kind, then by id",
                of="snapshot.entries",
                kind=MapOf(MapOf(_ENTRY), names=OneOf(EntryKind)),
            ),
            "items": Says(
                text="the questions, scenarios and data exercises that there were",
                of="snapshot.items",
                kind=ListOf(Text(), into=frozenset),
            ),
        },
        make=_edition,
    ),
)
