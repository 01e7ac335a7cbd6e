"""Reads what is handed in: files, folders with their subfolders, and zips in zips. Nothing is dropped unnamed.

:class:`WantedFiles` says what is looked for. Every file comes out as one of four things: :class:`Incoming`, to be
examined; :class:`IncomingSheet`, whose rows may be answers; :class:`NotTaken`, which says why and what to do; or
:class:`PassedOver`, which a program left behind. Files are read one at a time.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from lianbing.drills.archives import MAX_DEPTH, MAX_FILES, MAX_UNPACKED, Allowance, Member, members_of, unpacked
from lianbing.drills.file_kinds import (
    HEAD,
    FileKind,
    Leftover,
    kind_of,
    leftover,
    may_be_submission,
    without_partial_ending,
)
from lianbing.drills.file_names import copies_last
from lianbing.errors import WrongUsage
from lianbing.wire.submissions import MAX_BYTES, sha256
from lianbing.zip_files import BROKEN

_DEEPEST_FOLDER = 30
_SHEET = ".xlsx"
_ENOUGH = MAX_BYTES + 1
"""One byte more than a submission may have tells that it is too large."""

_BROKEN_ARCHIVE = "压缩包打不开（损坏或没有传完整）：请解压后再收，或请本人重发"
_LOCKED_ARCHIVE = "压缩包有密码：请用密码解压后再收，或请本人不设密码重发"
_LOCKED_FILE = "这个文件在压缩包里加了密码：请用密码解压后再收，或请本人不设密码重发"
_BROKEN_FILE = "这个文件在压缩包里坏了，取不出来：请解压后再收，或请本人重发"
_BOMB = "这个文件解开后大得不正常，没有解开：请检查压缩包从哪里来，或请本人重发"
_TOO_DEEP = f"压缩包里套压缩包超过 {MAX_DEPTH} 层，里面的没有看：请解压后再收"
_TOO_MUCH = f"压缩包里的压缩包解开后超过 {MAX_UNPACKED // 1024 // 1024} MB，大得不正常：请检查，或解压后分几次收"
_EMPTY_ARCHIVE = "压缩包是空的，里面没有文件：请本人重新打包、重发"
_UNREADABLE = "读不了：检查权限，是不是正开在别的程序里，再收一次"


@dataclass(frozen=True)
class Incoming:
    """A file that was handed in: its name, its bytes, and where it lay (folders and archives, outermost first)."""

    name: str
    content: bytes
    within: tuple[str, ...] = ()
    fault: str = ""
    """Why an archive can't be opened, as a Chinese sentence; empty for all other files."""

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the bytes in hexadecimal, which is the name of the stored file."""
        return sha256(self.content)

    @property
    def path(self) -> str:
        """Where it lay and its name, for people."""
        return shown_path((*self.within, self.name))


@dataclass(frozen=True)
class IncomingSheet:
    """A workbook, in which answers may stand that were given on paper."""

    file: Incoming


@dataclass(frozen=True, kw_only=True)
class NotTaken:
    """A file that is no submission: where it lay, and a Chinese sentence that says why and what to do."""

    path: str
    reason: str


@dataclass(frozen=True)
class PassedOver:
    """A file that a program left behind."""

    kind: Leftover


Arrival = Incoming | IncomingSheet | NotTaken | PassedOver


@dataclass(frozen=True, kw_only=True)
class WantedFiles:
    """What is looked for: whether a file may be one, by its name and bytes, and why a file of another kind is none.

    ``has_sheets`` says whether answers that were typed into workbooks are looked for as well.
    """

    may_be: Callable[[str, bytes], bool]
    why_not: Callable[[FileKind], str]
    has_sheets: bool = False


def _sentence(kind: FileKind) -> str:
    return kind.sentence


SUBMISSIONS = WantedFiles(may_be=may_be_submission, why_not=_sentence, has_sheets=True)


def incoming_files(paths: Iterable[Path], wanted: WantedFiles = SUBMISSIONS) -> Iterator[Arrival]:
    """Reads all files in ``paths``, which may name files, folders and archives.

    Of a file no more than :data:`MAX_BYTES` and one byte are read; names in archives are never used as paths.
    """
    for path in paths:
        if path.is_dir():
            yield from _folder(path, wanted)
        else:
            yield from _on_disk(path, (readable(path.name),), wanted)


def count_files(paths: Iterable[Path]) -> int:
    """How many files there are about, for a progress bar; files of an archive are counted, those in its archives not.

    Raises:
        WrongUsage: there is no such path, or a named archive holds more than one run takes.
    """
    count = 0
    for path in paths:
        if path.is_dir():
            count += sum(map(_members_in, _files_below(path)))
        elif path.is_file():
            count += _members_in(path)
            refusal = _refusal(path)
            if refusal:
                raise WrongUsage(refusal)
        else:
            raise WrongUsage(f"没有文件或文件夹 {path}：检查路径")
    return count


def _refusal(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            return Allowance().refusal(members_of(archive), _ENOUGH)
    except BROKEN:
        return ""


def _files_below(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names)


def _members_in(path: Path) -> int:
    if path.suffix.lower() != ".zip":
        return 1
    try:
        with zipfile.ZipFile(path) as archive:
            return min(len(archive.infolist()), MAX_FILES)
    except BROKEN:
        return 1


def readable(name: str) -> str:
    """A file name as text. An archive from a Chinese Windows, unpacked on Linux, leaves names whose bytes are GBK."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def shown_path(path: Iterable[str]) -> str:
    """A path for people, in one line whatever its names hold."""
    return "/".join(path).replace("\r", "\\r").replace("\n", "\\n")


