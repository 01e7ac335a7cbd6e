"""方法说明: how the result came about, for whoever has to explain or check it."""

from __future__ import annotations

from dataclasses import replace

from lianbing.printing.blocks import Heading, PaperDocument, Points
from lianbing.reports.desk import Desk
from lianbing.reports.documents.common import new_document
from lianbing.reports.method_words import method_sections


def method_sheet(desk: Desk, *, title: str) -> PaperDocument:
    """The document."""
    blocks = [
        piece
        for section in method_sections(desk.assessment)
        for piece in (Heading(section.heading), Points(section.lines))
    ]
    return replace(new_document(desk.assessment, title, desk.assessment.scheme.title), blocks=tuple(blocks))
