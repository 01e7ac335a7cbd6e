"""Cells of sheets that people fill in and hand back: text that stays text, locked but where something is to be put."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from lianbing import design
from lianbing.domain.kernel.cleaning import showable
from lianbing.spreadsheets import FORMULA_STARTS


def put_text(sheet: Any, row: int, column: int, text: str) -> Any:
    """Writes text that stays text, in a cell that is locked once the sheet is protected."""
    cell = sheet.cell(row, column)
    cell.number_format = "@"
    cell.font = Font(name=_font(), size=design.size("text", "sheets"))
    shown = showable(text)
    if shown:
        cell.value = shown
        cell.data_type = "s"  # openpyxl has by now taken “=…” for a formula
        cell.quotePrefix = shown.startswith(FORMULA_STARTS)
    return cell


def put_title(sheet: Any, row: int, column: int, text: str) -> Any:
    """Writes what the sheet is called."""
    cell = put_text(sheet, row, column, text)
    cell.font = Font(name=_font(), size=design.size("heading", "sheets"), bold=True)
    return cell


def put_head(sheet: Any, row: int, column: int, text: str) -> Any:
    """Writes what stands over a column."""
    cell = put_text(sheet, row, column, text)
    cell.font = Font(name=_font(), size=design.size("text", "sheets"), bold=True, color=_colour("on-accent"))
    cell.fill = PatternFill("solid", start_color=_colour("accent"))
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def put_reckoned(sheet: Any, row: int, column: int, value: object) -> Any:
    """Writes a number, or a formula that gives one."""
    cell = sheet.cell(row, column)
    cell.value = value
    cell.font = Font(name=_font(), size=design.size("text", "sheets"))
    return cell


def tint(cell: Any) -> None:
    """Marks a cell that says whose row it is."""
    cell.fill = PatternFill("solid", start_color=_colour("tint"))


def unlock(cell: Any) -> None:
    """Makes a cell one to type into."""
    side = Side(style="thin", color=_colour("line"))
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.protection = Protection(locked=False)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _font() -> str:
    return design.word("font", "sheets")


def _colour(name: str) -> str:
    return design.colour(name).removeprefix("#").upper()