# ---- folders ----


def _folder(top: Path, wanted: WantedFiles) -> Iterator[Arrival]:
    """The files of a folder and of its subfolders by their names, but copies after their originals."""
    unread: list[OSError] = []
    for place, folders, names in os.walk(top, onerror=unread.append):
        within = tuple(map(readable, Path(place).relative_to(top).parts))
        folders.sort()
        yield from _not_entered(Path(place), folders, within)
        for name in sorted(names, key=copies_last):
            yield from _on_disk(Path(place) / name, (*within, readable(name)), wanted)
    for error in unread:
        yield NotTaken(path=readable(str(error.filename)), reason="这个文件夹打不开，里面的没有收：检查权限，再收一次")


def _not_entered(place: Path, folders: list[str], within: tuple[str, ...]) -> Iterator[NotTaken]:
    """Names the folders that are not entered, and takes them off the list of those that will be."""
    for name in [*folders]:
        path = shown_path((*within, readable(name)))
        if (place / name).is_symlink():
            yield NotTaken(path=path, reason="这是指向别处的链接，没有进去：请在命令里写那个文件夹本身")
        elif len(within) >= _DEEPEST_FOLDER:
            yield NotTaken(path=path, reason=f"文件夹套了超过 {_DEEPEST_FOLDER} 层，没有进去：请把它单独收一次")
            folders.remove(name)


def _on_disk(path: Path, shown: tuple[str, ...], wanted: WantedFiles) -> Iterator[Arrival]:
    if not path.is_file():
        yield NotTaken(path=shown_path(shown), reason="这不是普通文件，或者是断了的链接：请把文件本身放进来再收")
        return
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            passed = _passed_over(shown, head)
            if passed:
                yield _counted(passed, shown, whole=(path.parent / without_partial_ending(path.name)).is_file())
            elif _is_archive(shown[-1], head):
                yield from _archive(file, shown, wanted, Allowance(), 1)
            else:
                yield _one_file(shown, head, file, wanted)
    except OSError:
        yield NotTaken(path=shown_path(shown), reason=_UNREADABLE)


# ---- files ----


def _passed_over(path: tuple[str, ...], head: bytes) -> Leftover | None:
    kind = leftover(path)
    # What a Mac leaves is never text: a submission whose name begins alike is one.
    is_file_of_person = kind is Leftover.MAC and kind_of(path[-1], head) is FileKind.JSON
    return None if is_file_of_person else kind


def _counted(kind: Leftover, path: tuple[str, ...], *, whole: bool) -> PassedOver | NotTaken:
    """A half downloaded file is named instead, unless the ``whole`` one lies beside it: it may be all that came."""
    if kind is Leftover.PARTIAL and not whole:
        return NotTaken(path=shown_path(path), reason="文件没有下载完：请重新下载，或请本人重发")
    return PassedOver(kind)


