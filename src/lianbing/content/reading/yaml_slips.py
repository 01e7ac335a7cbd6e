"""What is wrong where YAML can't be parsed: the slip by its name, at the line where it began.

A parser tells the line where it gave up, which for an open quotation mark is pages later. So the lines up to there are
looked at for the slips that people make.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

UNKNOWN_SLIP = "YAML 写法有错：检查这一行附近的缩进、冒号后的空格、引号和括号"

_LEAD = r"^\s*(?:- +)*"
_FIELD = _LEAD + r"[\w.-]+"
_FIELD_LINE = re.compile(rf"{_FIELD}:(?:\s|$)")
_BARE_FIELD = re.compile(rf"{_FIELD}: *$")
_BLOCK_TEXT = re.compile(r"(?::|-) *[|>][-+0-9]*\s*(?:#.*)?$")
_VALUE = re.compile(rf"{_LEAD}(?:[\w.-]+: +)?(?P<value>\S.*)$")
_REACH = 4
"""How many lines before the one where the parser gave up may hold a slip that doesn't reach farther."""


@dataclass(frozen=True)
class Slip:
    """A slip in a line, counted from 0, and a Chinese sentence that names it."""

    line: int
    message: str


@dataclass(frozen=True)
class _Kind:
    """A kind of slip that shows in a line alone."""

    shows: Callable[[str], bool]
    message: str


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda line: re.search(pattern, line) is not None


def _value(line: str) -> str:
    match = _VALUE.match(line)
    return match["value"] if match and not _BARE_FIELD.match(line) else ""


def _begins_with(signs: str) -> Callable[[str], bool]:
    return lambda line: _value(line)[:1] in tuple(signs)


def _begins_like_a_block(line: str) -> bool:
    return _value(line)[:1] in ("|", ">") and not _BLOCK_TEXT.search(line)


def _begins_with_a_broken_list(line: str) -> bool:
    value = _value(line)
    if value[:1] not in ("[", "{"):
        return False
    try:
        yaml.compose(value, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return True
    return False


def _text_after_quote(line: str) -> bool:
    """Whether more text follows the closing quotation mark of a quoted value."""
    return re.match(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ ]*[^\s,\]}#:]""", _value(line)) is not None


def _colon_in_text(line: str) -> bool:
    value = _value(line)
    return value[:1] not in ("", '"', "'", "[", "{", "|", ">", "&", "*") and re.search(r":(\s|$)", value) is not None


_KINDS = (
    _Kind(_matches(r"^ *\t"), "缩进用了 Tab 键：换成空格"),
    _Kind(_matches(r"^[ ]*[\u3000\u00a0]"), "缩进里有全角空格或不换行空格：换成普通空格"),
    _Kind(_matches(rf"{_FIELD}：") , "字段名后面是中文冒号“：”：换成英文冒号加一个空格"),
    _Kind(_matches(rf"{_FIELD}:[\u3000\u00a0]"), "冒号后面是全角空格或不换行空格：换成普通空格"),
    _Kind(_matches(rf"{_FIELD}:[^\s:/]"), "冒号后面少一个空格：写成“字段: 内容”"),
    _Kind(_matches(r"^\s*-[\u3000\u00a0]"), "“-”后面是全角空格或不换行空格：换成普通空格"),
    _Kind(_matches(r"^\s*-[^\s\d.-]"), "“-”后面少一个空格"),
    _Kind(_matches(rf"{_FIELD}: +- "), "文字以“- ”开头：给整句加上英文引号；真是列表，另起一行写"),
    _Kind(_matches(rf"{_FIELD}: +\? "), "文字以 ? 加空格开头：给整句加上英文引号"),
    _Kind(_text_after_quote, "引号结束以后还有字：整句放在一对引号里，句中的引号用“”"),
    _Kind(_begins_with("%@`"), "文字以 %、@ 或 ` 开头：给整句加上英文引号"),
    _Kind(_begins_with("&*!"), "文字以 &、* 或 ! 开头：给整句加上英文引号"),
    _Kind(_begins_like_a_block, "文字以 > 或 | 开头：给整句加上英文引号"),
    _Kind(_begins_with_a_broken_list, "文字以 [ 或 { 开头：给整句加上英文引号；真是列表，括号要成对、用英文逗号隔开"),
    _Kind(_colon_in_text, "文字里有英文冒号加空格：给整句加上英文引号，或改用中文冒号"),
)  # fmt: skip


