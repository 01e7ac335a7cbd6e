"""The parts of an .xlsx or .ods file: a ZIP with XML in it, read with limits and without entities."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol
from xml.parsers import expat

MOST_BYTES = 200 * 2**20
"""What a part may unpack to; a million formatted rows come to about half of it."""
_CHUNK = 2**18
_TOO_LARGE = "展开以后太大，不像是名单：把名单复制到一个新文件里再试"


class Unreadable(Exception):
    """A file is not what it says it is; carries a reason in Chinese, or nothing."""


class Reader(Protocol):
    """Takes the elements of an XML file in their order; names are without prefix, attributes are as written."""

    def start(self, name: str, attributes: Mapping[str, str], place: int, /) -> None:
        """An element begins at a byte of the file."""

    def text(self, text: str, /) -> None:
        """A piece of text."""

    def end(self, name: str, place: int, /) -> None:
        """An element ends; its closing tag begins at a byte of the file."""


class Parts:
    """The parts of a file by name, whatever case, slashes and leading slashes its writer used."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {_plain(info.filename): info for info in archive.infolist()}
        if any(info.file_size > MOST_BYTES for name, info in self._members.items() if name.endswith(".xml")):
            raise Unreadable(_TOO_LARGE)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def real_name(self, name: str) -> str:
        """The name of a part as the archive writes it."""
        return self._members[_plain(name)].filename

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a part; empty if there is no such part."""
        if name not in self:
            return b""
        with self._archive.open(self._members[_plain(name)]) as stream:
            return stream.read(length)

    def read(self, name: str, reader: Reader, without: re.Pattern[bytes] | None = None) -> None:
        """Gives the elements of a part to ``reader``; does nothing if there is no such part.

        ``without`` matches whole elements that are dropped before, because there may be millions of them.

        Raises:
            Unreadable: the part is too large, or has a DTD.
        """
        if name not in self:
            return
        parser = _parser(reader)
        with self._archive.open(self._members[_plain(name)]) as stream:
            for chunk in _whole_tags(stream) if without else _chunks(stream):
                parser.Parse(without.sub(b"", chunk) if without else chunk)
            parser.Parse(b"", True)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise Unreadable(_TOO_LARGE)
        yield chunk


def _whole_tags(stream: IO[bytes]) -> Iterator[bytes]:
    """Pieces that end with a tag."""
    rest = b""
    for chunk in _chunks(stream):
        piece, end, rest = (rest + chunk).rpartition(b">")
        yield piece + end
    yield rest


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).lower()


def _parser(reader: Reader) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name not in local:
            local[name] = name.rpartition(":")[2]
        reader.start(local[name], attributes, parser.CurrentByteIndex)

    def refuse(*_: object) -> None:
        raise Unreadable

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: reader.end(local[name], parser.CurrentByteIndex)
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = refuse  # no spreadsheet program writes one; entities need one
    return parser


@contextmanager
def opened(path: Path) -> Iterator[Parts]:
    """The parts of a file; whatever is wrong with ZIP or XML becomes Unreadable."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Parts(archive)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, LookupError, ValueError) as error:
        raise Unreadable from error
    except (NotImplementedError, RuntimeError) as error:  # packed in another way, or with a password
        raise Unreadable("加了密码，或是压缩方法不认识") from error


def is_true(attributes: Mapping[str, str], name: str) -> bool:
    """Whether an attribute of an .xlsx file says yes."""
    return attributes.get(name, "").lower() in ("1", "true", "on")
