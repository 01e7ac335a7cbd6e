"""The people of sessions: who they are, and how somebody is taken out of the sessions' files.

Votes and answers stand under the numbers of seats. Only lists of seats, lists of those expected, rehearsals, and what
is written for people say who somebody is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianbing.app.privacy.people_held import PersonHeld
from lianbing.app.workspace import Workspace
from lianbing.domain.kernel.periods import Period
from lianbing.domain.privacy.traces import Traces
from lianbing.errors import WrongUsage
from lianbing.files import write_whole
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.journal_files import HAPPENINGS, SEATS
from lianbing.sessions.reading import read_session
from lianbing.wire.canonical import canonical
from lianbing.wire.sessions.expected import EXPECTED

YEAR_FILES = "培训学时-*.xlsx"
"""The lists of a year's hours, which lie beside the sessions."""
_MONTH = len("2026-12")


@dataclass(frozen=True, kw_only=True)
class SessionTraces:
    """Where sessions name people who are purged: files that go, files that lose lines, and texts that people wrote."""

    removed: tuple[Path, ...]
    changed: tuple[Path, ...]
    mentions: tuple[Path, ...]


def add_people(workspace: Workspace, everybody: dict[str, PersonHeld]) -> None:
    """Adds whom sessions know to the people of the store, with the months of the sessions."""
    for folder in _folders(workspace):
        files = read_session(folder)
        month = Period.parse(folder.id[:_MONTH])
        expected = files.people.people if files.people else ()
        known = [(one.id, one.name, one.team) for one in expected]
        known += [(one.number, one.name, one.unit) for one in files.entries if one.number]
        for number, name, unit in known:
            person = everybody.setdefault(number, PersonHeld(number=number))
            person.months.add(month)
            if name not in person.names:
                person.names.insert(0, name)
            person.unit = person.unit or unit


def session_traces(workspace: Workspace, traces: Traces) -> SessionTraces:
    """Where sessions name these people."""
    removed: list[Path] = []
    changed: list[Path] = []
    mentions: list[Path] = []
    for folder in _folders(workspace):
        lists = [path for path in (folder.people, *_seat_files(folder)) if without_people(path, traces) is not None]
        if not lists:
            continue
        changed += lists
        removed += [path for path in (folder.record, folder.rehearsal) if path.is_dir()]
        removed += _printed(folder)
        mentions += [path for path in _written_by_people(folder) if _names(path.read_bytes(), traces)]
    if removed or changed:
        removed += sorted(workspace.sessions.glob(YEAR_FILES))
    return SessionTraces(removed=tuple(removed), changed=tuple(changed), mentions=tuple(mentions))


def take_out(paths: Iterable[Path], traces: Traces) -> None:
    """Takes these people out of lists; what they are out of already stays as it is."""
    for path in paths:
        left = without_people(path, traces)
        if left is not None:
            write_whole(path, left)


def without_people(path: Path, traces: Traces) -> bytes | None:
    """A list without these people; ``None`` where it does not name them, or is not there."""
    if not path.is_file():
        return None
    content = path.read_bytes()
    left = _expected_without(content, traces) if path.name != SEATS else _seats_without(content, traces)
    return None if left == content else left


def _expected_without(content: bytes, traces: Traces) -> bytes:
    try:
        expected = EXPECTED.decode(json.loads(content))
    except (ValueError, RecursionError):
        return b"" if _names(content, traces) else content
    if not any(one.id in traces.numbers for one in expected.people):
        return content
    written: dict[str, Any] = EXPECTED.encode(expected)
    written["people"] = [one for one in written["people"] if one["id"] not in traces.numbers]
    return canonical(written).encode()


def _seats_without(content: bytes, traces: Traces) -> bytes:
    """All lines about these people, and those of seats that are theirs in the end."""
    lines = content.splitlines(keepends=True)
    read = [_line(line) for line in lines]
    last = {entry["seat"]: entry for entry in read if "seat" in entry}
    theirs = {seat for seat, entry in last.items() if _is_about(entry, traces)}
    return b"".join(
        line
        for line, entry in zip(lines, read, strict=True)
        if entry.get("seat") not in theirs and not _is_about(entry, traces) and not (not entry and _names(line, traces))
    )


def _line(line: bytes) -> Mapping[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) else {}


def _is_about(entry: Mapping[str, Any], traces: Traces) -> bool:
    return entry.get("number") in traces.numbers or (not entry.get("number") and entry.get("name") in traces.names)


def _names(content: bytes, traces: Traces) -> bool:
    text = content.decode("utf-8", "replace")
    return traces.named_in(text) or any(f'"{number}"' in text for number in traces.numbers)


def _folders(workspace: Workspace) -> Iterator[SessionFolder]:
    if not workspace.sessions.is_dir():
        return
    for path in sorted(workspace.sessions.iterdir()):
        try:
            Period.parse(path.name[:_MONTH])
        except WrongUsage:
            continue
        if path.is_dir():
            yield SessionFolder(path)


def _seat_files(folder: SessionFolder) -> Iterator[Path]:
    if folder.live.is_dir():
        yield from sorted(path / SEATS for path in folder.live.iterdir() if path.is_dir())


def _printed(folder: SessionFolder) -> Iterator[Path]:
    """What was printed of those expected; slides name nobody."""
    if folder.materials.is_dir():
        yield from sorted(path for path in folder.materials.iterdir() if path.is_file() and "签到" in path.name)


def _written_by_people(folder: SessionFolder) -> Iterator[Path]:
    journals = [path / HAPPENINGS for path in folder.journals]
    plans = sorted(folder.path.glob(f"{folder.plan.stem}*{folder.plan.suffix}"))  # and those that were put aside
    yield from (path for path in (*plans, folder.prepared, *journals) if path.is_file())
