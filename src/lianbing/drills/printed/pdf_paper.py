"""A printed paper as PDF, by WeasyPrint, which comes with the extra ``pdf``."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from lianbing import design
from lianbing.domain.kernel.decimals import plain
from lianbing.drills.printed.answer_sheet import SHEET_NOTE, SHEET_TITLE, bubbles, gap_texts, per_row
from lianbing.drills.printed.paper import FOR_HR, PrintedPaper
from lianbing.printing.pdf import pdf_of
from lianbing.templates import environment_of


def paper_html(printed: PrintedPaper) -> str:
    """The paper as a page whose style sheet is made for paper."""
    size = design.size("large" if printed.is_large else "text", "print")
    small = size if printed.is_large else design.size("small", "print")
    style = _ENVIRONMENT.get_template("paper.css").render(bad=design.colour("bad"), size=size, small=small)
    return _ENVIRONMENT.get_template("paper.html.j2").render(paper=printed, style=Markup(style))  # noqa: S704 - ours


def paper_pdf(printed: PrintedPaper) -> bytes:
    """The paper as PDF, the same bytes for the same content and fonts.

    Raises:
        PrinterAbsent: WeasyPrint, Pango or a font with the characters of the paper is missing.
    """
    return pdf_of(paper_html(printed))


def _environment() -> Environment:
    environment = environment_of("lianbing.drills.printed")
    environment.filters["plain"] = plain
    environment.globals.update(
        bubbles=bubbles,
        gap_texts=gap_texts,
        per_row=per_row,
        sheet_note=SHEET_NOTE,
        sheet_title=SHEET_TITLE,
        warning=FOR_HR,
    )
    return environment


_ENVIRONMENT = _environment()