def _is_archive(name: str, head: bytes) -> bool:
    return kind_of(name, head) is FileKind.ZIP


def _one_file(
    path: tuple[str, ...], head: bytes, rest: IO[bytes], wanted: WantedFiles
) -> Incoming | IncomingSheet | NotTaken:
    kind = kind_of(path[-1], head)
    if wanted.has_sheets and kind is FileKind.WORKBOOK and path[-1].lower().endswith(_SHEET):
        return IncomingSheet(Incoming(path[-1], head + rest.read(_ENOUGH - len(head)), path[:-1]))
    if kind is not FileKind.JSON and not wanted.may_be(path[-1], head):
        return NotTaken(path=shown_path(path), reason=wanted.why_not(kind))
    content = head + rest.read(_ENOUGH - len(head))
    if not wanted.may_be(path[-1], content):
        return NotTaken(path=shown_path(path), reason=wanted.why_not(kind))
    return Incoming(path[-1], content, path[:-1])


# ---- archives ----


def _archive(
    file: IO[bytes], path: tuple[str, ...], wanted: WantedFiles, allowance: Allowance, depth: int
) -> Iterator[Arrival]:
    """The files of an archive, or the archive itself with the reason why they can't be had."""
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN:
        yield _kept(file, path, _BROKEN_ARCHIVE)
        return
    with archive:
        members = members_of(archive)
        of_people = [member for member in members if leftover(member.path) is None]
        refusal = allowance.refusal(of_people, _ENOUGH)
        if refusal:
            yield NotTaken(path=shown_path(path), reason=refusal)
        elif of_people and all(member.is_locked for member in of_people):
            yield _kept(file, path, _LOCKED_ARCHIVE)
        else:
            yield from _Opened(archive, path, wanted, allowance, depth).arrivals(members)
            if not of_people:
                yield NotTaken(path=shown_path(path), reason=_EMPTY_ARCHIVE)


def _kept(file: IO[bytes], path: tuple[str, ...], fault: str) -> Incoming:
    file.seek(0)
    return Incoming(path[-1], file.read(_ENOUGH), path[:-1], fault)


@dataclass(frozen=True)
class _Opened:
    """An archive in the ``depth``-th place from outside, and what may still come out of it."""

    archive: zipfile.ZipFile
    path: tuple[str, ...]
    wanted: WantedFiles
    allowance: Allowance
    depth: int

    def arrivals(self, members: Sequence[Member]) -> Iterator[Arrival]:
        """Its files one by one; one that is damaged doesn't stop the others."""
        names = {member.path for member in members}
        for member in members:
            shown = (*self.path, *member.path)
            if member.is_locked:
                yield NotTaken(path=shown_path(shown), reason=_LOCKED_FILE)
            elif member.is_bomb:
                yield NotTaken(path=shown_path(shown), reason=_BOMB)
            else:
                try:
                    yield from self._member(member, shown, names)
                except BROKEN:
                    yield NotTaken(path=shown_path(shown), reason=_BROKEN_FILE)

    def _member(self, member: Member, shown: tuple[str, ...], names: Container[tuple[str, ...]]) -> Iterator[Arrival]:
        with self.archive.open(member.info) as file:
            head = file.read(HEAD)
            passed = _passed_over(member.path, head)
            if passed:
                whole = (*member.path[:-1], without_partial_ending(member.path[-1]))
                yield _counted(passed, shown, whole=whole in names)
            elif not _is_archive(member.path[-1], head):
                yield _one_file(shown, head, file, self.wanted)
            else:
                yield from self._inner(member, shown)

    def _inner(self, member: Member, shown: tuple[str, ...]) -> Iterator[Arrival]:
        """The files of an archive in this one."""
        if self.depth >= MAX_DEPTH:
            yield NotTaken(path=shown_path(shown), reason=_TOO_DEEP)
        elif not self.allowance.allows(member.info.file_size):
            yield NotTaken(path=shown_path(shown), reason=_TOO_MUCH)
        else:
            with unpacked(self.archive, member) as file:
                yield from _archive(file, shown, self.wanted, self.allowance, self.depth + 1)
