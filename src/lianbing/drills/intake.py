"""Reads the files that are handed in, from files, folders and archives."""

from __future__ import annotations

import io
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lianbing.errors import WrongUsage
from lianbing.wire.submissions import MAX_BYTES, sha256

_MAX_FILES_IN_ARCHIVE = 5_000
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
