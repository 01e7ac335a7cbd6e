"""How many stale lines `lianbing impact` finds, and how many of the lines that it tells are stale.

The changes of ``prepared_changes/changes.yml`` are made to a frozen copy of the content, whose stale lines were found
by hand. The numbers that formulas of the content work out (12 minutes a shop) are not looked for here: the copy is read
without the models, so that it can stay as it is.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from lianbing.content.editions.prose import passages
from lianbing.domain.changes.comparing import compare
from lianbing.domain.changes.needles import needles
from lianbing.domain.changes.passages import Passage
from lianbing.domain.changes.scanning import scan
from lianbing.domain.changes.snapshots import Snapshot
from lianbing.domain.knowledge.editions import EntryKind
from lianbing.wire.editions.baseline import EDITION

HERE = Path(__file__).parent / "prepared_changes"
Place = tuple[str, int]


@dataclass(frozen=True)
class Found:
    """Of one prepared change: the lines that are stale, and those that are told."""

    name: str
    stale: frozenset[Place]
    told: frozenset[Place]

    @property
    def right(self) -> int:
        """How many lines are told rightly."""
        return len(self.stale & self.told)

    @property
    def precision(self) -> float:
        """The share of what is told that is stale."""
        return self.right / len(self.told) if self.told else 1.0

    @property
    def recall(self) -> float:
        """The share of what is stale that is told."""
        return self.right / len(self.stale)


def measured() -> Iterator[Found]:
    """Each prepared change as it is found."""
    with TemporaryDirectory() as folder, tarfile.open(HERE / "content.tar.xz") as archive:
        archive.extractall(folder, filter="data")
        lines = tuple(passages(Path(folder)))
        before = EDITION.decode(json.loads((Path(folder) / "edition.json").read_text(encoding="utf-8"))).snapshot
    for prepared in yaml.safe_load((HERE / "changes.yml").read_text(encoding="utf-8"))["changes"]:
        yield _measured(prepared, before, lines)


def _measured(prepared: Mapping[str, Any], before: Snapshot, lines: tuple[Passage, ...]) -> Found:
    after = before
    for kind, name, part, old, new in prepared["edits"]:
        after = _edited(after, (EntryKind(kind), name, part), old, new)
    told = scan(lines, needles(compare(before, after), after))
    stale = frozenset((file, line) for file, numbers in prepared["stale"].items() for line in numbers)
    return Found(prepared["name"], stale, frozenset((one.file, one.line) for one in told))


def _edited(snapshot: Snapshot, place: tuple[EntryKind, str, str], old: str, new: str) -> Snapshot:
    kind, name, part = place
    entry = snapshot.entries[kind][name]
    text = entry.title if part == "名称" else entry.parts[part]
    if old not in text:
        raise ValueError(f"{name} does not say {old!r}")
    changed = text.replace(old, new, 1)
    title = changed if part == "名称" else entry.title
    fresh = replace(entry, title=title, parts={**entry.parts, part: changed})
    return replace(snapshot, entries={**snapshot.entries, kind: {**snapshot.entries[kind], name: fresh}})


def main() -> None:
    found = [*measured()]
    for one in found:
        shares = f"precision {one.precision:4.0%}  recall {one.recall:4.0%}"
        print(f"{shares}  {one.right} of {len(one.told)} told, {len(one.stale)} stale  {one.name}")
    right, told, stale = (
        sum(each) for each in zip(*((f.right, len(f.told), len(f.stale)) for f in found), strict=True)
    )
    print(f"precision {right / told:4.0%}  recall {right / stale:4.0%}  {right} of {told} told, {stale} stale  all")
