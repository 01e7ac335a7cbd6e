"""方法说明: how the result came about, for whoever has to explain or check it."""

from __future__ import annotations

from dataclasses import replace

from lianbing.printing.blocks import Grid, GridColumn, Heading, PaperDocument
from lianbing.reports.desk import Desk
from lianbing.reports.documents.common import new_document
from lianbing.reports.method_words import method_blocks

_COLUMNS = (GridColumn(title="项目", width=4), GridColumn(title="说明", width=13))


def method_sheet(desk: Desk, *, title: str) -> PaperDocument:
    """The document."""
    document = new_document(desk.assessment, title, desk.assessment.scheme.title)
    blocks = [
        piece
        for block in method_blocks(desk.assessment)
        for piece in (Heading(block.title), Grid(columns=_COLUMNS, rows=block.rows))
    ]
    return replace(document, blocks=tuple(blocks))
