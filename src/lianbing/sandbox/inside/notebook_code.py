"""Code as it stands in a notebook: lines for IPython, and characters that only look like those of Python."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

_LINE_FOR_IPYTHON = re.compile(
    r"^(?P<indent>\s*)(?:[%!?].*|(?P<names>[A-Za-z_][\w.]*(?:\s*,\s*[A-Za-z_][\w.]*)*)\s*=\s*[%!].*|[\w.]+\?{1,2}\s*)$"
)
_FIRST_PROMPT = re.compile(r"\s*(?:>>>|In \[\d+\]:)(?: |$)", re.MULTILINE)
_PROMPT = re.compile(r"^(?:(?:>>>|\.\.\.)(?: |$)|In \[\d+\]: |\s*\.{3,}: ?)", re.MULTILINE)
_PIECE = re.compile(
    r"#[^\n]*"
    r"|(?:[rRbBfFuU]{0,2})(?:\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?''')"
    r"|(?:[rRbBfFuU]{0,2})(?:\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')",
    re.DOTALL,
)
_ALIKE = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    ord("\u3000"): "  ",
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f"), " "),
    **dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"), None),
    ord("\u3001"): ",",
    ord("\u3010"): "[",
    ord("\u3011"): "]",
    ord("\u2212"): "-",
}
"""Full-width forms, blanks and signs that input methods write, and what Python reads; a wide blank is seen as two."""
_QUOTES = {**dict.fromkeys(map(ord, "\u201c\u201d"), '"'), **dict.fromkeys(map(ord, "\u2018\u2019"), "'")}


def _nothing(*_: Any, **__: Any) -> None:
    """Stands for what a notebook shows or runs beside Python."""


class _Notebook:
    """Stands for IPython: every call of it does nothing."""

    def __getattr__(self, name: str) -> Any:
        return _nothing


NOTEBOOK_NAMES = {"display": _nothing, "get_ipython": _Notebook}
"""What is there in a notebook without an import."""


def parsed(source: str, file: str) -> list[ast.stmt]:
    """The statements at the left margin; raises SyntaxError, of the code as it was written.

    Only code that Python can't read is repaired, so that nothing changes what is right as it stands.
    """
    try:
        return ast.parse(source, file).body
    except SyntaxError as error:
        for repaired in _repaired(source):
            try:
                return ast.parse(repaired, file).body
            except (SyntaxError, ValueError):
                continue
        raise error from None


def _repaired(source: str) -> Iterator[str]:
    """The source with ever more of it repaired; every line keeps its number."""
    yield _without_ipython(source)
    alike = _with_python_characters(source)
    yield alike
    yield _without_ipython(alike)


def _without_ipython(source: str) -> str:
    return "\n".join(map(_for_python, _as_pasted(source).split("\n")))


def _as_pasted(source: str) -> str:
    """A cell without the prompts, or the common indent, that it was copied with; IPython drops both."""
    if _FIRST_PROMPT.match(source):
        return _PROMPT.sub("", source)
    return textwrap.dedent(source)


def _for_python(line: str) -> str:
    match = _LINE_FOR_IPYTHON.match(line)
    if not match:
        return line
    names, indent = match["names"], match["indent"]
    if not names:
        return f"{indent}pass"
    return f"{indent}{names} = {', '.join('None' for _ in names.split(','))}"


def _with_python_characters(source: str) -> str:
    """Replaces look-alikes outside of texts and comments; what stands in curly quotation marks is a text."""
    return _outside_of_texts(_outside_of_texts(source, _QUOTES), _ALIKE)


def _outside_of_texts(source: str, signs: Mapping[int, str | None]) -> str:
    pieces, end = [], 0
    for piece in _PIECE.finditer(source):
        pieces += [source[end : piece.start()].translate(signs), piece[0]]
        end = piece.end()
    return "".join([*pieces, source[end:].translate(signs)])
