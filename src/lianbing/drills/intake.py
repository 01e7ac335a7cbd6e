"""Whether a submission can be taken: schema, drill, paper, token, person."""

from __future__ import annotations

import io
import lzma
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lianbing.drills.tokens import is_token
from lianbing.errors import SubmissionRejected, WrongUsage
from lianbing.wire.submissions import MAX_BYTES, Submission, read_submission, sha256

_MAX_FILES_IN_ARCHIVE = 5_000


_MAX_UNPACKED = 256 * 1024 * 1024
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError,
    NotImplementedError,
)  # fmt: skip


@dataclass(frozen=True)
class Incoming:
    """A file as it came in: its name for people, and its bytes."""

    name: str
    content: bytes
    fault: str = ""
    """Why it can't even be opened, for an archive."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, the name under which they are kept."""
        return sha256(self.content)


def incoming_files(paths: list[Path]) -> Iterator[Incoming]:
    """All files behind ``paths``: files, folders (one level, .ipynb and .zip) and archives; raises WrongUsage.

    Files inside an archive are read one by one within :data:`MAX_BYTES`; their names are never used as paths.
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
    """Files in the folders of ``paths`` that :func:`incoming_files` leaves alone, for people to look at."""
    folders = [path for path in paths if path.is_dir()]
    return tuple(
        _name(p.name) for folder in folders for p in sorted(folder.iterdir()) if p.is_file() and not _is_wanted(p)
    )


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in (".ipynb", ".zip") and path.is_file()


def _name(name: str) -> str:
    """A file name as text: unpacked on Linux, an archive of a Chinese Windows leaves names in GBK bytes."""
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


def examine(incoming: Incoming, drill: str, secret: bytes, papers: dict[str, str]) -> Submission:
    """Reads and checks one file; ``papers`` maps paper ids of the drill to employee numbers.

    Raises:
        SubmissionRejected: with the code and the sentence for the quarantine.
    """
    if incoming.fault:
        raise SubmissionRejected("unreadable", incoming.fault)
    submission = read_submission(incoming.content)
    if submission.drill != drill:
        raise SubmissionRejected(
            "wrong-drill", f"这是另一场练兵（{submission.drill[:64]}）的答卷：请收到那一场去，或请本人重交"
        )
    if submission.paper not in papers:
        raise SubmissionRejected("unknown-paper", "这场练兵没有发过这份试卷：核对是不是别的单位或旧的答卷")
    if not is_token(secret, submission.token, drill, submission.paper, submission.employee):
        raise SubmissionRejected(
            "changed-token", "答卷的凭证对不上，卷头可能被改过：请用本人的答题册重新保存，必要时当面核实"
        )
    if papers[submission.paper] != submission.employee:
        raise SubmissionRejected("wrong-person", "答卷写的工号与这份试卷发给的人不一致：请当面核实后让本人重交")
    _check_name(incoming.name, submission, papers)
    return submission


def _check_name(name: str, submission: Submission, papers: dict[str, str]) -> None:
    """A file named after one person that holds another's paper is a mix-up that a person must sort out."""
    named = _named(Path(name).stem, papers.values())
    if named and submission.employee not in named:
        other = "、".join(sorted(named))
        raise SubmissionRejected(
            "wrong-person", f"文件名写的是 {other}，里面却是 {submission.employee} 的答卷：请核实是谁的，改名后重收"
        )


def _named(stem: str, employees: Iterable[str]) -> set[str]:
    """Whose numbers stand in a file name; a number inside a longer one (01 in A-01) does not count."""
    found: dict[str, list[tuple[int, int]]] = {}
    for employee in employees:
        if employee.upper() in stem.upper():
            number = re.compile(rf"(?<![0-9A-Za-z_]){re.escape(employee)}(?![0-9A-Za-z_])", re.IGNORECASE)
            found[employee] = [match.span() for match in number.finditer(stem)]
    spans = [span for own in found.values() for span in own]
    return {
        employee
        for employee, own in found.items()
        if any(not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans) for start, end in own)
    }
