"""The marking notebook: what keys do at the desk, and that it runs from top to bottom."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from lianbing.notebook.desk_view import DeskView
from lianbing.notebook.desk_work import CardsShown, DeskWork
from lianbing.notebook.reviewing import desk, progress
from tests.app.kit import REPO
from tests.app.marking_bench import CASES, REFUSED, MarkingBench

NOTEBOOK = "grading/review.ipynb"


def press(work: DeskWork, *keys: str) -> None:
    for key in keys:
        work.press(key)


def test_keys_give_points_and_go_on_to_the_next_unmarked_answer(opened: MarkingBench) -> None:
    work = DeskWork(opened.desk("王评"))
    press(work, "b", "ArrowUp", "Enter")
    assert (work.message, work.place) == ("已记：8 分（二档）", 1)
    press(work, *"6.5", "Enter", "ArrowRight", *"7", "Enter", "ArrowLeft")
    assert [card.own and card.own.points for card in work.cards] == [8, Decimal("6.5"), None, 7, None, None]
    assert work.place == 3, "from the fifth back to the one marked last"
    press(work, "Backspace", *"9", "Enter")
    assert work.place == 4
    assert [card.own and card.own.points for card in DeskWork(opened.desk("王评")).cards] == [None] * 3
    assert work.question
    assert work.question.done == 3


def test_what_does_not_fit_is_told_and_nothing_is_recorded(opened: MarkingBench) -> None:
    work = DeskWork(opened.desk("王评"))
    press(work, "Enter")
    assert "先给分" in work.message
    press(work, *"10.5", "Enter")
    assert "得分要在 0 到 10 之间" in work.message
    press(work, *["Backspace"] * 4, *"7.3", "Enter")
    assert "每 0.5 分一格" in work.message
    assert (work.draft.points, work.place) == ("7.3", 0), "what was typed stays to be mended"
    assert opened.desk("王评").questions()[0].done == 0


def test_levels_points_and_steps_belong_together(opened: MarkingBench) -> None:
    work = DeskWork(opened.desk("王评"))
    press(work, "c")
    assert (work.draft.level, work.draft.points) == ("三档", "6")
    press(work, *["ArrowUp"] * 2)
    assert (work.draft.level, work.draft.points) == ("二档", "7")
    press(work, "b")
    assert work.draft.points == "7", "points that lie in the level stay"
    press(work, *["ArrowUp"] * 20)
    assert (work.draft.level, work.draft.points) == ("一档", "10")
    press(work, "z", "Tab")
    assert work.draft.points == "10"


def test_flags_and_filters(opened: MarkingBench) -> None:
    work = DeskWork(opened.desk("王评"))
    press(work, "m", "ArrowRight", "a", "Enter")
    work.show(CardsShown.FLAGGED)
    assert (len(work.cards), work.is_flagged) == (1, True)
    work.show(CardsShown.UNMARKED)
    assert len(work.cards) == 5
    work.show(CardsShown.ALL)
    assert len(work.cards) == 6
    press(work, "m")
    work.show(CardsShown.FLAGGED)
    assert work.cards in ((), tuple(card for card in work.cards if work.is_flagged))


def test_examples_come_first_where_the_plan_asks_for_training(opened: MarkingBench) -> None:
    desk = opened.desk("王评")
    desk = replace(desk, round=replace(desk.round, plan=replace(desk.round.plan, training=1)))
    work = DeskWork(desk)
    assert (work.is_training, len(work.cards), work.rubric and work.rubric.worth) == (True, 2, 100)
    press(work, *"50", "Enter")
    assert "商定 80 分，你给 50 分。三步都有" in work.message
    assert "再评一次" in work.message
    press(work, *["Backspace"] * 2, *"75", "Enter")
    assert (work.is_training, len(work.cards)) == (False, 6)


def test_what_learners_wrote_is_shown_as_text_and_nobody_is_named(opened: MarkingBench) -> None:
    view = DeskView(opened.desk("王评"))
    pages = []
    for _ in view.work.cards:
        pages.append(view._text.value)
        view.keys._handle_custom_msg({"key": "ArrowRight"}, [])
    whole = "".join(pages)
    assert REFUSED.replace('"', "&quot;") in whole or REFUSED in whole
    assert "<script" not in whole
    assert not any(name in whole for name in ("样例", "C000", "市场一部"))
    assert "得分点" in whole
    assert "参考答案" in whole


def test_the_widgets_follow_the_keys_and_the_keys_the_widgets(opened: MarkingBench) -> None:
    view = DeskView(opened.desk("王评"))
    view.keys._handle_custom_msg({"key": "a"}, [])
    assert view._points.value == view.work.draft.points
    view._points.value = "5.5"
    assert (view.work.draft.points, view.work.draft.level) == ("5.5", "三档")
    view._bank.value = "要点齐全，结合了案例"
    assert (view.work.draft.comment, view._comment.value, view._bank.value) == (*["要点齐全，结合了案例"] * 2, "")
    view._deductions.children[0].value = True
    view._save.click()
    assert view._message.value == "已记：4.5 分（三档）"
    assert [box.value for box in view._deductions.children] == [False, False]
    assert view._progress.value == 1


def test_the_notebook_runs_from_top_to_bottom(opened: MarkingBench) -> None:
    notebook = nbformat.read(REPO / NOTEBOOK, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == "parameters")
    cell.source = f"drill, marker, data = {CASES!r}, '王评', {str(opened.bench.data)!r}"
    folder = opened.bench.root / "grading"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    outputs = {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}
    assert "application/vnd.jupyter.widget-view+json" in outputs["desk"][0].data
    assert "王评" in outputs["progress"][0].data["text/html"]


@pytest.mark.parametrize(
    ("drill", "marker", "data", "words"),
    [
        (CASES, "无名", "", "这一轮没有评分人"),
        ("2026-12-nil", "王评", "", "还没有"),
        (CASES, "王评", "nowhere", "没有数据目录 nowhere"),
    ],
)
def test_what_is_missing_is_a_sentence_in_the_cell(
    opened: MarkingBench, monkeypatch: pytest.MonkeyPatch, drill: str, marker: str, data: str, words: str
) -> None:
    monkeypatch.chdir(opened.bench.root / "grading")
    shown: Any = desk(drill, marker, data or str(opened.bench.data))
    assert words in shown.value
    if data or drill != CASES:
        assert words in progress(drill, data or str(opened.bench.data)).to_string()


def test_the_committed_notebook_holds_no_outputs_and_few_cells() -> None:
    cells = nbformat.read(REPO / NOTEBOOK, as_version=4).cells
    assert not any(cell.get("outputs") for cell in cells)
    assert sum(cell.cell_type == "code" for cell in cells) == 3
