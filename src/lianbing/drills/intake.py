"""Checks whether a submission can be accepted: its form, drill, paper, token and person."""

from __future__ import annotations

import io
import lzma
import os
import re
import string
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from lianbing.drills.tokens import is_token
from lianbing.errors import Rejected, SubmissionRejected, WrongUsage
from lianbing.wire.submissions import MAX_BYTES, Submission, read_submission, sha256

_MAX_FILES_IN_ARCHIVE = 5_000
_LONGEST_NAME, _LONGEST_NUMBER = 255, 32
_IN_WORDS = frozenset(string.ascii_letters + string.digits + "_")
_IN_NUMBERS = _IN_WORDS | {"-"}
_MAX_UNPACKED = 256 * 1024 * 1024
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError,
    NotImplementedError,
)  # fmt: skip


@dataclass(frozen=True)
class Incoming:
    """A file that was handed in: its name, for messages to people, and its bytes."""

    name: str
    content: bytes
    fault: str = ""
    """Why an archive can't be opened, as a Chinese sentence; empty for all other files."""

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the bytes in hexadecimal, which is the name of the stored file."""
        return sha256(self.content)


def incoming_files(paths: list[Path]) -> Iterator[Incoming]:
    """Reads all files in ``paths``, which may name files, folders and archives.

    Of a folder the .ipynb and .zip files are read, without subfolders. Of a file inside an archive
    no more than :data:`MAX_BYTES` and one byte are read, and its name is never used as a path.

    Raises:
        WrongUsage: a path doesn't exist or can't be read, or an archive is too big.
    """
    for path in paths:
        if path.is_dir():
            members = sorted(p for p in path.iterdir() if _is_wanted(p))
        elif path.is_file():
            members = [path]
        else:
            raise WrongUsage(f"没有文件或文件夹 {path}：检查路径")
        for member in members:
            yield from _read(member)


def passed_over(paths: list[Path]) -> tuple[str, ...]:
    """The names of files in the folders of ``paths`` that :func:`incoming_files` doesn't read."""
    folders = [path for path in paths if path.is_dir()]
    return tuple(
        _name(p.name) for folder in folders for p in sorted(folder.iterdir()) if p.is_file() and not _is_wanted(p)
    )


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in (".ipynb", ".zip") and path.is_file()


