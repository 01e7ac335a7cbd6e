"""Excel expressions calculated over a sheet as it is downloaded, by an engine that shares nothing with ours."""

from __future__ import annotations

import io
from decimal import Decimal
from importlib import import_module
from typing import Any

import numpy as np
import openpyxl
from openpyxl.utils.cell import range_boundaries

from lianbing.errors import ExpressionFault


class DownloadedSheet:
    """The first sheet of an .xlsx file."""

    def __init__(self, content: bytes) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        self._rows = [[cell.value for cell in row] for row in sheet.iter_rows()]

    def calculate(self, expression: str) -> Decimal:
        """What a cell with ``expression`` shows, to the nine decimals that a person could see.

        Raises ExpressionFault where it shows an error, a text or several values.
        """
        formulas, broken = import_module("formulas"), import_module("formulas.errors").BaseError
        try:
            calculation = formulas.Parser().ast(expression)[1].compile()
            inputs = [formulas.Ranges().push(name, self._values(name)) for name in calculation.inputs]
            (result,) = np.ravel(np.asarray(calculation(*inputs), dtype=object))
            return _number(result)
        except (broken, ArithmeticError, LookupError, NotImplementedError, TypeError, ValueError) as error:
            raise ExpressionFault(f"excel 的公式 {expression} 算不出数：检查单元格和括号") from error

    def _values(self, reference: str) -> object:
        first_column, first_row, last_column, last_row = range_boundaries(reference)
        rows = self._rows[first_row - 1 : last_row]
        return np.array([row[first_column - 1 : last_column] for row in rows], dtype=object)


def _number(result: Any) -> Decimal:
    number = Decimal(str(float(result)))
    if not number.is_finite():
        raise ValueError("no number")
    return round(number, 9)
