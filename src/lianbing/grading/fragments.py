"""Pieces of HTML for the marked paper.

Text from other people is escaped here and cut to a length; control characters are replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from lianbing.design import colour
from lianbing.domain.kernel.cleaning import showable


def text(content: str) -> str:
    """Any text as HTML; line feeds become ``<br>``."""
    return escape(showable(content.replace("\r\n", "\n").replace("\r", "\n")), quote=False).replace("\n", "<br>")


def typed(content: str, longest: int) -> str:
    """A text that somebody typed, as HTML, cut to ``longest`` characters.

    Right-to-left writing in it doesn't change the direction of what follows.
    """
    return f"<bdi>{text(content[:longest])}</bdi>{cut(len(content) - longest)}"


def cut(left: int) -> str:
    """A note that ``left`` characters are left out; empty if none are."""
    return f"<small>……（后面还有 {left} 个字没有列出，全文在答卷 submission.ipynb 里）</small>" if left > 0 else ""


def link(address: str, label: str) -> str:
    """A link with a label in HTML to an address of our own; only the label if that is empty."""
    return f'<a href="{escape(address)}">{label}</a>' if address else label


def table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """A table of cells in HTML; the first cell of each row is its heading.

    The alignment is set in each cell because JupyterLab would align all of them to the right.
    """
    top = "".join(f'<th scope="col" {_LEFT}>{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row" {_LEFT}>{name}</th>' + "".join(f"<td {_LEFT}>{cell}</td>" for cell in cells) + "</tr>"
        for name, *cells in rows
    )
    return f"<table>{f'<thead><tr>{top}</tr></thead>' if top else ''}<tbody>{body}</tbody></table>"


_LEFT = 'style="text-align:left"'
_BAR, _RULE = (colour(name, "marked") for name in ("bar", "rule"))


def bar(percent: int, label: str) -> str:
    """A bar over ``percent`` of its cell; ``label`` describes it in words for screen readers.

    The styles are inline because JupyterLab drops style sheets from outputs. The bar is a border
    because printers leave out backgrounds.
    """
    description = escape(showable(label))
    filled = f'<div style="width:{percent}%;border-top:12px solid {_BAR}"></div>' if percent else ""
    frame = f"min-width:96px;height:12px;border:1px solid {_RULE}"
    return f'<div role="img" aria-label="{description}" title="{description}" style="{frame}">{filled}</div>'
