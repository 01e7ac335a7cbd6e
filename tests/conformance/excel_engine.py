"""Excel expressions calculated by an engine that shares nothing with ours, over a sheet as it is downloaded."""

from __future__ import annotations

import io
from decimal import Decimal

import formulas
import numpy as np
import openpyxl
from openpyxl.utils.cell import range_boundaries


class Sheet:
    """The first sheet of an .xlsx file."""

    def __init__(self, content: bytes) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        self._rows = [[cell.value for cell in row] for row in sheet.iter_rows()]

    def calculate(self, expression: str) -> Decimal:
        """What a cell with ``expression`` shows, to the nine decimals that a person could see."""
        calculation = formulas.Parser().ast(expression)[1].compile()
        given = [formulas.Ranges().push(name, self._values(name)) for name in calculation.inputs]
        (result,) = np.ravel(np.asarray(calculation(*given), dtype=object))
        return round(Decimal(str(float(result))), 9)

    def _values(self, reference: str) -> object:
        first_column, first_row, last_column, last_row = range_boundaries(reference)
        rows = self._rows[first_row - 1 : last_row]
        return np.array([row[first_column - 1 : last_column] for row in rows], dtype=object)
