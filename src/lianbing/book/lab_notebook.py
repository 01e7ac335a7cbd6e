"""A data exercise as one notebook for JupyterLab. It holds its data and needs pandas alone, not this package."""

from __future__ import annotations

import csv
import io
import json

from lianbing.domain.items.tasks import TaskInstance
from lianbing.domain.kernel.tables import Table
from lianbing.wire.canonical import Json

_INTRODUCTION = """# 数据练习：{title}

{story}

先运行下面这一格读入数据，再逐题写代码。最后一格是参考解法，代码折叠着，自己做完再展开、运行。"""
_GIVEN = """import io

import pandas as pd

CSV = '''\\
{csv}'''


def table(name):
    \"\"\"The data of the exercise, as in the book.\"\"\"
    frame = pd.read_csv(io.StringIO(CSV), keep_default_na=False)
    return frame.set_axis(range(1, len(frame) + 1))


table("{id}")"""
_SOLUTION = "## 参考解法\n\n展开并运行下面这一格。结果没有四舍五入，对答案时看到题目要求的小数位。"
_WORK = "# 在这里写代码\n"


def lab_notebook(exercise: TaskInstance, table: Table) -> str:
    """The notebook as nbformat 4.5 JSON; the same text for the same exercise."""
    given = _GIVEN.format(csv=_literal(_csv(table)), id=exercise.id)
    cells = [
        _markdown("head", _INTRODUCTION.format(title=exercise.title, story=exercise.story)),
        _code("given", given),
    ]
    # The numbers are those of the page, where questions without a calculation stand between.
    for number, item in enumerate(exercise.fields, 1):
        if not item.type.calculated:
            continue
        unit = f"（单位：{item.unit}）" if item.unit else ""
        cells += [_markdown(f"question-{number}", f"**{number}.** {item.stem}{unit}"), _code(f"work-{number}", _WORK)]
    cells += [_markdown("solution-head", _SOLUTION), _code("solution", exercise.pandas, hidden=True)]
    notebook: dict[str, Json] = {
        "cells": [*cells],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _csv(table: Table) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((table.columns, *table.rows))
    return text.getvalue()


def _literal(text: str) -> str:
    """A text as it must stand between ``'''``."""
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _markdown(name: str, text: str) -> Json:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": _lines(text)}


def _code(name: str, code: str, hidden: bool = False) -> Json:
    metadata: dict[str, Json] = {"jupyter": {"source_hidden": True}} if hidden else {}
    cell: dict[str, Json] = {"cell_type": "code", "id": name, "metadata": metadata, "source": _lines(code)}
    return cell | {"execution_count": None, "outputs": []}


def _lines(text: str) -> list[Json]:
    return [*text.splitlines(keepends=True)]
