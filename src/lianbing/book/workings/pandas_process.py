"""The process that runs the pandas code of data exercises: code and tables in, numbers out, both as JSON.

``python -m lianbing.book.workings.pandas_process`` reads a list of ``{"code", "columns", "rows"}`` and writes
``{"numbers"}`` or ``{"problem"}`` for each, a line as soon as it is known. What the code prints goes nowhere.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from contextlib import redirect_stdout
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from lianbing.book.frames import frame_of
from lianbing.domain.kernel.tables import Table

RESULTS = "结果"
"""The column of what the code shows last that holds the numbers of the fields in order."""


def numbers_shown(code: str, table: Table) -> list[str]:
    """The numbers that a cell with ``code`` shows, to nine decimals; raises what the code raises, and ValueError."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body else None
    if not isinstance(last, ast.Expr):
        raise ValueError("最后一行要是一个算式，显示全部结果")
    names: dict[str, Any] = {"table": lambda _: frame_of(table)}
    exec(compile(tree, "pandas", "exec"), names)  # noqa: S102 - the content's own code, as its chapter runs it
    shown = eval(compile(ast.Expression(last.value), "pandas", "eval"), names)  # noqa: S307
    if not isinstance(shown, pd.DataFrame) or RESULTS not in shown:
        raise ValueError(f"最后要显示一张有“{RESULTS}”一列的表")
    return [str(round(Decimal(str(value)), 9)) for value in shown[RESULTS]]


def _answer(job: dict[str, Any]) -> dict[str, object]:
    table = Table(tuple(job["columns"]), tuple(map(tuple, job["rows"])))
    try:
        return {"numbers": numbers_shown(job["code"], table)}
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the code does is told to its author
        return {"problem": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answers all jobs."""
    jobs = json.load(sys.stdin)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        for job in jobs:
            with redirect_stdout(nowhere):
                answer = _answer(job)
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
