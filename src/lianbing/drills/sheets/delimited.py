"""Delimited text: its encoding and delimiter are taken from the file itself."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from lianbing.drills.sheets.cells import ReadCell, Sheet, text_cell
from lianbing.drills.sheets.parts import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # begins like UTF-16
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_PARTS_OF_GB18030 = ("gbk", "gb2312", "cp936", "936", "ms936", "gb18030")
_DELIMITERS = {",": "逗号", ";": "分号", "\t": "制表符", "，": "全角逗号", "；": "全角分号", "|": "竖线"}
_SEPARATOR_LINE = re.compile(r"sep=(.)", re.IGNORECASE)
_LINES_LOOKED_AT = 50


class DamagedLine(Unreadable):
    """A line from which on the text can't be read; ``line`` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A text, and in which encoding it was read."""

    text: str
    encoding: str


def read_delimited(content: bytes, encoding: str) -> tuple[str, Sheet]:
    """How the text was read, in Chinese, and its cells; ``encoding`` is empty to find it out. Raises Unreadable."""
    decoded = _decoded(content, encoding)
    text, delimiter = _delimiter(decoded.text)
    rows = {line: cells for line, row in _lines(text, delimiter) if (cells := _cells(row))}
    return f"文本，{decoded.encoding}，{_DELIMITERS.get(delimiter, delimiter)}分隔", Sheet(name="", rows=rows)


def _decoded(content: bytes, encoding: str) -> Decoded:
    if encoding:
        return _as_asked(content, encoding)
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content, codec, name)
    if b"\0" in content:
        return _without_mark(content)
    try:
        return Decoded(text=content.decode("utf-8"), encoding="UTF-8")
    except UnicodeDecodeError:
        return _strictly(content, "gb18030", "GBK/GB18030")


def _as_asked(content: bytes, encoding: str) -> Decoded:
    codec = "gb18030" if encoding.lower().replace("-", "") in _PARTS_OF_GB18030 else encoding
    try:
        return Decoded(text=content.decode(codec).removeprefix("\ufeff"), encoding=encoding)
    except UnicodeError as error:
        raise Unreadable(f"编码不是 {encoding}：不写 --encoding，由程序认，或在 Excel 里另存为 .xlsx") from error
    except (LookupError, ValueError) as error:
        raise Unreadable(f"没有编码 {encoding}：写 utf-8、gb18030 或 utf-16，或不写 --encoding，由程序认") from error


def _strictly(content: bytes, codec: str, name: str) -> Decoded:
    try:
        return Decoded(text=content.decode(codec), encoding=name)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        what = f"从这一行起不是 {name}，也认不出别的编码：在 Excel 里打开看看，另存为 .xlsx 再试"
        raise DamagedLine(line, what) from error


def _without_mark(content: bytes) -> Decoded:
    """UTF-16 without its mark: digits and delimiters have a zero byte, which tells the order of the bytes."""
    even, odd = content[0::2].count(0), content[1::2].count(0)
    return _strictly(content, "utf-16-le" if odd >= even else "utf-16-be", "UTF-16")


def _delimiter(text: str) -> tuple[str, str]:
    """The text without a line that only names its delimiter, and the delimiter.

    It is the one that the most lines have equally often; of several, the one that they have more often.
    """
    first, line_end, rest = text.partition("\n")
    if named := _SEPARATOR_LINE.fullmatch(first.strip("\r")):
        return f"{line_end}{rest}", named[1]
    lines = [line for line in text.splitlines() if line.strip()][:_LINES_LOOKED_AT]
    return text, max(_DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    counts = Counter(count for line in lines if (count := _outside_quotes(line).count(delimiter)))
    most = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return most[1], most[0]


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _lines(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Each row with the line of the file that it begins in; raises DamagedLine."""
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise DamagedLine(line, "从这一行起读不下去，多半是少了一个引号：检查这一行的引号") from error
    return rows


def _cells(row: list[str]) -> dict[int, ReadCell]:
    cells = ((column, text_cell(text)) for column, text in enumerate(row, 1))
    return {column: cell for column, cell in cells if cell}
