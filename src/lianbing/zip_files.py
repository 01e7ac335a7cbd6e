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

_UNICODE_NAME = 0x7075
_UTF_8_FLAG = 0x800
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


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name. Chinese Windows writes GBK and doesn't say so; other programs write UTF-8 or both."""
    if info.flag_bits & _UTF_8_FLAG:
        return info.filename
    try:
        written = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:  # not as the archive has it
        return info.filename
    return _unicode_name(info.extra, written) or _decoded(written)


def _decoded(written: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written.decode("gb18030", "replace")


def _unicode_name(extra: bytes, written: bytes) -> str:
    """The name in the Info-ZIP Unicode Path extra field, if it belongs to the name as written."""
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_NAME and len(field) > 5 and field[1:5] == struct.pack("<I", zlib.crc32(written)):
            return field[5:].decode("utf-8", "replace")
    return ""
