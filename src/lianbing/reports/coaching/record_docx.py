"""辅导记录 as a Word document of one page."""

from __future__ import annotations

from datetime import datetime

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from lianbing.printing.word import CELL, NOTE, SECTION, TITLE, WIDTH, Look, WordFile
from lianbing.reports.coaching.record import NOTHING_LOST, SIGNATURES, CoachingRecord, shown_clause, shown_score

_LINES_TO_WRITE = 3
_STUDY_WIDTHS = (WIDTH * 0.46, WIDTH * 0.22, WIDTH * 0.32)


def record_docx(record: CoachingRecord, made: datetime) -> bytes:
    """The document; ``made`` (UTC, without a zone) stands for every time in it."""
    file = WordFile(Look.of(is_large=False), f"{record.title} {record.result.employee.id}")
    file.paragraph(record.title, TITLE)
    file.table([[name for name, _ in record.person], [value for _, value in record.person]])
    file.paragraph("经理观察到的", SECTION)
    file.paragraph(f"类型：{record.case.choice.title}（由经理选定：{record.chosen}）", CELL)
    file.paragraph(record.case.choice.observed, CELL)
    file.paragraph("办法", SECTION)
    for reference, words in record.measures.items():
        file.paragraph(f"{reference}　{words}", CELL)
    file.paragraph("要学的条款", SECTION)
    _add_study(file, record)
    file.paragraph("回看", SECTION)
    _add_follow_up(file, record)
    line = file.paragraph("　　　　".join(f"{name}：　　　　　" for name in SIGNATURES), CELL)
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return file.to_bytes(made)


def _add_study(file: WordFile, record: CoachingRecord) -> None:
    if not record.study:
        file.paragraph(NOTHING_LOST, CELL)
        return
    rows = [
        (shown_clause(clause), shown_score(clause.score), record.link(clause) or record.where(clause))
        for clause in record.study
    ]
    table = file.table([("条款", "得分", "去哪里学"), *rows], has_head=True)
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, _STUDY_WIDTHS, strict=True):
            cell.width = Cm(width)


def _add_follow_up(file: WordFile, record: CoachingRecord) -> None:
    case = record.case
    file.paragraph(f"回看日期：{case.plan.follow_up if case.plan else '还没有订'}", CELL)
    if case.outcome is None or case.followed is None:
        file.rules(_LINES_TO_WRITE)
        return
    file.paragraph(f"{case.outcome.outcome}（{case.followed.by}　{case.followed.at[:10]}）", CELL)
    for clause in record.study:
        file.paragraph(
            f"{shown_clause(clause)}：原来 {shown_score(clause.score)}，后来 {shown_score(record.later(clause))}", NOTE
        )
