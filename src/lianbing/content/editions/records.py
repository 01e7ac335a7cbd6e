"""``standards/editions/``: the edition before, who looked at what since, and what earlier editions changed.

The program writes these files and people commit them with the content. Records are appended, never rewritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from lianbing.content.reading.validation import Model, Text, validate
from lianbing.content.reading.yaml_source import parse, read_text
from lianbing.domain.changes.comparing import EditionChange
from lianbing.domain.changes.holding import Tick
from lianbing.domain.knowledge.editions import ChangeNote, EditionChanges, EntryKind
from lianbing.errors import ContentFaults, Fault
from lianbing.files import write_whole
from lianbing.wire.editions.baseline import EDITION, Edition
from lianbing.wire.shapes.kinds import ShapeFault

M = TypeVar("M", bound=Model)

FOLDER = "standards/editions"
BASELINE = f"{FOLDER}/baseline.json"
ACCEPTED = f"{FOLDER}/accepted.yml"
HISTORY = f"{FOLDER}/history.yml"
_HEADS = {
    ACCEPTED: "# 依据改过的题，谁在什么时候核过。由 lianbing impact --accept 写在末尾，随内容一起提交，不要手改。\n",
    HISTORY: "# 历次改版各改了什么。由 lianbing impact --keep 写在末尾，随内容一起提交，不要手改。\n",
}


@dataclass(frozen=True, kw_only=True)
class EditionRecords:
    """What is kept of editions; without a ``baseline`` nothing is compared and nothing waits."""

    baseline: Edition | None = None
    ticks: tuple[Tick, ...] = ()
    history: tuple[EditionChanges, ...] = ()


class AcceptedModel(Model):
    """One tick."""

    at: Text
    who: Text
    why: str = ""
    basis: str
    digest: Text
    change: str
    editions: tuple[Text, Text] = ("", "")
    items: list[str]

    def build(self) -> Tick:
        """The tick."""
        return Tick(
            at=self.at,
            who=self.who,
            why=self.why,
            basis=self.basis,
            digest=self.digest,
            change=self.change,
            editions=self.editions,
            items=tuple(self.items),
        )


class TicksFile(Model):
    """``accepted.yml``."""

    accepted: list[AcceptedModel]


class ChangeNoteModel(Model):
    """One change of an edition."""

    kind: EntryKind
    id: Text
    title: Text
    what: Text

    def build(self) -> ChangeNote:
        """The note."""
        return ChangeNote(kind=self.kind, id=self.id, title=self.title, what=self.what)


class EditionModel(Model):
    """One edition."""

    edition: Text
    before: Text
    at: Text
    who: Text
    changes: list[ChangeNoteModel]

    def build(self) -> EditionChanges:
        """The edition's changes."""
        changes = tuple(change.build() for change in self.changes)
        return EditionChanges(edition=self.edition, before=self.before, at=self.at, who=self.who, changes=changes)


class HistoryFile(Model):
    """``history.yml``."""

    editions: list[EditionModel]


def read_records(root: Path) -> EditionRecords:
    """What is kept below a root; raises ContentFaults."""
    faults: list[Fault] = []
    records = EditionRecords()
    try:
        records = EditionRecords(baseline=_baseline(root))
    except ContentFaults as error:
        faults.extend(error.faults)
    ticks = _listed(root, ACCEPTED, TicksFile, faults)
    history = _listed(root, HISTORY, HistoryFile, faults)
    if faults:
        raise ContentFaults(faults)
    return EditionRecords(
        baseline=records.baseline,
        ticks=tuple(one.build() for one in ticks.accepted) if ticks else (),
        history=tuple(one.build() for one in history.editions) if history else (),
    )


def _baseline(root: Path) -> Edition | None:
    path = root / BASELINE
    if not path.exists():
        return None
    try:
        return EDITION.decode(json.loads(read_text(path, BASELINE)))
    except (ValueError, ShapeFault) as error:
        wrong = (
            "读不了：这个文件由程序写，不要手改；从版本库取回。取不回就删掉它，再用 lianbing impact --keep 版名 重新存"
        )
        raise ContentFaults([Fault(BASELINE, 0, wrong)]) from error


def _listed(root: Path, file: str, model: type[M], faults: list[Fault]) -> M | None:
    path = root / file
    if not path.exists():
        return None
    try:
        document = parse(read_text(path, file), file)
        return validate(document, model) if document.data else None
    except ContentFaults as error:
        faults.extend(error.faults)
        return None


def write_baseline(root: Path, edition: Edition) -> None:
    """Writes the edition that content is compared with from now on."""
    text = json.dumps(EDITION.encode(edition), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(root / BASELINE, text.encode(), public=True)


def append_ticks(root: Path, ticks: Sequence[Tick]) -> None:
    """Adds what somebody has looked at."""
    _append(root, ACCEPTED, "accepted", (_tick(tick) for tick in ticks))


def append_history(root: Path, edition: EditionChanges) -> None:
    """Adds what an edition has changed."""
    changes = [{"kind": n.kind.value, "id": n.id, "title": n.title, "what": n.what} for n in edition.changes]
    data = {"edition": edition.edition, "before": edition.before, "at": edition.at, "who": edition.who}
    _append(root, HISTORY, "editions", [{**data, "changes": changes}])


def _tick(tick: Tick) -> Mapping[str, object]:
    editions = {"editions": [*tick.editions]} if any(tick.editions) else {}
    return {
        "at": tick.at,
        "who": tick.who,
        "why": tick.why,
        "basis": tick.basis,
        "digest": tick.digest,
        "change": tick.change,
        **editions,
        "items": [*tick.items],
    }


def _append(root: Path, file: str, name: str, records: Iterable[Mapping[str, object]]) -> None:
    path = root / file
    before = read_text(path, file) if path.exists() else f"{_HEADS[file]}{name}:\n"
    text = before + "".join(line for record in records for line in _lines(record))
    write_whole(path, text.encode(), public=True)


def _lines(record: Mapping[str, object]) -> Iterator[str]:
    """A record as YAML: a field a line, texts in quotes as JSON has them, lists of records a record a line."""
    mark = "- "
    for name, value in record.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"  {mark}{name}:\n"
            yield from (f"      - {json.dumps(one, ensure_ascii=False)}\n" for one in value)
        else:
            yield f"  {mark}{name}: {json.dumps(value, ensure_ascii=False)}\n"
        mark = "  "


def tick_of(change: EditionChange, digest: str, items: Iterable[str], stamp: tuple[str, str, str]) -> Tick:
    """The tick for items that rest on what changed; ``stamp`` is when, by whom and why."""
    at, who, why = stamp
    return Tick(
        at=at,
        who=who,
        why=why,
        basis=change.id,
        digest=digest,
        change=change.sentence,
        editions=change.editions,
        items=tuple(sorted(items)),
    )
