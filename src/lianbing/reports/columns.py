"""Columns of the workbook's tables: what stands above one, how wide it is, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from lianbing.domain.assessment.assessment import Assessment, PartResult, PersonResult
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.sources import SourceScore
from lianbing.domain.drills.papers import Basis
from lianbing.plug_ins import REPORT_COLUMNS, added
from lianbing.reports.cells import HEAD, Missing, Value, put_row
from lianbing.reports.figures import ClauseTally
from lianbing.reports.unit_figures import UnitTally
from lianbing.reports.wording import part_gap

R = TypeVar("R")

SUMMARY, UNITS, CHANGES, DETAILS, FIGURES, CLAUSES = (
    "考评汇总",
    "单位汇总",
    "人工改分",
    "逐题明细",
    "分期和评定",
    "条款掌握",
)
"""The sheets that are tables, by their names."""
METHOD = "方法说明"
"""The sheet of the method, which is none."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column of rows of one kind."""

    title: str
    width: float
    value: Callable[[R], Value]


@dataclass(frozen=True)
class AddedColumn:
    """A column that an installed distribution adds at the end of a sheet."""

    sheet: str
    column: Column[Any]


@dataclass(frozen=True)
class SummaryRow:
    """A row of the summary."""

    assessment: Assessment
    result: PersonResult


@dataclass(frozen=True)
class PartRow:
    """What stands in the summary of one person and one part of the scheme."""

    result: PersonResult
    part: PartResult

    def counted(self, value: Decimal) -> Value:
        """A number of what is marked, or why there is none."""
        return self._gap() if self._undecided else value

    def decided(self, value: Decimal | None) -> Value:
        """A number that waits until everything is marked."""
        if not self._undecided and value is not None:
            return value
        return Missing("未定") if self.part.ungraded else self._gap()

    @property
    def _undecided(self) -> bool:
        part = self.part
        return part_gap(self.result, part) is not None or part.rate is None or part.contribution is None

    def _gap(self) -> Missing:
        return Missing(part_gap(self.result, self.part) or "")


@dataclass(frozen=True, kw_only=True)
class DetailRow:
    """A row of the details: a marked item, or no more than a drill that the person missed."""

    assessment: Assessment
    result: PersonResult
    drill: str
    mark: MarkedItem | None = None

    @property
    def use(self) -> str:
        """What became of the sitting that the row belongs to."""
        return next(each.use.value for each in self.result.sittings if each.drill == self.drill)


@dataclass(frozen=True)
class FigureRow:
    """A row of what a part takes from a shorter period or from a rating."""

    result: PersonResult
    part: PartResult
    figure: SourceScore


@dataclass(frozen=True)
class ClauseRow:
    """A row of the clauses."""

    assessment: Assessment
    tally: ClauseTally

    @property
    def basis(self) -> Basis | None:
        """The clause as the assessment keeps it."""
        return self.assessment.basis.get(self.tally.reference)

    def counted(self, value: Decimal | None) -> Value:
        """A number of what is marked, if anything of it is."""
        return Missing("待判") if value is None or self.tally.rate is None else value


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A row of the units."""

    tally: UnitTally
    everybody: UnitTally

    def beyond(self, value: Decimal | None, of_all: Decimal | None) -> Value:
        """How far a figure of the unit is from that of everybody."""
        return Missing("没有") if value is None or of_all is None else value - of_all


def with_added(sheet: str, columns: Sequence[Column[R]]) -> list[Column[R]]:
    """The columns of a sheet, with those that are added to it."""
    return [*columns, *(each.column for each in added(REPORT_COLUMNS, AddedColumn) if each.sheet == sheet)]


def write_table(sheet: Any, columns: Sequence[Column[R]], rows: Iterable[R], head_row: int = 1) -> None:
    """Writes the heading and a line for each row."""
    put_row(sheet, head_row, [column.title for column in columns], HEAD)
    for number, row in enumerate(rows, head_row + 1):
        put_row(sheet, number, [column.value(row) for column in columns])


def widths(columns: Sequence[Column[R]]) -> list[float]:
    """How wide each column is."""
    return [column.width for column in columns]
