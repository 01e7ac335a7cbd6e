"""Zip files as people send them: names in any encoding, zips in zips, and limits for what claims to be small."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from lianbing.zip_files import member_name

MAX_FILES = 5_000
MAX_UNPACKED = 512 * 1024 * 1024
MAX_DEPTH = 5
_MAX_RATIO, _SMALL = 200, 1024 * 1024
_IN_MEMORY = 4 * 1024 * 1024
_LOCKED_FLAG = 0x1


@dataclass(frozen=True)
class Member:
    """A file in an archive: its folders and name, outermost first, and how to read it."""

    path: tuple[str, ...]
    info: zipfile.ZipInfo

    @property
    def is_locked(self) -> bool:
        """Whether it needs a password."""
        return bool(self.info.flag_bits & _LOCKED_FLAG)

    @property
    def is_bomb(self) -> bool:
        """Whether it unpacks to more than any file of a person does."""
        size = self.info.file_size
        return size > _SMALL and size > _MAX_RATIO * max(self.info.compress_size, 1)


class Allowance:
    """How many files and bytes may still come out of an archive and of the archives in it."""

    def __init__(self, files: int = MAX_FILES, size: int = MAX_UNPACKED) -> None:
        self._files, self._size = files, size

    def refusal(self, members: list[Member], largest: int) -> str:
        """Takes the members' share, of each no more than ``largest`` bytes; says why if it is too much."""
        size = sum(min(member.info.file_size, largest) for member in members)
        if len(members) > self._files:
            return f"压缩包里有 {len(members)} 个文件，连同别的压缩包里的超过 {MAX_FILES} 个：请解压后分几次收"
        if size > self._size:
            return f"压缩包解开后超过 {MAX_UNPACKED // 1024 // 1024} MB，大得不正常：请检查，或解压后分几次收"
        self._files -= len(members)
        self._size -= size
        return ""

    def allows(self, size: int) -> bool:
        """Takes so many bytes more, if they are left."""
        if size > self._size:
            return False
        self._size -= size
        return True


def members_of(archive: zipfile.ZipFile) -> list[Member]:
    """The files of an archive in its order, without folders."""
    members = (Member(_parts(member_name(info)), info) for info in archive.infolist() if not _is_folder(info))
    return [member for member in members if member.path]


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or (info.filename.endswith("\\") and not info.file_size)


def _parts(name: str) -> tuple[str, ...]:
    """Folders and name, for people to read: never used as a path. Drives and steps upwards are left out."""
    parts = name.replace("\\", "/").split("/")
    return tuple(part for part in parts if part not in ("", ".", "..") and not part.endswith(":"))


@contextmanager
def unpacked(archive: zipfile.ZipFile, member: Member) -> Iterator[IO[bytes]]:
    """An archive in an archive as a file, on disk if it is large; raises one of :data:`lianbing.zip_files.BROKEN`."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        with archive.open(member.info) as packed:
            shutil.copyfileobj(packed, copy)
        copy.seek(0)
        yield copy
