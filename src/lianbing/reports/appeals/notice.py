"""公示名单: what hangs on the wall, with no more of anybody than the rules of the publication say."""

from __future__ import annotations

from datetime import datetime

from lianbing import spreadsheets
from lianbing.domain.appeals.contents import Publication
from lianbing.domain.appeals.notices import notice_lines
from lianbing.domain.appeals.rules import NoticeColumn
from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.kernel.cleaning import showable
from lianbing.printing.blocks import Grid, GridColumn, PaperDocument, Points, Sentence, Side, Signatures
from lianbing.reports.appeals.words import barred_shown, day_shown
from lianbing.reports.cells import HEAD, Layout, Long, finish, new_workbook, put_row

_PLACE = GridColumn(title="序号", width=1.2, side=Side.RIGHT)
_WIDTHS = {
    NoticeColumn.RANK: 1.2,
    NoticeColumn.NUMBER: 2.4,
    NoticeColumn.NAME: 2.4,
    NoticeColumn.UNIT: 3.6,
    NoticeColumn.TOTAL: 1.8,
    NoticeColumn.LEVEL: 2.0,
}
_NUMBERS = (NoticeColumn.RANK, NoticeColumn.TOTAL)
_CHARACTERS = 6
"""Columns of a sheet are so many characters wide for each unit of width on paper."""


def notice_title(assessment: Assessment) -> str:
    """The title of the list."""
    return f"{assessment.period.title}考评结果公示"


def notice_document(assessment: Assessment, published: Publication, made: datetime) -> PaperDocument:
    """The list to print; ``made`` (UTC, without a zone) stands for every time in its file."""
    lines = notice_lines(assessment, published.rules.notice)
    rows = tuple((str(place), *line) for place, line in enumerate(lines, 1))
    return PaperDocument(
        title=notice_title(assessment),
        subtitle=assessment.scheme.title,
        made=made,
        blocks=(
            Sentence(_opening(published)),
            Grid(columns=(_PLACE, *map(_column, published.rules.notice.columns)), rows=rows),
            Points(_notes(published, len(assessment.results) - len(lines))),
            Signatures(labels=(), seal="公示单位"),
        ),
    )


def notice_xlsx(assessment: Assessment, published: Publication, made: datetime) -> bytes:
    """The list as a sheet, with the notes below it."""
    form = published.rules.notice
    columns = (_PLACE, *map(_column, form.columns))
    book = new_workbook()
    sheet = book.create_sheet("公示名单")
    put_row(sheet, 1, [column.title for column in columns], HEAD)
    lines = notice_lines(assessment, form)
    for place, line in enumerate(lines, 1):
        put_row(sheet, place + 1, [place, *line])
    notes = book.create_sheet("说明")
    sentences = (_opening(published), *_notes(published, len(assessment.results) - len(lines)))
    for row, text in enumerate(sentences, 1):
        put_row(notes, row, [Long(text)])
    title = notice_title(assessment)
    finish(sheet, Layout(widths=[column.width * _CHARACTERS for column in columns], fixed_columns=0), title)
    finish(notes, Layout(widths=[90], head_rows=0), title)
    return spreadsheets.workbook_bytes(book, showable(title), made)


def _column(column: NoticeColumn) -> GridColumn:
    side = Side.RIGHT if column in _NUMBERS else Side.LEFT
    return GridColumn(title=column.label, width=_WIDTHS[column], side=side)


def _opening(published: Publication) -> str:
    days = f"{day_shown(published.first)}至 {day_shown(published.last)}（{published.rules.publication.days} 个工作日）"
    return f"现将考评结果公示如下。公示时间：{days}。"


def _notes(published: Publication, left_out: int) -> tuple[str, ...]:
    """How to appeal, what happens then, and who is not on the list."""
    rules = published.rules
    where = f"，交到{rules.notice.contact}" if rules.notice.contact else ""
    notes = (
        f"对本人的结果有异议的，可以在 {day_shown(published.filing_until)}以前（含当日）提出申诉，"
        f"写明对什么、为什么{where}。一个人可以申诉 {rules.times.most} 次。",
        f"收到申诉后 {rules.acceptance.days} 个工作日以内决定是否受理，受理后 {rules.answer.days} 个工作日以内答复，"
        f"复核的不会是{barred_shown(rules)}。",
    )
    others = f"另有 {left_out} 人没有定出等级，或等级不在公示的范围，结果分别告知本人。"
    return (*notes, others) if left_out else notes
