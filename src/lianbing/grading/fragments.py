"""Pieces of HTML. Whatever text goes in comes out as text: escaped, cleaned, and cut where it would never end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from lianbing.design import colour
from lianbing.domain.kernel.cleaning import clean


def text(said: str) -> str:
    """Any text as HTML; a line feed stays one."""
    return escape(clean(said.replace("\r\n", "\n").replace("\r", "\n")), quote=False).replace("\n", "<br>")


def typed(said: str, longest: int) -> str:
    """What somebody typed, as HTML on its own: its direction of writing ends with it, and so does its length."""
    return f"<bdi>{text(said[:longest])}</bdi>{cut(len(said) - longest)}"


def cut(left: int) -> str:
    """The note on how many characters are left out; empty if none."""
    return f"<small>……（后面还有 {left} 个字没有列出，全文在答卷 submission.ipynb 里）</small>" if left > 0 else ""


def link(address: str, label: str) -> str:
    """A link to an address of ours; without one, the label. ``label`` is HTML."""
    return f'<a href="{escape(address)}">{label}</a>' if address else label


def table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """A table of HTML, the first of each row naming it; JupyterLab would put all of it to the right."""
    top = "".join(f'<th scope="col" {_LEFT}>{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row" {_LEFT}>{name}</th>' + "".join(f"<td {_LEFT}>{cell}</td>" for cell in cells) + "</tr>"
        for name, *cells in rows
    )
    return f"<table>{f'<thead><tr>{top}</tr></thead>' if top else ''}<tbody>{body}</tbody></table>"


_LEFT = 'style="text-align:left"'
_BAR, _RULE = (colour(name, "marked") for name in ("bar", "rule"))


def bar(percent: int, label: str) -> str:
    """A bar of ``percent`` of its place; ``label`` says the same in words, and so should the text beside it.

    Its styles stand in it because JupyterLab drops style sheets from outputs, and it is drawn as a border because
    printers leave out backgrounds.
    """
    said = escape(clean(label))
    filled = f'<div style="width:{percent}%;border-top:12px solid {_BAR}"></div>' if percent else ""
    frame = f"min-width:96px;height:12px;border:1px solid {_RULE}"
    return f'<div role="img" aria-label="{said}" title="{said}" style="{frame}">{filled}</div>'
