"""The table of what was answered in this kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lianbing import notebook as practice
from lianbing.widgets.elements import Element

COLUMNS = ["kind", "id", "part", "verdict", "score", "answer", "tries", "at", "path"]


@pytest.fixture(autouse=True)
def in_the_workbook(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setattr(practice, "_shown", [])


def answer(element: Element, second: int, verdict: str, **entry: Any) -> None:
    """What the browser does: it sends the longer list."""
    at = f"2026-11-20T09:00:{second:02d}+08:00"
    score = {"correct": 1, "wrong": 0}.get(verdict)
    told = {"event": "lb-answer", "at": at, "part": "", "verdict": verdict, "score": score, "text": "甲", **entry}
    element.answers = [*element.answers, told]


def test_the_columns_and_their_types_are_the_same_with_and_without_answers() -> None:
    quiz = practice.quiz("vis-0001")
    for history in (False, True):
        empty = practice.answered(history=history)
        assert ([*empty.columns], len(empty)) == (COLUMNS, 0)
        assert empty.dtypes[["score", "tries", "at"]].map(str).tolist() == ["float64", "int64", "datetime64[ns]"]
    answer(quiz, 1, "wrong")
    for history in (False, True):
        full = practice.answered(history=history)
        assert [*full.columns] == COLUMNS
        assert full.dtypes[["score", "tries", "at"]].map(str).tolist() == ["float64", "int64", "datetime64[ns]"]


def test_a_cell_that_is_run_again_loses_no_answer() -> None:
    answer(practice.quiz("vis-0001"), 1, "wrong")
    answer(practice.quiz("vis-0001"), 2, "correct")
    practice.quiz("vis-0001")
    (row,) = practice.answered().to_dict("records")
    assert (row["id"], row["verdict"], row["score"], row["tries"]) == ("vis-0001", "correct", 1.0, 2)
    assert practice.answered(history=True)["verdict"].tolist() == ["wrong", "correct"]


def test_a_walk_without_an_end_has_no_score() -> None:
    answer(practice.scenario("complaint-supply"), 1, "good", part="greet", path=["listen"])
    (row,) = practice.answered().to_dict("records")
    assert (row["kind"], row["verdict"], row["path"]) == ("scenario", "unfinished", "listen")
    assert pd.isna(row["score"])


def test_a_form_holds_its_files_with_a_kernel_and_leads_to_them_without_one() -> None:
    form = practice.form("slip")
    assert all(address.startswith("data:application/vnd.openxml") for address in form.data["files"].values())
    page = form._repr_mimebundle_()[0]["text/html"]
    assert "../../forms/slip.xlsx" in page
    assert "base64" not in page
