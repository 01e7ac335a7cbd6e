from __future__ import annotations

import base64
import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import openpyxl
import pandas as pd
import pytest

from lianbing.book.downloads import download_links, table_csv, table_xlsx
from lianbing.book.frames import frame_of
from lianbing.book.given import given_data, given_html
from lianbing.book.lab_notebook import lab_notebook
from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.tasks import TaskInstance, realise_task
from lianbing.domain.items.types.numeric import NUMERIC
from lianbing.domain.kernel.progress import Silent
from lianbing.domain.kernel.tables import Table
from lianbing.domain.workbook import Workbook
from lianbing.errors import UnknownReference
from lianbing.press.execution import execute

TABLE = Table(("零售户", "条数", "占比"), (("甲店", "1200", "5%"), ("乙店", "-3.5", "12.5%")), "两户的条数（单位：条）")
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-乙店", "@SUM(1)", "\t=1", "＝1")


def exercise(table: Table | None = TABLE, title: str = "两户", code: str = 'table("two")') -> TaskInstance:
    return TaskInstance(
        id="two", title=title, story="两户的故事。", fields=(), rests_on=("VIS-06",), table=table, pandas=code
    )


def sheet(table: Table) -> Any:
    return openpyxl.load_workbook(io.BytesIO(table_xlsx("两户", table))).worksheets[0]


def rows(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table_csv(table).decode("utf-8-sig"), newline="")))


def test_the_sheet_has_its_header_in_row_1_and_numbers_as_numbers() -> None:
    found = sheet(TABLE)
    assert [[cell.value for cell in row] for row in found.iter_rows()] == [
        ["零售户", "条数", "占比"],
        ["甲店", 1200, 0.05],
        ["乙店", -3.5, 0.125],
    ]
    assert (found["C2"].number_format, found["C3"].number_format) == ("0%", "0.0%")
    assert found.freeze_panes == "A2"


