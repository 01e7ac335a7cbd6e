"""A blank form as an Excel file: a sheet to fill in or print, one with the example, and how to fill it in."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook as Spreadsheet
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from lianbing import design
from lianbing.book.forms.layout import heading, hints, label, strips
from lianbing.domain.knowledge.forms import FieldKind, FilledForm, FormColumn, FormField, Line, WorkForm
from lianbing.spreadsheets import FORMULA_STARTS, NO_TIME, workbook_bytes

_COLUMNS = 12
_LABEL = 2
_WIDTHS = {False: 7.6, True: 11.2}
"""How wide a column is, by whether the page lies across: together they fill it."""
_LINE = 25.0
"""How high a line to write on is, in points."""
_PER_COLUMN = {False: 3.7, True: 5.4}
"""How many Chinese characters go into a column."""
_BLANK = FilledForm(story="")


def form_xlsx(form: WorkForm) -> bytes:
    """The form with its example."""
    book = Spreadsheet()
    _Sheet(book.active, form, "空白表").write(_BLANK)
    _Sheet(book.create_sheet(), form, "样例").write(form.model)
    notes = book.create_sheet("填法")
    for row, text in enumerate([form.use, "带 * 的必填。", *hints(form)], 1):
        _put(notes.cell(row, 1), text)
    notes.column_dimensions["A"].width = 90
    return workbook_bytes(book, form.title, NO_TIME)


def _put(cell: Any, text: str) -> None:
    """Text as text, never as a formula."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    cell.font = Font(name=design.word("font", "sheets"), size=design.size("text", "sheets"))
    cell.alignment = Alignment(horizontal="left", indent=1, wrap_text=True, vertical="center")


def _colour(name: str, group: str = "colours") -> str:
    return design.colour(name, group).removeprefix("#").upper()


class _Sheet:
    """A sheet of twelve narrow columns, over which fields are spread."""

    def __init__(self, sheet: Any, form: WorkForm, title: str) -> None:
        sheet.title = title
        self._sheet, self._form, self._row = sheet, form, 1
        side = Side(style="thin", color=_colour("grid", "sheets"))
        self._border = Border(left=side, right=side, top=side, bottom=side)
        self._label = PatternFill("solid", start_color=_colour("tint"))
        self._set_page()

    def _set_page(self) -> None:
        sheet, across = self._sheet, self._form.is_landscape
        for place in range(1, _COLUMNS + 1):
            sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[across]
        sheet.page_setup.orientation = "landscape" if across else "portrait"
        sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 9, 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.6
        sheet.sheet_view.showGridLines = False
        sheet.oddFooter.center.text = "第 &P 页　共 &N 页"

    def write(self, filled: FilledForm) -> None:
        """Everything, from the title down."""
        title = self._cell(1, _COLUMNS, self._form.title, framed=False)
        title.font = Font(name=design.word("font", "sheets"), size=16, bold=True)
        title.alignment = Alignment(horizontal="center", vertical="center")
        self._next(34)
        if filled.story:
            self._cell(1, _COLUMNS, filled.story, framed=False)
            self._next(self._height(filled.story, _COLUMNS))
        for place, section in enumerate(self._form.sections):
            head = self._cell(1, _COLUMNS, heading(place, section), framed=False)
            head.font = Font(name=design.word("font", "sheets"), size=design.size("heading", "sheets"), bold=True)
            self._next(26)
            for strip in strips(section):
                if strip[0].kind is FieldKind.ROWS:
                    self._write_rows(strip[0], filled)
                else:
                    self._write_strip(strip, filled)
        self._sheet.print_area = f"A1:{get_column_letter(_COLUMNS)}{self._row - 1}"

    def _write_strip(self, strip: tuple[FormField, ...], filled: FilledForm) -> None:
        wide = _COLUMNS // len(strip)
        height = max(each.lines for each in strip) * _LINE + 3
        for place, each in enumerate(strip):
            text = filled.texts.get(each.id, "")
            first = 1 + place * wide
            self._named(first, _LABEL, label(each))
            self._offer(each, self._cell(first + _LABEL, wide - _LABEL, text))
            height = max(height, self._height(text, wide - _LABEL), self._height(label(each), _LABEL))
        self._next(height)

    def _write_rows(self, each: FormField, filled: FilledForm) -> None:
        self._named(1, _COLUMNS, label(each))
        self._next(_LINE)
        spread = spread_over(each.columns)
        for column, (first, wide) in zip(each.columns, spread, strict=True):
            self._named(first, wide, column.label)
        self._next(_LINE)
        lines: list[Line] = [*(filled.tables.get(each.id, ()) or each.preset)]
        lines += [{}] * (each.lines - len(lines)) if filled is _BLANK else []
        for line in lines:
            height = _LINE + 3
            for column, (first, wide) in zip(each.columns, spread, strict=True):
                text = line.get(column.id, "")
                self._offer(column, self._cell(first, wide, text))
                height = max(height, self._height(text, wide))
            self._next(height)

    def _named(self, first: int, wide: int, text: str) -> None:
        cell = self._cell(first, wide, text)
        cell.fill = self._label
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def _cell(self, first: int, wide: int, text: str, *, framed: bool = True) -> Any:
        """A cell over so many columns of this row."""
        cell = self._sheet.cell(self._row, first)
        _put(cell, text)
        if framed:
            for place in range(first, first + wide):
                self._sheet.cell(self._row, place).border = self._border
        if wide > 1:
            self._sheet.merge_cells(
                start_row=self._row, end_row=self._row, start_column=first, end_column=first + wide - 1
            )
        return cell

    def _offer(self, part: FormField | FormColumn, cell: Any) -> None:
        """A list to choose from, and no texts where a number belongs."""
        if part.kind is FieldKind.CHOICE:
            rule = DataValidation(type="list", formula1=f'"{",".join(part.choices)}"', allow_blank=True)
            rule.error, rule.errorTitle = f"从列表里选：{'、'.join(part.choices)}", part.label
        elif part.kind is FieldKind.NUMBER and not cell.value:
            rule = DataValidation(type="decimal", operator="between", formula1="-1000000000", formula2="1000000000")
            rule.error, rule.errorTitle, rule.errorStyle = "这一格填数字，不带单位", part.label, "warning"
        else:
            return
        rule.showErrorMessage = True
        self._sheet.add_data_validation(rule)
        rule.add(cell)

    def _height(self, text: str, wide: int) -> float:
        per_line = max(1.0, wide * _PER_COLUMN[self._form.is_landscape] - 0.5)
        lines = sum(max(1, -(-_width(line) // (2 * per_line))) for line in text.split("\n"))
        return 15.0 * lines + 8

    def _next(self, height: float) -> None:
        self._sheet.row_dimensions[self._row].height = height
        self._row += 1


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0xFF else 1 for character in text)


def spread_over(columns: tuple[FormColumn, ...], whole: int = _COLUMNS) -> list[tuple[int, int]]:
    """For each column of lines its first column of the sheet and how many it takes, at least one."""
    spare, total = whole - len(columns), sum(column.width for column in columns)
    exact = [spare * column.width / total for column in columns]
    wide = [1 + int(share) for share in exact]
    rest = sorted(range(len(columns)), key=lambda place: int(exact[place]) - exact[place])
    for place in rest[: whole - sum(wide)]:
        wide[place] += 1
    return [(1 + sum(wide[:place]), each) for place, each in enumerate(wide)]
