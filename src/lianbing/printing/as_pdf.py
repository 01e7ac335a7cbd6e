"""A document for paper as a page with a style sheet for paper, and as PDF."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from lianbing import design
from lianbing.printing import blocks
from lianbing.printing.blocks import PaperDocument
from lianbing.printing.pdf import pdf_of
from lianbing.templates import environment_of


def document_pdf(document: PaperDocument) -> bytes:
    """The document as PDF; raises PrinterAbsent."""
    return pdf_of(document_html(document))


def document_html(document: PaperDocument) -> str:
    """The document as a page of HTML."""
    text, small, framed = (design.size(name, "print") for name in ("text", "table", "roomy"))
    style = _ENVIRONMENT.get_template("document.css").render(document=document, text=text, small=small, framed=framed)
    # The style sheet is ours and has nothing of the content in it.
    return _ENVIRONMENT.get_template("document.html.j2").render(document=document, style=Markup(style))  # noqa: S704


def _environment() -> Environment:
    environment = environment_of("lianbing.printing")
    environment.globals.update(
        margin=blocks.MARGIN,
        gap=blocks.GAP,
        day=blocks.DAY,
        box=blocks.BOX,
        bracket=blocks.BRACKET,
        rule=blocks.RULE,
        a_few=blocks.A_FEW,
        in_lines=blocks.in_lines,
        shares=blocks.shares,
    )
    return environment


_ENVIRONMENT = _environment()
