"""Notebooks that HR has changed: what is wrong with one is told by its cell, and what it has left is gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lianbing.domain.kernel.periods import Span
from lianbing.reports.notebooks import NotebookBroken, read_notebook, run_notebook
from tests.reports.notebooks import paths, run_one
from tests.reports.objects import sample

Change = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Change], Path]:
    """Makes a notebook out of the shortest one that is shipped, with its cells changed."""

    def make(change: Change) -> Path:
        notebook = json.loads(paths()["班组报告"].read_text(encoding="utf-8"))
        change(notebook["cells"])
        path = tmp_path / "我们的表.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    return make


def failure(path: Path) -> str:
    with pytest.raises(NotebookBroken) as caught:
        run_one(path, sample())
    return str(caught.value)


COUNTED = "，从上往下数，说明也算一格）"


@pytest.mark.parametrize(
    ("place", "source", "said"),
    [
        (3, "cohort_page(desk", f"第 4 格（“cohort_page(desk”{COUNTED}出错：SyntaxError"),
        (3, "desk.put('a', '')", f"第 4 格（“desk.put('a', '')”{COUNTED}出错：AttributeError: 'ReportDesk' object"),
        (3, "desk.write('../a.html', '')", "出错：报告只能写在报告的文件夹里，“../a.html”在外面"),
        (2, "import sys\nsys.exit()", f"第 3 格（“import sys”{COUNTED}出错：SystemExit"),
        (3, "1 + 1", "没有写出文件"),
        (1, "folder = (", f"第 2 格（“folder = (”{COUNTED}写得不对"),
        (1, "spans = ['半年']", f"第 2 格（“spans = ['半年']”{COUNTED}里的 spans 写得不对"),
        (1, "spans = period", f"第 2 格（“spans = period”{COUNTED}里的 spans 写得不对"),
    ],
)
def test_a_broken_cell_is_told_by_its_place(
    changed: Callable[[Change], Path], place: int, source: str, said: str
) -> None:
    path = changed(lambda cells: cells[place].update(source=source))
    assert said in failure(path)


def test_a_notebook_says_for_which_spans_it_is(changed: Callable[[Change], Path]) -> None:
    def spans(source: str) -> frozenset[Span]:
        return read_notebook(changed(lambda cells: cells[1].update(source=source))).spans

    assert spans('folder = "."\nspans = ["month", "year"]') == {Span.MONTH, Span.YEAR}
    assert spans('folder = "."') == frozenset()


def test_without_its_parameters_or_whole_a_notebook_is_told(changed: Callable[[Change], Path]) -> None:
    path = changed(lambda cells: cells[1]["metadata"].clear())
    assert failure(path) == "没有一格带着 parameters 标签，不知道参数写在哪里"
    path.write_text("{", encoding="utf-8")
    assert failure(path) == "打不开，不是完整的笔记本"


def test_what_a_broken_notebook_wrote_is_not_the_next_ones(changed: Callable[[Change], Path], tmp_path: Path) -> None:
    from lianbing.reports.desk import lay_out
    from tests.reports.notebooks import BOOK

    desk = tmp_path / "desk"
    lay_out(desk, sample(), BOOK)
    path = changed(lambda cells: cells[3].update(source="desk.write('half.html', 'x')\n1 / 0"))
    with pytest.raises(NotebookBroken):
        run_notebook(read_notebook(path), desk, {})
    assert list(run_notebook(read_notebook(paths()["班组报告"]), desk, {}).files) == ["班组报告.html"]


def test_a_notebook_gets_the_parameters_that_it_has() -> None:
    run = run_one(paths()["成绩单"], sample(), people=["C0001"], formats=["pdf"], marked={})
    assert list(run.files) == ["个人/C0001-样例甲-成绩单.html"]