def _name(name: str) -> str:
    """A file name as readable text.

    An archive from a Chinese Windows, unpacked on Linux, leaves file names whose bytes are GBK.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gbk", "replace")
    return name


def _read(path: Path) -> Iterator[Incoming]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongUsage(f"读不了 {path}：检查权限，是不是正开在别的程序里") from error
    if path.suffix.lower() != ".zip":
        yield Incoming(_name(path.name), content)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from _members(archive)
    except _BROKEN_ARCHIVE:
        yield Incoming(_name(path.name), content, "压缩包打不开（损坏或有密码）：请解压后再收，或请本人重发")


def _members(archive: zipfile.ZipFile) -> Iterator[Incoming]:
    names = [info for info in archive.infolist() if info.filename.lower().endswith(".ipynb") and not info.is_dir()]
    if len(names) > _MAX_FILES_IN_ARCHIVE:
        raise WrongUsage(f"压缩包里有 {len(names)} 个文件，超过 {_MAX_FILES_IN_ARCHIVE} 个：请分几次收")
    if sum(min(info.file_size, MAX_BYTES + 1) for info in names) > _MAX_UNPACKED:
        raise WrongUsage(f"压缩包解开后超过 {_MAX_UNPACKED // 1024 // 1024} MB，不像答卷：请检查，或解压后分几次收")
    for info in names:
        with archive.open(info) as member:
            yield Incoming(info.filename.replace("\\", "/").rsplit("/", 1)[-1], member.read(MAX_BYTES + 1))


class PaperOwners(Protocol):
    """Whom a drill was issued to, without a list of all of them."""

    def owner(self, paper: str) -> str | None:
        """The employee whose paper it is; ``None`` if the drill has no such paper."""

    def withdrawal(self, paper: str) -> str:
        """Why a paper was withdrawn; empty if it was not."""

    def numbers_among(self, candidates: Iterable[str]) -> set[str]:
        """The employee numbers of the drill that are among ``candidates``, whatever their case."""


def check_submission(incoming: Incoming, drill: str, secret: bytes, issued: PaperOwners) -> Submission:
    """Reads and checks one file of a drill.

    Raises:
        SubmissionRejected: the file can't be accepted; the error says why, for the quarantine.
    """
    if incoming.fault:
        raise SubmissionRejected(Rejected.UNREADABLE, incoming.fault)
    submission = read_submission(incoming.content)
    if submission.drill != drill:
        raise SubmissionRejected(
            Rejected.WRONG_DRILL, f"这是另一场练兵（{submission.drill[:64]}）的答卷：请收到那一场去，或请本人重交"
        )
    owner = issued.owner(submission.paper)
    if owner is None and (why := issued.withdrawal(submission.paper)):
        raise SubmissionRejected(
            Rejected.WITHDRAWN_PAPER, f"这份试卷发出以后撤回了（{why}）：请本人用后来发的答题册作答，没有再发的不用交"
        )
    if owner is None:
        raise SubmissionRejected(Rejected.UNKNOWN_PAPER, "这场练兵没有发过这份试卷：核对是不是别的单位或旧的答卷")
    if not is_token(secret, submission.token, drill, submission.paper, submission.employee):
        raise SubmissionRejected(
            Rejected.CHANGED_TOKEN, "答卷的凭证对不上，卷头可能被改过：请用本人的答题册重新保存，必要时当面核实"
        )
    if owner != submission.employee:
        raise SubmissionRejected(Rejected.WRONG_PERSON, "答卷写的工号与这份试卷发给的人不一致：请当面核实后让本人重交")
    _check_name(incoming.name, submission, issued)
    return submission


def _check_name(name: str, submission: Submission, issued: PaperOwners) -> None:
    """Rejects a file that is named after one person and holds the paper of another.

    Whose paper it is can't be told from the file, so a person has to find out.
    """
    stem = Path(name).stem
    employees = _employees_in(stem, issued.numbers_among(_candidates(stem)))
    if employees and submission.employee not in employees:
        other = "、".join(sorted(employees))
        raise SubmissionRejected(
            Rejected.WRONG_PERSON,
            f"文件名写的是 {other}，里面却是 {submission.employee} 的答卷：请核实是谁的，改名后重收",
        )


def _candidates(stem: str) -> set[str]:
    """Every piece of a file name that may be somebody's number."""
    name = stem[-_LONGEST_NAME:]
    starts = [place for place in range(len(name)) if _is_edge(name, place) and name[place] in _IN_NUMBERS]
    return {
        name[start:end]
        for start in starts
        for end in range(start + 1, min(start + _LONGEST_NUMBER, len(name)) + 1)
        if _is_edge(name, end) and _IN_NUMBERS.issuperset(name[start:end])
    }


def _is_edge(name: str, place: int) -> bool:
    """Whether no word goes on over a place in a name."""
    return not (name[place - 1 : place] in _IN_WORDS and name[place : place + 1] in _IN_WORDS)


def is_named_after(name: str, employee: str) -> bool:
    """Whether the name of a file says an employee number."""
    return bool(_employees_in(Path(name).stem, [employee]))


def _employees_in(stem: str, employees: Iterable[str]) -> set[str]:
    """The employee numbers in a file name, without a number inside a longer one (01 in A-01)."""
    places: dict[str, list[tuple[int, int]]] = {}
    for employee in employees:
        if employee.upper() in stem.upper():
            number = re.compile(rf"(?<![0-9A-Za-z_]){re.escape(employee)}(?![0-9A-Za-z_])", re.IGNORECASE)
            places[employee] = [match.span() for match in number.finditer(stem)]
    spans = [span for own in places.values() for span in own]
    return {
        employee
        for employee, own in places.items()
        if any(not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans) for start, end in own)
    }
