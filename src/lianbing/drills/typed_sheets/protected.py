"""Cells of sheets that people fill in: locked texts, cells to type into, and the type and colours of the design."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Border, Font, Protection, Side

from lianbing import design
from lianbing.domain.kernel.cleaning import showable
from lianbing.spreadsheets import FORMULA_STARTS


def put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Writes text that stays text, in a cell that is locked once the sheet is protected."""
    cell = sheet.cell(row, column)
    cell.number_format = "@"
    cell.font = Font(name=font(), size=design.size("text", "sheets"))
    shown = showable(text)
    if shown:
        cell.value = shown
        cell.data_type = "s"  # openpyxl has by now taken “=…” for a formula
        cell.quotePrefix = shown.startswith(FORMULA_STARTS)
    return cell


def open_cell(cell: Any) -> None:
    """A cell to type into."""
    side = Side(style="thin", color=colour("line"))
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.protection = Protection(locked=False)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def font() -> str:
    """The type of all sheets."""
    return design.word("font", "sheets")


def colour(name: str) -> str:
    """A colour of the design as the format writes it."""
    return design.colour(name).removeprefix("#").upper()