def test_the_same_table_is_the_same_file() -> None:
    assert table_xlsx("两户", TABLE) == table_xlsx("两户", TABLE)
    assert table_csv(TABLE) == table_csv(TABLE)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    table = Table((text, "数"), ((text, "-3"),))
    found = sheet(table)
    for cell in (found["A1"], found["A2"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert rows(table) == [[f"'{text}", "数"], [f"'{text}", "-3"]]


def test_excel_and_wps_know_the_encoding_of_the_csv() -> None:
    assert table_csv(TABLE).startswith(b"\xef\xbb\xbf")
    assert rows(TABLE) == [["零售户", "条数", "占比"], ["甲店", "1200", "5%"], ["乙店", "-3.5", "12.5%"]]


def test_a_comma_a_quote_and_a_line_feed_stay_in_their_cell() -> None:
    hostile = ("甲,乙", '他说"好"', "两\n行")
    assert rows(Table(("一", "二", "三"), (hostile,)))[1] == [*hostile]


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, bytes]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            given = {name: value or "" for name, value in attrs}
            kind, _, data = given["href"].removeprefix("data:").partition(";base64,")
            self.found[given["download"]] = (kind, base64.b64decode(data))


def test_the_links_hold_the_files() -> None:
    found = Links(download_links(exercise(title='甲"<乙>'), TABLE)).found
    assert [*found] == ['甲"<乙>.xlsx', '甲"<乙>.csv', '甲"<乙>.ipynb']
    (_, xlsx), (kind, text), (_, notebook) = found.values()
    assert xlsx == table_xlsx('甲"<乙>', TABLE)
    assert (kind, text) == ("text/csv;charset=utf-8", table_csv(TABLE))
    assert nbformat.reads(notebook.decode(), as_version=4).cells


def test_no_code_no_notebook() -> None:
    assert [*Links(download_links(exercise(code=""), TABLE)).found] == ["两户.xlsx", "两户.csv"]


def test_the_page_shows_the_table_with_its_caption_and_the_letters_of_its_columns() -> None:
    html = given_html(exercise(Table(("店", "数"), (("<甲>", "1"), ("乙", "2")), "两户 & 数（单位：条）")))
    assert '<figcaption id="given-two">两户 &amp; 数（单位：条）</figcaption>' in html
    assert re.findall(r'<th scope="col"[^>]*><span class="lb-letter">(\w)</span> (.)</th>', html) == [
        ("A", "店"),
        ("B", "数"),
    ]
    assert '<th scope="row">&lt;甲&gt;</th><td class="lb-number">1</td>' in html
    assert html.count('aria-labelledby="given-two"') == 2


def test_a_column_with_one_text_in_it_is_no_column_of_numbers() -> None:
    html = given_html(exercise(Table(("店", "数"), (("甲", "1"), ("乙", "没有")))))
    assert "lb-number" not in html
    assert '<figcaption id="given-two">两户</figcaption>' in html


def test_an_exercise_without_a_table_has_nothing_to_show() -> None:
    with pytest.raises(UnknownReference, match="two 没有数据表"):
        given_html(exercise(None))


@pytest.mark.parametrize(
    "other",
    [
        exercise(title="别的"),
        exercise(code="table('two')"),
        exercise(Table(TABLE.columns, TABLE.rows, "别的单位")),
        exercise(Table(TABLE.columns, TABLE.rows[:1], TABLE.caption)),
    ],
)
def test_whatever_is_shown_or_downloaded_changes_the_digest(other: TaskInstance) -> None:
    assert given_data(other) != given_data(exercise())


def code_cells(text: str) -> list[str]:
    return [cell.source for cell in nbformat.reads(text, as_version=4).cells if cell.cell_type == "code"]


def given_frame(made: TaskInstance, table: Table) -> pd.DataFrame:
    """The frame that the notebook's own ``table`` gives."""
    names: dict[str, Any] = {}
    exec(code_cells(lab_notebook(made, table))[0], names)
    found = names["table"]("two")
    assert isinstance(found, pd.DataFrame)
    return found


@pytest.mark.parametrize("text", ["'''", "\\n", '"x", y', "两\n行", "NA", "''\\'", "a\\"])
def test_a_notebook_holds_any_text(text: str) -> None:
    table = Table(("店", "数"), ((text, "1"), ("乙", "2")))
    pd.testing.assert_frame_equal(given_frame(exercise(table), table), frame_of(table), check_column_type=False)


def test_a_notebook_is_valid_and_asks_every_number(workbook: Workbook) -> None:
    for task in workbook.tasks.values():
        made = realise_task(task, workbook.sources, practice_seed(task.id))
        assert made.table
        text = lab_notebook(made, made.table)
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
        for number, item in enumerate(made.fields, 1):
            stands = any(f"**{number}.** {item.stem}" in cell.source for cell in notebook.cells)
            assert stands == (item.type is NUMERIC), item.id
        assert notebook.cells[-1].metadata.jupyter.source_hidden
        assert "lianbing" not in text
        pd.testing.assert_frame_equal(given_frame(made, made.table), frame_of(made.table))


def test_a_notebook_runs_where_this_package_is_not_installed(workbook: Workbook, tmp_path: Path) -> None:
    made = realise_task(workbook.tasks["stock-turn"], workbook.sources, practice_seed("stock-turn"))
    assert made.table
    notebook = nbformat.reads(lab_notebook(made, made.table), as_version=4)
    blocked = 'import sys\nsys.modules["lianbing"] = None'
    notebook.cells.insert(0, nbformat.v4.new_code_cell(blocked, id="blocked"))
    path = tmp_path / "download.ipynb"
    nbformat.write(notebook, path)
    copy = execute([path], tmp_path / "executed", Silent()).copies[path]
    *_, last = nbformat.read(copy, as_version=4).cells
    shown = re.findall(r"<td>([\d.]+)</td>", last.outputs[0].data["text/html"])
    keys = [item.key for item in made.fields if item.type is NUMERIC]
    assert [score(key, value).verdict for key, value in zip(keys, shown, strict=True)] == [Verdict.CORRECT] * len(keys)
