"""YAML files as plain data, with the line of each value.

Scalars follow the core schema of YAML 1.2: ``7:30``, ``on`` and ``yes`` are texts. Decimals are
exact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import yaml

from lianbing.content.reading.yaml_slips import UNKNOWN_SLIP, Slip, glued, slip
from lianbing.errors import ContentFaults, Fault

Plain: TypeAlias = "bool | int | Decimal | str | list[Plain] | dict[str, Plain] | None"
Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(\d+\.\d*|\.\d+)", re.ASCII)
_COMMENT = re.compile(r":?\s#")
_HASH_IN_TEXT = re.compile(r":?\s+#[!-~]", re.ASCII)
"""A hash that is part of a word, as in ``#3`` and ``#N/A``: nobody writes a comment so."""
_WORD_OF_FORMAT = re.compile(r"[!-~]+")
"""What is written in the format rather than for readers: numbers, names, formulas without blanks."""
_WORDS: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "true": True, "false": False, "True": True, "False": False,
}  # fmt: skip


@dataclass(frozen=True)
class YamlDocument:
    """A parsed YAML file.

    ``lines`` maps the path of each value (keys and places in lists) to its line, counted from 1.
    """

    file: str
    data: Plain
    lines: Mapping[Path_, int]

    def line(self, path: Path_) -> int:
        """The line of the value at ``path``, or of the innermost known value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path_, message: str) -> Fault:
        """A fault in the line of the value at ``path``."""
        return Fault(self.file, self.line(path), message)


def read_text(path: Path, file: str) -> str:
    """The text of a UTF-8 file, called ``file`` in faults; raises ContentFaults."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentFaults([Fault(file, 1, "不是 UTF-8 编码：请用编辑器另存为 UTF-8")]) from error
    except OSError as error:
        raise ContentFaults([Fault(file, 0, "读不了这个文件：检查它是否存在、是否被占用")]) from error


def parse(text: str, file: str, first_line: int = 1) -> YamlDocument:
    """Parses YAML that begins at line ``first_line`` of ``file``.

    Raises:
        ContentFaults: there is a syntax error, or keys are repeated; it lists all repeated keys.
    """
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        stopped = mark.line if mark else 0
        known = slip(text, stopped) or Slip(stopped, UNKNOWN_SLIP)
        raise ContentFaults([Fault(file, first_line + known.line, known.message)]) from error
    reader = _Reader(file, first_line, text.splitlines())
    data = reader.plain(node, ()) if node else None
    if reader.faults:
        raise ContentFaults(reader.faults)
    return YamlDocument(file, data, reader.lines)


class _Reader:
    """Turns the nodes of one YAML document into plain data; collects lines and faults."""

    def __init__(self, file: str, first_line: int, text: Sequence[str]) -> None:
        self._file = file
        self._first_line = first_line
        self._text = text
        self.lines: dict[Path_, int] = {}
        self.faults: list[Fault] = []
        self._enclosing: list[yaml.Node] = []

    def plain(self, node: yaml.Node, path: Path_) -> Plain:
        self.lines[path] = line = node.start_mark.line + self._first_line
        if any(node is outer for outer in self._enclosing):
            self.faults.append(Fault(self._file, line, "这里引用了包着它自己的内容（& 和 *）：直接写出内容"))
            return None
        self._enclosing.append(node)
        try:
            return self._inner(node, path, line)
        finally:
            self._enclosing.pop()

    def _inner(self, node: yaml.Node, path: Path_, line: int) -> Plain:
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*path, place)) for place, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.ScalarNode):
            self._look_behind(node)
            return _scalar(node)
        self.faults.append(Fault(self._file, line, "不支持的 YAML 写法"))
        return None

    def _look_behind(self, node: yaml.ScalarNode) -> None:
        """A fault if YAML takes a text's end for a comment. Behind two blanks or a word of the format it is one."""
        if node.style:
            return
        end = node.end_mark
        behind = self._text[end.line][end.column :] if end.line < len(self._text) else ""
        comment = _COMMENT.match(behind) and not _WORD_OF_FORMAT.fullmatch(node.value)
        if comment or _HASH_IN_TEXT.match(behind):
            message = "“ #”和它后面的字被当成注释丢掉了：给整句加上英文引号；真是注释，前面空两格以上，# 后面也空一格"
            self.faults.append(Fault(self._file, end.line + self._first_line, message))
        for number in range(node.start_mark.line + 1, min(end.line + 1, len(self._text))):
            message = glued(self._text[number]) if number < end.line or end.column else ""
            if message:
                self.faults.append(Fault(self._file, number + self._first_line, message))

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Plain]:
        data: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + self._first_line
            if key in data:
                self.faults.append(Fault(self._file, line, f"字段“{key}”写了两遍：删掉一个"))
            data[key] = self.plain(value_node, (*path, key))
            self.lines[(*path, key)] = line
        return data


def _scalar(node: yaml.ScalarNode) -> Plain:
    text = str(node.value)
    if node.style:  # a quoted text or a block is always a text, even if it looks like a number
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