_GLUED = (
    _Kind(_matches(r"^\s*(?:[a-z][a-z_]+|[A-Z])："), "字段名后面是中文冒号“：”：换成英文冒号加一个空格"),
    _Kind(_matches(r"^\s*[a-z][a-z_]+:[^\s:/]"), "冒号后面少一个空格：写成“字段: 内容”"),
    _Kind(_matches(r"^\s*(?:[a-z][a-z_]+|[A-Z]):[\u3000\u00a0]"), "冒号后面是全角空格或不换行空格：换成普通空格"),
    _Kind(_matches(r"^\s*-[\u3000\u00a0]"), "“-”后面是全角空格或不换行空格：换成普通空格"),
    _Kind(_matches(r"^\s*-[^\s\d.-]"), "“-”后面少一个空格"),
)
"""What a line looks like that was meant to stand alone and that YAML takes for more of the text before it."""


def glued(line: str) -> str:
    """What is wrong with a line that continues an unquoted text, in Chinese; empty if it does read like more of it."""
    return next((kind.message for kind in _GLUED if kind.shows(line)), "")


def slip(text: str, stopped: int) -> Slip | None:
    """The slip for which a parser gave up in line ``stopped``, counted from 0; None if it is none of the known ones."""
    lines = text.splitlines()
    quote = _open_quote(lines, stopped)
    if quote is not None:
        return Slip(quote, "这一行的引号只有开头一个：补上结尾的引号")
    near = [number for number in _plain_lines(lines) if stopped - _REACH <= number <= stopped]
    for number in reversed(near):
        for kind in _KINDS:
            if kind.shows(lines[number]):
                return Slip(number, kind.message)
    return _wrong_indent(lines, near)


def _wrong_indent(lines: list[str], near: list[int]) -> Slip | None:
    """The first line near the end whose field or dash stands in no column that is open there."""
    open_columns: list[int] = []
    opens = True
    for number in _plain_lines(lines):
        if near and number > near[-1]:
            return None
        line = lines[number]
        if not _FIELD_LINE.match(line) and not line.lstrip().startswith("- "):
            continue
        columns = _columns(line)
        deepest = open_columns[-1] if open_columns else -1
        open_columns = [column for column in open_columns if column <= columns[0]]
        misplaced = columns[0] not in open_columns if columns[0] <= deepest else not opens
        if misplaced and number in near:
            return Slip(number, "缩进不对：同一级的字段要左边对齐，下一级的比上一级多两格")
        open_columns = [*(column for column in open_columns if column < columns[0]), *columns]
        opens = _BARE_FIELD.match(line.split(" #")[0]) is not None
    return None


def _columns(line: str) -> list[int]:
    """The columns of the dashes with which a line begins, and of what follows them."""
    lead = re.match(r"^\s*(?:- +)*", line)
    end = lead.end() if lead else 0
    return [*(match.start() for match in re.finditer("-", line[:end])), end]


def _plain_lines(lines: list[str]) -> Iterator[int]:
    """The lines that are not part of a text in a block, and no comments."""
    block: int | None = None
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip(" "))
        if block is not None and depth > block:
            continue
        block = depth if _BLOCK_TEXT.search(line) else None
        if not line.lstrip().startswith("#"):
            yield number


def _open_quote(lines: list[str], stopped: int) -> int | None:
    """The line whose quotation mark stays open until a line that begins with a field, or until the end."""
    skip = -1
    for number in _plain_lines(lines):
        if number > stopped:
            return None
        value = _value(lines[number])
        if number <= skip or value[:1] not in ("'", '"') or _closes(value[1:], value[0]):
            continue
        last = next((later for later in range(number + 1, len(lines)) if _closes(lines[later], value[0])), len(lines))
        swallowed = range(number + 1, min(last + 1, len(lines)))
        if last == len(lines) or any(_FIELD_LINE.match(lines[later]) for later in swallowed):
            return number
        skip = last
    return None


def _closes(text: str, quote: str) -> bool:
    """Whether a quoted text ends in this line."""
    bare = re.sub(r"\\.", "", text) if quote == '"' else text.replace("''", "")
    return quote in bare
