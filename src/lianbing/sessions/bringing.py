"""Takes the journals of another computer over into the folder of a session, whole and as they are.

What comes is a folder or a zip of one: that of a computer, the one above it, or a whole session's.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from lianbing.errors import Fault, SessionFaults
from lianbing.files import write_whole
from lianbing.sessions.folder import SIGNED, SessionFolder
from lianbing.sessions.journal_files import HAPPENINGS, PHONES, SEATS
from lianbing.zip_files import BROKEN

_FILES = (HAPPENINGS, SEATS, PHONES)
_LARGEST, _MOST = 200_000_000, 60
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')

Contents = Mapping[str, bytes]
"""The files of a computer by name."""


class Arrival(StrEnum):
    """What became of the journals of a computer."""

    NEW = "new"
    SAME = "same"
    LONGER = "longer"
    SHORTER = "shorter"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return {
            Arrival.NEW: "拷进来了",
            Arrival.SAME: "和已有的一样，没有变化",
            Arrival.LONGER: "比已有的新，换成了这一份",
            Arrival.SHORTER: "比已有的旧，没有动",
            Arrival.OTHER: "和已有的同名、内容不一样，两份都留着",
        }[self]


@dataclass(frozen=True, kw_only=True)
class BroughtIn:
    """The journals of a computer that were brought, under the name by which they are kept."""

    computer: str
    arrival: Arrival


def bring_in(folder: SessionFolder, source: Path) -> tuple[BroughtIn, ...]:
    """Copies journals from a folder or a zip; nothing that is there is lost.

    Raises:
        SessionFaults: it can't be read, or there are no journals in it.
    """
    computers = _in_folder(source) if source.is_dir() else _in_zip(source)
    if not computers:
        message = (
            f"里面没有上课的记录（{HAPPENINGS}）：给另一台电脑上 sessions/{folder.id}/live/ 里的文件夹，或把它压成 zip"
        )
        raise SessionFaults([Fault(str(source), 0, message)])
    return tuple(_take(folder, name, files) for name, files in sorted(computers.items()))


def _in_folder(source: Path) -> dict[str, dict[str, bytes]]:
    computers: dict[str, dict[str, bytes]] = {}
    for path in sorted(source.rglob("*.jsonl")):
        if path.name in _FILES and path.parent.name != SIGNED:
            computers.setdefault(path.parent.resolve().name, {})[path.name] = path.read_bytes()
    return _whole(computers)


def _in_zip(source: Path) -> dict[str, dict[str, bytes]]:
    computers: dict[str, dict[str, bytes]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(source.read_bytes())) as archive:
            for info in _journals_of(archive):
                path = PurePosixPath(_name(info).replace("\\", "/"))
                computer = path.parent.name or source.stem
                if computer != SIGNED:
                    computers.setdefault(computer, {})[path.name] = archive.read(info)
    except BROKEN as error:
        message = "读不出来：给另一台电脑上 live/ 里的文件夹，或没有加密、没有损坏的 zip"
        raise SessionFaults([Fault(str(source), 0, message)]) from error
    return _whole(computers)


def _journals_of(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The journals in an archive; raises ValueError for more than a session ever has."""
    journals = [info for info in archive.infolist() if PurePosixPath(info.filename.replace("\\", "/")).name in _FILES]
    if len(journals) > _MOST or sum(info.file_size for info in journals) > _LARGEST:
        raise ValueError("more than the journals of a session")
    yield from journals


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; Chinese Windows writes GBK and doesn't say so."""
    if info.flag_bits & 0x800:
        return info.filename
    written = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _whole(computers: dict[str, dict[str, bytes]]) -> dict[str, dict[str, bytes]]:
    """Those that have a chain of happenings."""
    return {name: files for name, files in computers.items() if HAPPENINGS in files}


def _take(folder: SessionFolder, computer: str, files: Contents) -> BroughtIn:
    name = "".join("-" if sign in _NOT_IN_NAMES else sign for sign in computer).strip(". ") or "另一台"
    kept = name
    for number in range(2, _MOST):
        arrival = _compared(_contents(folder.live / kept), files)
        if arrival is not Arrival.OTHER:
            break
        kept = f"{name}-{number}"
    if arrival in (Arrival.NEW, Arrival.LONGER):
        for file, content in files.items():
            write_whole(folder.live / kept / file, content)
    if arrival is Arrival.NEW and kept != name:
        arrival = Arrival.OTHER
    return BroughtIn(computer=kept, arrival=arrival)


def _contents(folder: Path) -> Contents:
    return {name: (folder / name).read_bytes() for name in _FILES if (folder / name).is_file()}


def _whole_lines(files: Contents) -> Contents:
    """The files without what follows their last line end, which the next program takes away."""
    return {name: content[: content.rfind(b"\n") + 1] for name, content in files.items()}


def _compared(known: Contents, brought: Contents) -> Arrival:
    """How what is brought stands to what is known: journals only ever grow."""
    if not known:
        return Arrival.NEW
    known, brought = _whole_lines(known), _whole_lines(brought)
    if all(known.get(name, b"") == brought.get(name, b"") for name in {*known, *brought}):
        return Arrival.SAME
    if all(brought.get(name, b"").startswith(content) for name, content in known.items()):
        return Arrival.LONGER
    if all(known.get(name, b"").startswith(content) for name, content in brought.items()):
        return Arrival.SHORTER
    return Arrival.OTHER
