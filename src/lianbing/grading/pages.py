"""The marked paper as one HTML page, for people without Jupyter.

The page holds the texts and outputs of the executed grading notebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from lianbing.grading.fragments import text
from lianbing.grading.style import PAGE_STYLE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_STYLE = re.compile("<style>.*?</style>", re.DOTALL)
_IMAGES = ("image/png", "image/jpeg", "image/gif")
_TEXTS = 64


def marked_page(notebook: Mapping[str, Any], title: str) -> str:
    """The page for an executed grading notebook, given as parsed JSON.

    HTML in outputs is not escaped again: the grading notebook is trusted and has escaped all texts.
    """
    body = "\n".join(piece for cell in notebook["cells"] for piece in _cell(cell))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)} 判卷</title>\n{PAGE_STYLE}\n{''.join(dict.fromkeys(_STYLE.findall(body)))}\n"
        f"</head>\n<body>\n{_STYLE.sub('', body)}\n</body>\n</html>\n"
    )


def _cell(cell: Mapping[str, Any]) -> Iterator[str]:
    if cell["cell_type"] == "markdown":
        yield _markdown(_joined(cell["source"]))
    for output in cell.get("outputs", ()):
        yield _output(output)


def _output(output: Mapping[str, Any]) -> str:
    """An output as HTML, made of the richest form that it has."""
    data = output.get("data", {})
    if "text/html" in data:
        return _joined(data["text/html"])
    for kind in _IMAGES:
        if kind in data:
            return f'<p><img alt="" src="data:{kind};base64,{"".join(_joined(data[kind]).split())}"></p>'
    if "text/markdown" in data:
        return _markdown(_joined(data["text/markdown"]))
    return f"<pre>{text(_joined(output.get('text') or data.get('text/plain', '')))}</pre>"


def _joined(source: str | list[str]) -> str:
    """A text of a notebook, which is stored as one string or as a list of lines."""
    return source if isinstance(source, str) else "".join(source)


@lru_cache(_TEXTS)  # the texts between the outputs are the same in every paper
def _markdown(source: str) -> str:
    return str(_renderer().render(source))


@cache
def _renderer() -> MarkdownIt:
    """A Markdown renderer that escapes HTML."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - takes longer to import than a page takes to write

    return MarkdownIt("commonmark", {"html": False}).enable("table")
