"""The data exercises as a learner works them out: in Excel over the downloaded sheet, in pandas, by hint after hint.

Every exercise is worked out with the numbers of the book and with others, so that nothing is right by chance.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from lianbing.book.downloads import table_xlsx
from lianbing.book.frames import frame_of
from lianbing.book.generation import CALLED
from lianbing.book.workings.excel import DownloadedSheet
from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.question import Item
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.tasks import TaskInstance, realise_task
from lianbing.domain.items.types.numeric import NUMERIC, NumericKey
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.tables import Table
from lianbing.domain.workbook import Workbook

OTHER_SEEDS = ("second", "third", "fourth")


def exercises(workbook: Workbook) -> Iterator[tuple[str, TaskInstance, Table]]:
    for task in workbook.tasks.values():
        for seed in (practice_seed(task.id), *OTHER_SEEDS):
            made = realise_task(task, workbook.sources, seed)
            assert made.table, task.id
            yield f"{task.id} ({seed})", made, made.table


def numeric(exercise: TaskInstance) -> list[Item]:
    return [item for item in exercise.fields if item.type is NUMERIC]


def test_every_excel_expression_gives_the_key_over_the_downloaded_sheet(workbook: Workbook) -> None:
    wrong = []
    for name, exercise, table in exercises(workbook):
        sheet = DownloadedSheet(table_xlsx(exercise.title, table))
        for item in numeric(exercise):
            found = plain(sheet.calculate(item.excel))
            if score(item.key, found).verdict is not Verdict.CORRECT:
                wrong.append(f"{item.id} in {name}: {item.excel} gives {found}, not {item.key}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("=SUM(B2:B3)", 30),
        ("=SUM(B2:B3)+1", 31),
        ('=COUNTIF(A2:A3,"甲")', 1),
        ("=SUMPRODUCT((B2:B3/C2:C3>50%)*1)", 1),
        ("=SUMPRODUCT(MAX(B2:B3/C2:C3))", 1),
        ("=ROUND(2.675,2)", Decimal("2.68")),
        ("=B3*C4", 2),
    ],
)
def test_the_engine_calculates(expression: str, value: Decimal) -> None:
    table = Table(("店", "数", "比"), (("甲", "10", "20"), ("乙", "20", "20"), ("丙", "", "10%")))
    assert DownloadedSheet(table_xlsx("表", table)).calculate(expression) == value


def shown_by(code: str, table: Table) -> Any:
    """What a notebook shows below a cell with ``code``."""
    tree = ast.parse(code)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr), "the code must end with what it shows"
    names: dict[str, Any] = {"table": lambda _: frame_of(table)}
    exec(compile(tree, "pandas", "exec"), names)
    return eval(compile(ast.Expression(last.value), "pandas", "eval"), names)


def test_the_pandas_code_works_out_every_number_in_order(workbook: Workbook) -> None:
    for name, exercise, table in exercises(workbook):
        shown = shown_by(exercise.pandas, table)
        assert isinstance(shown, pd.DataFrame), name
        found = [plain(round(Decimal(str(value)), 9)) for value in shown["结果"]]
        keys = [item.key for item in numeric(exercise)]
        assert len(found) == len(keys), name
        wrong = {
            label: (value, key)
            for label, value, key in zip(shown.index, found, keys, strict=True)
            if score(key, value).verdict is not Verdict.CORRECT
        }
        assert not wrong, name


def test_the_pandas_code_leaves_the_functions_of_its_chapter_alone(workbook: Workbook) -> None:
    called = set(CALLED)
    for task in workbook.tasks.values():
        exercise = realise_task(task, workbook.sources, practice_seed(task.id))
        nodes = [node for node in ast.walk(ast.parse(exercise.pandas)) if isinstance(node, ast.Name)]
        assert not called & {node.id for node in nodes if isinstance(node.ctx, ast.Store)}, task.id


def test_no_label_of_the_results_stands_twice(workbook: Workbook) -> None:
    for name, exercise, table in exercises(workbook):
        assert shown_by(exercise.pandas, table).index.is_unique, name


def test_every_number_has_hints_in_steps_an_explanation_and_an_expression(workbook: Workbook) -> None:
    for task in workbook.tasks.values():
        for field in task.fields:
            if field.type is NUMERIC:
                assert 2 <= len(field.hints) <= 3, field.id
                assert len(set(field.hints)) == len(field.hints), field.id
                assert field.excel.startswith("="), field.id


def numbers_in(*texts: str) -> set[str]:
    return {plain(Decimal(found)) for text in texts for found in re.findall(r"\d+(?:\.\d+)?", text)}


def test_no_hint_gives_the_number_away(workbook: Workbook) -> None:
    telling = []
    for task in workbook.tasks.values():
        exercise = realise_task(task, workbook.sources, practice_seed(task.id))
        for item in numeric(exercise):
            assert isinstance(item.key, NumericKey)
            said = numbers_in(*item.hints) - numbers_in(item.stem, exercise.story)
            if plain(abs(item.key.value)) in said:
                telling.append((item.id, item.key.value, item.hints))
    assert not telling


def test_explanations_name_the_result(workbook: Workbook) -> None:
    silent = []
    for _, exercise, _ in exercises(workbook):
        for item in numeric(exercise):
            assert isinstance(item.key, NumericKey)
            if plain(abs(item.key.value)) not in numbers_in(item.explain):
                silent.append((item.id, item.key.value, item.explain))
    assert not silent


def test_an_index_has_no_unit(workbook: Workbook) -> None:
    """“单位：指数” beside a question for an index says nothing."""
    units = {
        item.key.unit for _, made, _ in exercises(workbook) for item in made.fields if isinstance(item.key, NumericKey)
    }
    assert "条" in units
    assert not any("指数" in unit for unit in units)
