"""Journals on disk: appended to while the session runs, and read again, whatever a killed program or a copy left.

A line counts once it is on the disk. A last line without its end was never promised to anybody: it is passed over, and
the next program begins a new line after it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from lianbing.domain.sessions.happenings import Happening, SeatEntry
from lianbing.errors import Fault
from lianbing.files import make_private_file, make_private_folder
from lianbing.wire.canonical import canonical
from lianbing.wire.sessions.journals import JOURNAL_LINE, SEAT_ENTRY, JournalLine

SEATS, HAPPENINGS = "seats.jsonl", "happenings.jsonl"


@dataclass(frozen=True, kw_only=True)
class Journals:
    """What a computer kept of a session, in order, and a sentence for each line that could not be read."""

    computer: str
    seats: tuple[SeatEntry, ...]
    happenings: tuple[Happening, ...]
    faults: tuple[Fault, ...]


class JournalWriter:
    """Appends to the journals of one computer; whatever returns is on the disk."""

    def __init__(self, folder: Path) -> None:
        """Opens both files of ``folder``, making them; raises OSError."""
        make_private_folder(folder)
        self._seats = _opened(folder / SEATS)
        self._happenings = _opened(folder / HAPPENINGS)
        self._previous = _last_digest(folder / HAPPENINGS)

    def write_seats(self, entries: Sequence[SeatEntry]) -> None:
        """Appends to the list of seats."""
        _append(self._seats, [canonical(SEAT_ENTRY.encode(entry)) for entry in entries])

    def write(self, happenings: Sequence[Happening]) -> None:
        """Appends to the chain of happenings: many at once cost one write to the disk."""
        lines = []
        for happening in happenings:
            lines.append(canonical(JOURNAL_LINE.encode(JournalLine(previous=self._previous, happening=happening))))
            self._previous = _digest(lines[-1])
        _append(self._happenings, lines)

    def close(self) -> None:
        """Closes both files."""
        self._seats.close()
        self._happenings.close()


def read_journals(folder: Path) -> Journals:
    """What a computer kept; a line that can't be read, or that was changed or taken out, becomes a fault."""
    faults: list[Fault] = []
    return Journals(
        computer=folder.name,
        seats=tuple(_seats(folder / SEATS, faults)),
        happenings=tuple(_happenings(folder / HAPPENINGS, faults)),
        faults=tuple(faults),
    )


def _opened(path: Path) -> IO[bytes]:
    make_private_file(path)
    file = path.open("ab")
    if file.tell() and not _is_whole(path):
        file.write(b"\n")
    return file


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _append(file: IO[bytes], lines: Iterable[str]) -> None:
    file.write("".join(f"{line}\n" for line in lines).encode())
    file.flush()
    os.fsync(file.fileno())


def _digest(line: str) -> str:
    return sha256(line.encode()).hexdigest()


def _last_digest(path: Path) -> str:
    """The digest of the last line that can be read; empty where there is none."""
    digest = ""
    for _, line in _lines(path):
        if _json(line) is not None:
            digest = _digest(line)
    return digest


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The whole lines of a file with their numbers; what follows the last line end was never promised."""
    if not path.is_file():
        return
    *whole, _ = path.read_bytes().decode("utf-8", "replace").split("\n")
    yield from ((number, line) for number, line in enumerate(whole, 1) if line)


def _json(line: str) -> object | None:
    try:
        return json.loads(line)  # type: ignore[no-any-return]
    except ValueError:
        return None


def _seats(path: Path, faults: list[Fault]) -> Iterator[SeatEntry]:
    for number, line in _lines(path):
        try:
            yield SEAT_ENTRY.decode(_json(line))
        except ValueError:
            faults.append(Fault(_place(path), number, "这一行签到读不出来，没有算：对照纸上的签到表补上"))


def _happenings(path: Path, faults: list[Fault]) -> Iterator[Happening]:
    previous = ""
    for number, line in _lines(path):
        try:
            entry = JOURNAL_LINE.decode(_json(line))
        except ValueError:
            faults.append(Fault(_place(path), number, "这一行记录读不出来，没有算：文件可能没有拷全，重新拷一次再试"))
            continue
        if entry.previous != previous:
            faults.append(Fault(_place(path), number, "这一行前面的记录被改过，或少了：用原来那台电脑里的文件"))
        previous = _digest(line)
        yield entry.happening


def _place(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
