"""Takes the journals of another computer over into the folder of a session, whole and as they are.

What comes is a folder or a zip of one: that of a computer, the one above it, or a whole session's.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from lianbing.errors import Fault, SessionFaults
from lianbing.files import write_whole
from lianbing.sessions.belonging import why_not_ours
from lianbing.sessions.folder import LIVE, REHEARSAL, SIGNED, SessionFolder
from lianbing.sessions.journal_files import HAPPENINGS, PHONES, SEATS
from lianbing.wire.sessions.prepared import PreparedSession
from lianbing.zip_files import BROKEN, member_name

_FILES = (HAPPENINGS, SEATS, PHONES)
_LARGEST, _MOST = 50_000_000, 60
_SESSION = re.compile(r"\d{4}-\d{2}(-\d+)?", re.ASCII)
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')

Contents = Mapping[str, bytes]
"""The files of a computer by name."""


@dataclass(frozen=True, kw_only=True)
class _Journal:
    """A file with the folders that it is in, outermost first."""

    folders: tuple[str, ...]
    name: str
    content: bytes

    @property
    def computer(self) -> str:
        return self.folders[-1]

    @property
    def above(self) -> str:
        return self.folders[-2] if len(self.folders) > 1 else ""

    @property
    def session(self) -> str:
        """The session in whose whole folder it is, if it is in one."""
        return self.folders[-3] if len(self.folders) > 2 and self.above == LIVE else ""


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


def bring_in(folder: SessionFolder, source: Path, prepared: PreparedSession | None) -> tuple[BroughtIn, ...]:
    """Copies journals from a folder or a zip; nothing that is there is lost.

    Raises:
        SessionFaults: it can't be read, or there are no journals in it, or those of another session.
    """
    try:
        journals = [*(_in_folder(source) if source.is_dir() else _in_zip(source))]
    except BROKEN as error:
        message = "读不出来，或大得不像上课的记录：给另一台电脑上 live/ 里的文件夹，或没有加密、没有损坏的 zip"
        raise SessionFaults([Fault(str(source), 0, message)]) from error
    faults = [Fault(str(source), 0, _of_another(folder.id, other)) for other in _others(folder.id, journals)]
    computers = _by_computer(journals)
    for computer, files in computers.items():
        why = "" if faults else why_not_ours(folder.id, prepared, files)
        faults += [Fault(f"{source}：{computer}", 0, why)] if why else []
    if faults:
        raise SessionFaults(faults)
    if not computers:
        message = (
            f"里面没有上课的记录（{HAPPENINGS}）：给另一台电脑上 sessions/{folder.id}/live/ 里的文件夹，或把它压成 zip"
        )
        raise SessionFaults([Fault(str(source), 0, message)])
    return tuple(_take(folder, name, files) for name, files in sorted(computers.items()))


def _in_folder(source: Path) -> Iterator[_Journal]:
    """Raises OSError, and ValueError for more than a session ever has."""
    paths = [path for path in sorted(source.rglob("*.jsonl")) if path.name in _FILES and path.is_file()]
    _refuse_too_much([path.stat().st_size for path in paths])
    for path in paths:
        yield _Journal(folders=path.resolve().parts[:-1], name=path.name, content=path.read_bytes())


def _in_zip(source: Path) -> Iterator[_Journal]:
    """Raises one of :data:`BROKEN`."""
    with zipfile.ZipFile(io.BytesIO(source.read_bytes())) as archive:
        members = [(PurePosixPath(member_name(info).replace("\\", "/")), info) for info in archive.infolist()]
        members = [(path, info) for path, info in members if path.name in _FILES]
        _refuse_too_much([info.file_size for _, info in members])
        for path, info in members:
            yield _Journal(folders=path.parts[:-1] or (source.stem,), name=path.name, content=archive.read(info))


def _refuse_too_much(sizes: Sequence[int]) -> None:
    if len(sizes) > _MOST or sum(sizes) > _LARGEST:
        raise ValueError("more than the journals of a session")


def _by_computer(journals: Iterable[_Journal]) -> dict[str, dict[str, bytes]]:
    """The files of each computer that has a chain of happenings; what was only rehearsed is no session."""
    computers: dict[str, dict[str, bytes]] = {}
    for each in journals:
        if each.computer != SIGNED and each.above != REHEARSAL:
            computers.setdefault(each.computer, {})[each.name] = each.content
    return {name: files for name, files in computers.items() if files.get(HAPPENINGS, b"").strip()}


def _others(session: str, journals: Iterable[_Journal]) -> list[str]:
    """The other sessions in whose folders journals lie."""
    owners = {each.session for each in journals}
    return sorted(owner for owner in owners if owner != session and _SESSION.fullmatch(owner))


def _of_another(session: str, other: str) -> str:
    return f"是 {other} 的记录，不是 {session} 的，没有拷进来：核对拿的是哪个文件夹"


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
