"""Papers to print for tests: one with every type of question, from the shipped content, and what stands in files."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.document import Document

from lianbing.domain.drills.papers import Paper, PaperItem, PaperSection
from lianbing.domain.items.lettering import reletter
from lianbing.domain.items.question import Item, realise
from lianbing.domain.items.registry import item_types
from lianbing.domain.workbook import Workbook
from lianbing.drills.printed.paper import PrintedPaper, printed_paper
from lianbing.wire.papers import DrillHead, opened
from tests.unit.objects import paper

MADE = datetime(2026, 11, 1)
HEAD = DrillHead(id="drill", title="样例练兵", period="2026H2", minutes=60)


def every_type(workbook: Workbook) -> Paper:
    """A section for each type that the shipped content has, with one item, that of the longest stem."""
    sections: list[PaperSection] = []
    basis = {}
    for number, kind in enumerate(item_types(), 1):
        questions = [each for each in workbook.questions.values() if each.type is kind]
        question = max(questions, key=lambda each: (len(each.stem), each.id))
        item = reletter(realise(question, workbook.sources, "seed"), "seed")
        basis.update({name: workbook.basis(name) for name in item.rests_on})
        sections.append(PaperSection(kind.label, item.skill, (PaperItem(number, Decimal(5), item),)))
    return replace(paper([]), sections=tuple(sections), basis=basis)


def printed(whole: Paper, *, is_large: bool = False) -> PrintedPaper:
    return printed_paper(opened(whole, HEAD, "token"), "3F2A", is_large=is_large)


def items(whole: Paper) -> Iterator[Item]:
    return (item.item for item in whole.items)


def document(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def text_of(content: bytes) -> str:
    """All text of a Word document, tables, head and foot included."""
    opened_file = document(content)
    section = opened_file.sections[0]
    parts = (opened_file.element.body, section.header._element, section.footer._element)
    paragraphs = (node for part in parts for node in part.iter("{*}p"))
    return "\n".join("".join(str(text.text) for text in node.iter("{*}t")) for node in paragraphs)


def without_pdf(patch: pytest.MonkeyPatch, folder: Path, line: str) -> None:
    """Puts a module in the place of WeasyPrint that fails when it is imported, as that does without Pango."""
    (folder / "weasyprint.py").write_text(line + "\n", encoding="utf-8")
    patch.delitem(sys.modules, "weasyprint", raising=False)
    patch.syspath_prepend(str(folder))
