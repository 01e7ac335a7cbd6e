"""Journals on disk: appended to while the session runs, and read again, whatever a killed program or a copy left.

A line counts once it is on the disk. A last line without its end was never promised to anybody: it is passed over, and
the next program takes it away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TypeVar

from lianbing.domain.sessions.happenings import Happening, PhoneEntry, SeatEntry
from lianbing.errors import Fault
from lianbing.files import make_private_file, make_private_folder, why_unwritten
from lianbing.wire.canonical import canonical
from lianbing.wire.sessions.journals import JOURNAL_LINE, PHONE_ENTRY, SEAT_ENTRY, JournalLine

T = TypeVar("T")
SEATS, PHONES, HAPPENINGS = "seats.jsonl", "phones.jsonl", "happenings.jsonl"


@dataclass(frozen=True, kw_only=True)
class Journals:
    """What a computer kept of a session, in order, and a sentence for each line that could not be read."""

    computer: str
    seats: tuple[SeatEntry, ...]
    happenings: tuple[Happening, ...]
    faults: tuple[Fault, ...]
    phones: tuple[PhoneEntry, ...] = ()


class JournalWriter:
    """Appends to the journals of one computer; whatever returns is on the disk."""

    def __init__(self, folder: Path) -> None:
        """Opens the files of ``folder``, making them; raises OSError."""
        make_private_folder(folder)
        self._seats = _opened(folder / SEATS)
        self._phones = _opened(folder / PHONES)
        self._happenings = _opened(folder / HAPPENINGS)
        self._previous = _last_digest(folder / HAPPENINGS)

    def write_seats(self, entries: Sequence[SeatEntry]) -> None:
        """Appends to the list of seats."""
        _append(self._seats, [canonical(SEAT_ENTRY.encode(entry)) for entry in entries])

    def write_phones(self, entries: Sequence[PhoneEntry]) -> None:
        """Appends to the list of phones."""
        _append(self._phones, [canonical(PHONE_ENTRY.encode(entry)) for entry in entries])

    def write(self, happenings: Sequence[Happening]) -> None:
        """Appends to the chain of happenings: many at once cost one write to the disk."""
        lines, previous = [], self._previous
        for happening in happenings:
            lines.append(canonical(JOURNAL_LINE.encode(JournalLine(previous=previous, happening=happening))))
            previous = _digest(lines[-1])
        _append(self._happenings, lines)
        self._previous = previous

    def close(self) -> None:
        """Closes the files."""
        self._seats.close()
        self._phones.close()
        self._happenings.close()


def read_journals(folder: Path) -> Journals:
    """What a computer kept; what can't be read, or was changed or taken out, becomes a fault."""
    faults: list[Fault] = []
    return Journals(
        computer=folder.name,
        seats=_readable(_seats, folder / SEATS, faults),
        happenings=_readable(_happenings, folder / HAPPENINGS, faults),
        phones=_readable(_phones, folder / PHONES, faults),
        faults=tuple(faults),
    )


def _readable(read: Callable[[Path, list[Fault]], Iterator[T]], path: Path, faults: list[Fault]) -> tuple[T, ...]:
    """What a file holds; nothing, and a fault, where the system does not let it be read."""
    try:
        return tuple(read(path, faults))
    except OSError as error:
        faults.append(Fault(_place(path), 0, f"这个文件读不了，里面的没有算：{why_unwritten(error)}"))
        return ()


def _opened(path: Path) -> IO[bytes]:
    """The file, ready to be appended to, without what follows its last line end."""
    make_private_file(path)
    whole = path.read_bytes().rfind(b"\n") + 1
    file = path.open("ab", buffering=0)
    if file.tell() > whole:
        file.truncate(whole)
    return file


def _append(file: IO[bytes], lines: Sequence[str]) -> None:
    """Puts lines on the disk; where that fails, none of them is in the file. Raises OSError."""
    if not lines:
        return
    start, content = file.tell(), "".join(f"{line}\n" for line in lines).encode()
    try:
        while content:
            content = content[file.write(content) :]
        os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            file.truncate(start)
        raise


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
    if not path.exists():
        return
    *whole, _ = path.read_bytes().decode("utf-8", "replace").split("\n")
    yield from ((number, line) for number, line in enumerate(whole, 1) if line)


def _json(line: str) -> object | None:
    try:
        return json.loads(line)  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        return None


def _seats(path: Path, faults: list[Fault]) -> Iterator[SeatEntry]:
    for number, line in _lines(path):
        try:
            yield SEAT_ENTRY.decode(_json(line))
        except ValueError:
            faults.append(Fault(_place(path), number, "这一行签到读不出来，没有算：对照纸上的签到表补上"))


def _phones(path: Path, _faults: list[Fault]) -> Iterator[PhoneEntry]:
    """The phones; one whose line can't be read has to come in again, and says so itself."""
    for _, line in _lines(path):
        with suppress(ValueError):
            yield PHONE_ENTRY.decode(_json(line))


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
