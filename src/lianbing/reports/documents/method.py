"""方法说明: how the result came about, for whoever has to explain or check it."""

from __future__ import annotations

from dataclasses import replace

from lianbing.printing.blocks import Heading, PaperDocument, Points, Sentence
from lianbing.reports.desk import ReportDesk
from lianbing.reports.documents.house_style import new_document
from lianbing.reports.method_words import method_sections


def _lines(lines: tuple[str, ...]) -> Points | Sentence:
    """Several sentences are numbered."""
    return Points(lines) if len(lines) > 1 else Sentence(lines[0])


def method_sheet(desk: ReportDesk, *, title: str) -> PaperDocument:
    """The document."""
    blocks = [
        piece
        for section in method_sections(desk.assessment)
        for piece in (Heading(section.heading), _lines(section.lines))
    ]
    return replace(new_document(desk.assessment, title, desk.assessment.scheme.title), blocks=tuple(blocks))
