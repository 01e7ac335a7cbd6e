"""Placeholders such as ``{{VIS-06}}`` in files: filled in as a file is read, and those that nobody would fill.

Questions, data exercises and scenarios keep theirs until numbers are drawn, standards and parameters until all limits
are known, and chapters until they are written. Everything else is filled before it is checked against its model, so
that lengths are those that people see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lianbing.content.bindings import read_binding
from lianbing.content.reading.number_slips import number_slip
from lianbing.content.reading.yaml_source import Path_, Plain, YamlDocument
from lianbing.domain.kernel.bindings import PLACEHOLDER, Reference, Sources, bind, fill_references
from lianbing.domain.kernel.emphasis import open_bold
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.knowledge.quoted import QuotedNumber
from lianbing.errors import ContentFaults, ExpressionFault, Fault, UnknownReference

NamesAt = Callable[[Path_], Names]

_CODE = frozenset({"pandas", "starter", "serial"})
"""Fields whose braces mean something to Python."""
_FORMULAS = _CODE | {"excel", "key", "compute", "formula", "example", "alternatives", "options", "stem"}
"""Fields whose asterisks may multiply or raise to a power, or are shown as they are."""
_SINGLE = re.compile(r"(?<!\{)\{\s*([A-Za-z_][\w.-]*)\s*\}(?!\})", re.ASCII)
_LEFT = re.compile(r"\{\{|\}\}")
_BREAKS = re.compile(r"[｛｝]")


def brace_problem(text: str) -> str:
    """What is wrong with the braces of a text, in Chinese; empty if nothing is.

    >>> brace_problem("每天 {{VIS-06}} 户")
    ''
    """
    if _BREAKS.search(text):
        return "大括号是全角的（｛｝），取不到数：改成半角，写 {{…}}"
    rest = PLACEHOLDER.sub("", text)
    single = _SINGLE.search(rest)
    if single:
        return f"“{single[0]}”只有一层大括号，页面上会照样显示：写成 {{{{{single[1]}}}}}"
    left = _LEFT.search(rest)
    if left:
        around = rest[max(0, left.start() - 6) : left.end() + 8].strip()
        return f"“{around}”的大括号不成对，或中间不是名字：写成 {{{{VIS-06}}}}、{{{{visit.min_per_day}}}} 这样"
    return ""


def text_faults(document: YamlDocument) -> Iterator[Fault]:
    """What is wrong with the texts of a document, whatever they are for."""
    yield from brace_faults(document)
    yield from bold_faults(document)
    yield from value_faults(document)


def brace_faults(document: YamlDocument) -> Iterator[Fault]:
    """The texts of a document whose placeholders are written so that they would be shown as they are."""
    for path, text in _texts(document.data, ()):
        problem = "" if _CODE & set(path) else brace_problem(text)
        if problem:
            yield document.fault(path, problem)


def bold_faults(document: YamlDocument) -> Iterator[Fault]:
    """The texts of a document with bold that is not closed, which shows its asterisks."""
    for path, text in _texts(document.data, ()):
        if "**" in text and not _FORMULAS & set(path) and any(True for _ in open_bold(text)):
            yield document.fault(path, "这段文字的 ** 不成对，页面上会露出星号：补上或删去一个")


def value_faults(document: YamlDocument) -> Iterator[Fault]:
    """The entries of ``values`` that are texts by a slip, each in its own line."""
    for path, text in _texts(document.data, ()):
        slip = number_slip(text) if path[-2:-1] == ("values",) else ""
        if slip:
            yield document.fault(path, f"{path[-1]}：{slip}")


def filled(
    document: YamlDocument, sources: Sources, names: NamesAt | None = None, now: Callable[[Path_], bool] | None = None
) -> YamlDocument:
    """The document with its placeholders filled in; its own ``values`` may name further numbers.

    ``names`` gives the names that hold at a path besides limits and parameters. Texts at paths that are not for ``now``
    stay as they are.
    Raises ContentFaults with a fault for each text that can't be filled.
    """
    try:
        own = {} if names else _own_names(document, sources)
    except ValueError:  # which the model tells
        return document
    except (ExpressionFault, UnknownReference) as error:
        raise ContentFaults([document.fault(("values",), error.message)]) from error
    filling = _Filling(document, sources, names or (lambda _: own), now or (lambda _: True))
    data = filling.of(document.data, ())
    if filling.faults:
        raise ContentFaults(filling.faults)
    return replace(document, data=data)


def with_titles(document: YamlDocument, sources: Sources) -> YamlDocument:
    """A file of questions, data exercises or scenarios with its titles and units filled in.

    They are shown without the numbers that are drawn, so they name limits and parameters alone. Raises ContentFaults.
    """
    return filled(document, sources, lambda _: {}, _is_title)


def _is_title(path: Path_) -> bool:
    return path[-1] in ("title", "unit") and not {"columns", "values"} & set(path)


def quoted_numbers(document: YamlDocument) -> Iterator[QuotedNumber]:
    """The names in the texts and in ``values`` of a document."""
    for path, text in _texts(document.data, ()):
        for name in PLACEHOLDER.findall(text):
            yield QuotedNumber(name=name, file=document.file, line=document.line(path))
    values = document.data.get("values") if isinstance(document.data, dict) else None
    for name, raw in values.items() if isinstance(values, dict) else ():
        try:
            binding = read_binding(raw)
        except ValueError:  # which the model tells
            continue
        if isinstance(binding, Reference):
            yield QuotedNumber(name=str(binding), file=document.file, line=document.line(("values", name)))


def _texts(data: Plain, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*path, place))


def _own_names(document: YamlDocument, sources: Sources) -> Names:
    values = document.data.get("values") if isinstance(document.data, dict) else None
    if not isinstance(values, dict):
        return {}
    return bind({name: read_binding(raw) for name, raw in values.items()}, sources, "")


class _Filling:
    """Fills one document and collects its faults."""

    def __init__(self, document: YamlDocument, sources: Sources, names: NamesAt, now: Callable[[Path_], bool]) -> None:
        self._document = document
        self._sources = sources
        self._names = names
        self._now = now
        self.faults: list[Fault] = []

    def of(self, data: Plain, path: Path_) -> Plain:
        """The data with every text filled."""
        if isinstance(data, str):
            return self._text(data, path) if self._now(path) else data
        if isinstance(data, list):
            return [self.of(value, (*path, place)) for place, value in enumerate(data)]
        if isinstance(data, dict):
            return {key: self.of(value, (*path, key)) for key, value in data.items()}
        return data

    def _text(self, text: str, path: Path_) -> str:
        try:
            return fill_references(text, self._sources, self._names(path))
        except ExpressionFault as error:
            self.faults.append(self._document.fault(path, error.message))
            return text
