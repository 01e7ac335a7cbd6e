"""Zip archives that are the same bytes for the same content, and what damaged ones raise."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable

BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError,
    NotImplementedError, MemoryError,
)  # fmt: skip
"""What reading a damaged archive raises."""

_NO_TIME = (1980, 1, 1, 0, 0, 0)


def zip_bytes(members: Iterable[tuple[str, bytes]]) -> bytes:
    """The archive of files by name, in their order, without the time and the system that it was made on.

    Names that are not ASCII are marked as UTF-8, so that Windows shows them as they are.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, _NO_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, content)
    return written.getvalue()


def zip_members(archive: bytes) -> list[tuple[str, bytes]]:
    """The files of an archive of our own, by name in their order; raises BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [(name, opened.read(name)) for name in opened.namelist()]
