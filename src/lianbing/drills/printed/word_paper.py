"""A printed paper as a Word document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx.shared import Cm, Pt

from lianbing.domain.items.on_paper import Bubbles, Gaps, Ruled
from lianbing.domain.kernel.cleaning import showable
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.tables import Table
from lianbing.drills.printed.answer_sheet import SHEET_NOTE, SHEET_TITLE, bubbles, gap_texts, per_row
from lianbing.drills.printed.paper import FOR_HR, PrintedItem, PrintedPaper, PrintedSection, Solution
from lianbing.printing.word import (
    ANSWER,
    CODE,
    ITEM,
    LINE,
    NOTE,
    OPTION,
    PART,
    SECTION,
    TITLE,
    WIDTH,
    Look,
    WordFile,
    in_rows,
    underlined,
)


def paper_docx(printed: PrintedPaper, made: datetime) -> bytes:
    """The paper with its answer sheet, or its key edition; ``made`` (UTC, no zone) stands for every time in it."""
    file = WordFile(Look.of(is_large=printed.is_large), f"{printed.title} {printed.employee.id}")
    file.head_and_foot(printed.running_head, FOR_HR if printed.is_key else "")
    file.paragraph(printed.title, TITLE)
    _add_identity(file, printed)
    file.paragraph(printed.terms, NOTE).paragraph_format.space_before = Pt(file.look.size * 0.5)
    for section in printed.sections:
        _add_section(file, section, is_large=printed.is_large)
    if not printed.is_key:
        _add_answer_sheet(file, printed)
    return file.to_bytes(made)


def _add_identity(file: WordFile, printed: PrintedPaper) -> None:
    texts = [f"{label}：{text}" for label, text in printed.identity if text]
    file.table([*in_rows(texts, 2 if printed.is_large else 3)])


def _add_section(file: WordFile, section: PrintedSection, *, is_large: bool) -> None:
    file.paragraph(section.title, SECTION)
    file.paragraph(section.note, NOTE).paragraph_format.keep_with_next = True
    for item in section.items:
        _add_stem(file, item)
        _add_parts(file, item, columns=1 if is_large else item.columns)
        if item.solution:
            _add_solution(file, item.solution)


def _add_stem(file: WordFile, item: PrintedItem) -> None:
    for place, line in enumerate(item.lines):
        paragraph = file.paragraph("", LINE if place else ITEM)
        if not place:
            file.number(paragraph, item.number)
        underlined([(piece.text, piece.is_blank) for piece in line], paragraph)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = bool(item.options) or item.asked.code is not None
        if place == len(item.lines) - 1 and item.detail:
            paragraph.add_run(f"（{item.detail}）")


def _add_parts(file: WordFile, item: PrintedItem, columns: int) -> None:
    options = [f"{letter}．{text}" for letter, text in item.options]
    code = item.asked.code
    if item.asked.prompts:
        left = [f"{prompt.id}．{prompt.text}" for prompt in item.asked.prompts]
        rows = max(len(left), len(options))
        file.table([*zip(_filled(left, rows), _filled(options, rows), strict=True)])
    elif options:
        _add_options(file, [*in_rows(options, columns)], columns)
    if code:
        if code.table:
            _add_table(file, code.table)
        for place, line in enumerate(code.starter.splitlines()):
            file.paragraph(line, CODE).paragraph_format.space_before = None if place else Pt(file.look.size)


def _filled(texts: list[str], count: int) -> list[str]:
    return texts + [""] * (count - len(texts))


def _add_options(file: WordFile, rows: list[list[str]], columns: int) -> None:
    """Options on lines, side by side at tab stops where several fit on one."""
    for place, row in enumerate(rows):
        paragraph = file.paragraph("\t".join(filter(None, row)), OPTION)
        form = paragraph.paragraph_format
        form.keep_with_next = place < len(rows) - 1 and not file.look.is_large
        indent = file.look.size * 2
        if columns == 1:
            form.left_indent, form.first_line_indent = Pt(indent + file.look.size * 1.5), Pt(-file.look.size * 1.5)
        for stop in range(1, columns):
            form.tab_stops.add_tab_stop(Pt(indent) + (Cm(WIDTH) - Pt(indent)) * stop // columns)


def _add_table(file: WordFile, table: Table) -> None:
    if table.caption:
        file.paragraph(table.caption, NOTE).paragraph_format.keep_with_next = True
    file.table([table.columns, *table.rows], has_head=True)


def _add_solution(file: WordFile, solution: Solution) -> None:
    first, *others = solution.answer or ("",)
    paragraph = file.paragraph("", ANSWER)
    paragraph.add_run("答案：").bold = True
    paragraph.add_run(showable(first)).bold = not others
    for text in others:
        file.paragraph(text, ANSWER)
    for label, text in (("更正", solution.note), ("讲解", solution.explain), ("依据", "；".join(solution.rests_on))):
        if text:
            file.paragraph(f"{label}：{text}", ANSWER)


def _add_answer_sheet(file: WordFile, printed: PrintedPaper) -> None:
    file.paragraph(SHEET_TITLE, TITLE).paragraph_format.page_break_before = True
    _add_identity(file, printed)
    file.paragraph(SHEET_NOTE, NOTE).paragraph_format.space_before = Pt(file.look.size * 0.5)
    for section in printed.sections:
        file.paragraph(section.title, PART)
        columns = per_row(section, is_large=printed.is_large)
        short = [item for item in section.items if not isinstance(item.space, Ruled)]
        if short:
            _add_grid(file, short, columns)
        for item in section.items:
            if isinstance(item.space, Ruled):
                worth = plain(item.asked.worth) if item.asked.worth is not None else ""
                form = file.paragraph(f"{item.number}.（{worth} 分）", NOTE).paragraph_format
                form.keep_with_next = True
                file.rules(item.space.lines)


def _add_grid(file: WordFile, items: list[PrintedItem], columns: int) -> None:
    rows = [*in_rows(["" for _ in items], columns)]
    table = file.table(rows)
    cells: list[Any] = [cell for row in table.rows for cell in row.cells]
    for item, cell in zip(items, cells, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(f"{item.number}.　").bold = True
        if isinstance(item.space, Bubbles):
            paragraph.add_run(bubbles(item.space))
        elif isinstance(item.space, Gaps):
            underlined(gap_texts(item.space), paragraph)
