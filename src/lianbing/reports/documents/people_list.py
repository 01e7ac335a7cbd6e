"""The list of people that reports print: its columns by their titles, and the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.assessment.assessment import PartResult, PersonResult
from lianbing.domain.kernel.decimals import plain
from lianbing.errors import WrongUsage
from lianbing.printing.blocks import Grid, GridColumn, Print, Side, text_width
from lianbing.reports.columns import SummaryRow
from lianbing.reports.desk import ReportDesk, unit_of
from lianbing.reports.reasons import level_words, remarks
from lianbing.reports.wording import part_gap, short_state, state_label, two

PARTS = "各部分"
"""Stands for a column of each part of the scheme."""


_PADDING = 0.75
_POINT = 2.54 / 72
"""A point in centimetres."""
_LEAST_REST = 9.0
_FEW, _MANY = 20, 100
"""A list of up to so many people has larger print, one of more than so many smaller print."""
_ROOMY_ROW = 0.62
_OFTEN = 0.95
"""The share of texts that are to stand on one line, in columns with longer ones than they may take."""


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """A column of the list: its title, the most that it takes, in Chinese characters, and what is in it.

    Without a most (0) it takes what the others leave.
    """

    title: str
    most: float = 0.0
    side: Side = Side.LEFT
    text: Callable[[SummaryRow], str]


LIST_COLUMNS = {
    column.title: column
    for column in (
        ListColumn(title="名次", most=3, side=Side.RIGHT, text=lambda row: _or_state(row, row.result.rank)),
        ListColumn(title="工号", most=8, text=lambda row: row.result.employee.id),
        ListColumn(title="姓名", most=5.5, text=lambda row: row.result.employee.name),
        ListColumn(title="单位", most=8, text=lambda row: unit_of(row.result)),
        ListColumn(title="总分", most=4, side=Side.RIGHT, text=lambda row: _or_state(row, row.result.total)),
        ListColumn(title="等级", most=5, side=Side.CENTRE, text=lambda row: _or_state(row, row.result.level)),
        ListColumn(title="状态", most=9, text=lambda row: state_label(row.result.state)),
        ListColumn(title="说明", text=lambda row: remarks(row.assessment, row.result)),
        ListColumn(title="等级理由", text=lambda row: level_words(row.assessment, row.result)),
        ListColumn(title="签字", most=7, text=lambda _: ""),
    )
}
"""The columns that a notebook may choose from, beside its own."""


def people_grid(
    desk: ReportDesk, results: Iterable[PersonResult], columns: Sequence[str | ListColumn], room: float
) -> Grid:
    """The list of people, ``room`` centimetres wide.

    Args:
        desk: the desk.
        results: the people, in order.
        columns: titles out of :data:`LIST_COLUMNS`, :data:`PARTS`, or columns of one's own.
        room: how wide the page is.

    Raises:
        WrongUsage: a column that there is not.
    """
    chosen = [*_columns(desk, columns)]
    texts = [
        tuple(column.text(row) for column in chosen) for row in (SummaryRow(desk.assessment, each) for each in results)
    ]
    size = Print.ROOMY if len(texts) <= _FEW else Print.DENSE if len(texts) > _MANY else Print.TABLE
    widths = _widths(chosen, texts, room / (size.points * _POINT))
    return Grid(
        columns=tuple(
            GridColumn(title=column.title, width=width, side=column.side)
            for column, width in zip(chosen, widths, strict=True)
        ),
        rows=tuple(texts),
        size=size,
        height=_ROOMY_ROW if size is Print.ROOMY else 0.0,
    )


def _widths(columns: Sequence[ListColumn], rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """How wide columns are, in Chinese characters: what most of their texts need, the rest of the room for others."""
    widths = [_width(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
    taken = sum(width for width, column in zip(widths, columns, strict=True) if column.most)
    free = sum(not column.most for column in columns)
    left = (room - taken) / max(free, 1)
    return [width if column.most else max(left, _LEAST_REST) for width, column in zip(widths, columns, strict=True)]


def _width(column: ListColumn, texts: Sequence[str]) -> float:
    """What all texts need, or most of them if that is more than the column may take."""
    needed = sorted(map(text_width, texts)) or [0.0]
    widest = needed[-1] if needed[-1] <= column.most else needed[int((len(needed) - 1) * _OFTEN)]
    return max(min(widest, column.most), min(text_width(column.title), column.most)) + _PADDING


def _columns(desk: ReportDesk, columns: Sequence[str | ListColumn]) -> Iterator[ListColumn]:
    for column in columns:
        if isinstance(column, ListColumn):
            yield column
        elif column == PARTS:
            yield from _part_columns(desk)
        elif column in LIST_COLUMNS:
            yield LIST_COLUMNS[column]
        else:
            raise WrongUsage(f"没有叫“{column}”的列：有 {'、'.join((*LIST_COLUMNS, PARTS))}")


def _part_columns(desk: ReportDesk) -> Iterator[ListColumn]:
    """What each part adds to the total, under its name and weight."""
    for place, part in enumerate(desk.assessment.scheme.parts):
        title = f"{part.title}\n{plain(part.weight)}"
        yield ListColumn(title=title, most=4, side=Side.RIGHT, text=_contribution(place))


def _contribution(place: int) -> Callable[[SummaryRow], str]:
    def text(row: SummaryRow) -> str:
        part: PartResult = row.result.parts[place]
        if part.ungraded:
            return "待判"
        return part_gap(row.result, part) or ("—" if part.contribution is None else two(part.contribution))

    return text


def _or_state(row: SummaryRow, value: Decimal | int | str | None) -> str:
    if value is None:
        return short_state(row.result.state)
    return two(value) if isinstance(value, Decimal) else str(value)
