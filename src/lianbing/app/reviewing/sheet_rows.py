"""Records the rows of a 评分表, and merges them with marks that were given meanwhile elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lianbing.app.reviewing.desk import Desk
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.reviewing.giving import mark_faults
from lianbing.domain.reviewing.rounds import GivenMark, MarkedIn, RawMark, ReviewStep
from lianbing.domain.reviewing.rubrics import Rubric
from lianbing.drills.mark_sheets.layout import CODE, POINTS, TRAINING, RowTexts, row_texts
from lianbing.drills.mark_sheets.reading import COLUMNS, FilledRow, FilledSheet, given_in
from lianbing.errors import Fault, LianbingError, UnknownReference
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A row and a mark that the same marker gave elsewhere after the sheet was written; both are kept.

    ``sheet_counts``: the mark of the sheet is the newer one, and counts.
    """

    place: str
    code: str
    elsewhere: Decimal
    in_sheet: Decimal
    sheet_counts: bool


@dataclass(frozen=True, kw_only=True)
class RowOutcome:
    """What came of a row: whether it gave a new mark, and the conflict with another one, if there was one."""

    is_new: bool
    conflict: Conflict | None = None


@dataclass(frozen=True)
class SheetMarks:
    """Takes the rows of one marker's workbook in a transaction."""

    desk: Desk
    records: Records

    def is_known(self, row: FilledRow) -> bool:
        """Whether a row was collected before, as it stands."""
        return any(_shows(mark.given, row.texts) for mark in self._later(row) if mark.way is MarkedIn.SHEET)

    def record(self, sheet: FilledSheet, row: FilledRow) -> RowOutcome | tuple[Fault, ...]:
        """Records the mark of a changed row, in a writing transaction, or says all that is wrong with it."""
        if self.is_known(row):
            return RowOutcome(is_new=False)
        if row.kind != TRAINING and self.desk.stack.answer(row.code) is None:
            gone = f"没有编码是 {row.code[:20]} 的作答：本人重交过的，清空这一行，重新写评分表"
            return (sheet.fault(row.place(CODE), gone),)
        try:
            rubric, step = self._rubric(row)
        except UnknownReference as error:
            return (sheet.fault(row.place(CODE), error.message),)
        given = given_in(row, _sole_points(rubric, step))
        if isinstance(given, tuple):
            return (sheet.fault(row.place(given[0]), given[1]),)
        wrong = mark_faults(given, rubric, step)
        faults = tuple(sheet.fault(row.place(COLUMNS[each.part]), each.message) for each in wrong)
        return faults or self._recorded(sheet, row, given)

    def _recorded(self, sheet: FilledSheet, row: FilledRow, given: GivenMark) -> RowOutcome | tuple[Fault, ...]:
        later = [mark for mark in self._later(row) if mark.step is not ReviewStep.TRAINING]
        try:
            is_new = self._mark(row, given)
        except LianbingError as error:
            if later:
                return RowOutcome(is_new=False, conflict=_conflict(sheet, row, later[-1], given, counts=False))
            return (sheet.fault(row.place(POINTS), error.message),)
        differs = bool(later) and is_new
        conflict = _conflict(sheet, row, later[-1], given, counts=True) if differs else None
        return RowOutcome(is_new=is_new, conflict=conflict)

    def _mark(self, row: FilledRow, given: GivenMark) -> bool:
        """Whether that was a new mark."""
        if row.kind == TRAINING:
            self.desk.train_in(self.records, self._item(row), row.code, (given, MarkedIn.SHEET))
            return True
        newest = max((mark.sequence for mark in self._own(row)), default=0)
        return self.desk.mark_in(self.records, row.code, given, MarkedIn.SHEET).sequence > newest

    def _own(self, row: FilledRow) -> list[RawMark]:
        """All marks that the marker has given to the answer, or the example, of a row."""
        reviews, drill = self.records.reviews, self.desk.stack.drill.id
        if row.kind == TRAINING:
            matches = [mark for mark in reviews.training(drill) if mark.answer.item == row.item]
            return [
                mark for mark in matches if (mark.marker, mark.answer.submission) == (self.desk.marker.name, row.code)
            ]
        return [mark for mark in self._before.get(row.code, ()) if mark.marker == self.desk.marker.name]

    @cached_property
    def _before(self) -> dict[str, tuple[RawMark, ...]]:
        """All marks by code, as they were before the first row: no two rows are about one answer."""
        return self.desk.stack.marks(self.records)

    def _later(self, row: FilledRow) -> list[RawMark]:
        """The marker's own marks since the row was written."""
        return [mark for mark in self._own(row) if mark.sequence > row.number]

    def _item(self, row: FilledRow) -> str:
        """A question that the rubric of a training row belongs to."""
        answers = self.desk.stack.answers
        own = (each.key.item for each in answers if each.rubric(self.desk.round).id == row.item)
        return next(own, "")

    def _rubric(self, row: FilledRow) -> tuple[Rubric, Decimal]:
        """What a row is marked by, and the step of its points."""
        answer = self.desk.stack.answer(row.code) if row.kind != TRAINING else None
        if answer:
            return answer.rubric(self.desk.round), answer.rule(self.desk.round).step
        training = self.desk.training(self._item(row))
        return training.rubric, training.step


def _sole_points(rubric: Rubric, step: Decimal) -> dict[str, str]:
    """The points of the levels that leave no choice."""
    spans = {level.title: rubric.span(level, step) for level in rubric.levels}
    return {title: plain(low) for title, (low, high) in spans.items() if low == high}


def _shows(given: GivenMark, texts: RowTexts) -> bool:
    """Whether the cells of a row say what a mark says; the level may have been left to the points."""
    shown = row_texts(given)
    return shown == texts or (not texts.level and row_texts(given) == RowTexts(
        level=given.level, points=texts.points, deductions=texts.deductions, comment=texts.comment
    ))  # fmt: skip


def _conflict(sheet: FilledSheet, row: FilledRow, other: RawMark, given: GivenMark, *, counts: bool) -> Conflict:
    return Conflict(
        place=f"{sheet.file} {row.place(POINTS)}",
        code=row.code,
        elsewhere=other.given.points,
        in_sheet=given.points,
        sheet_counts=counts,
    )
