"""What JupyterLab, VS Code and people make of the cells of a submission, and which answers come out."""

from __future__ import annotations

from typing import Any

import pytest

from lianbing.errors import SubmissionRejected
from lianbing.wire.drills.answered_cells import read_cells

UPPER = "def solve(data, days):\n    sold = data['售出'].sum()"
LOWER = "    return {'动销': sold / days}"
WHOLE = f"{UPPER}\n{LOWER}"


def cell(source: str, item: str | None = "wri-0019", kind: str = "code", **recorded: object) -> dict[str, Any]:
    metadata = {"lianbing": {"item": item, **recorded}} if item else {}
    return {"cell_type": kind, "id": "c", "metadata": metadata, "source": source}


def asked(number: int = 1) -> dict[str, Any]:
    return cell(f"### {number}. 写一个函数", None, "markdown")


def answer(*cells: dict[str, Any]) -> object:
    read = read_cells([asked(), *cells, asked(2), cell("B", "law-0001", "markdown", answer="B")])
    assert read.answers["law-0001"] == "B"
    return read.answers.get("wri-0019")


@pytest.mark.parametrize(
    "cells",
    [
        [cell(WHOLE)],
        [cell(WHOLE), cell("")],
        [cell("\n"), cell(WHOLE)],
        [cell(WHOLE), cell(WHOLE)],
        [cell(WHOLE), asked(), cell(f"{WHOLE}\n")],
        [cell(UPPER), cell(LOWER)],
        [cell(UPPER), cell(LOWER), cell("")],
        [cell(UPPER), cell(LOWER, None)],
        [cell(UPPER), cell("", None), cell(LOWER, None)],
        [cell(WHOLE, kind="markdown")],
        [cell(WHOLE, kind="raw")],
        [cell(WHOLE), cell("solve(data, 30)", None)],
        [cell("data.head()", None), cell(WHOLE)],
    ],
    ids=[
        "as it was",
        "split at the end",
        "split at the start",
        "copied below",
        "pasted elsewhere",
        "split in the middle",
        "split in three",
        "split by VS Code",
        "split by VS Code with an empty cell",
        "turned to Markdown",
        "turned to raw",
        "tried out below",
        "looked at above",
    ],
)
def test_the_answer_is_read_whatever_was_done_to_its_cell(cells: list[dict[str, Any]]) -> None:
    assert str(answer(*cells)).strip() == WHOLE


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("def solve(data):\n    return total(data)", "def total(data):\n    return {'量': data['量'].sum()}"),
        ("def solve(data):\n    return {'量': data['量'].sum() * RATE}", "RATE = 2"),
        ("def solve(data):\n    return {'量': (", "data['量'].sum())}"),
        ("def solve(data):\n    return {'量': data['量'].sum() +", "1}"),
        ("def solve(data):", "    return {}"),
    ],
    ids=["a helper below", "a name below", "open bracket", "open sum", "after the colon"],
)
@pytest.mark.parametrize("item", [None, "wri-0019"], ids=["without metadata", "with metadata"])
def test_halves_are_joined_in_their_order(upper: str, lower: str, item: str | None) -> None:
    assert answer(cell(upper), cell(lower, item)) == f"{upper}\n{lower}"


def test_two_versions_of_one_function_wait_for_a_person() -> None:
    other = WHOLE.replace("days", "7")
    read = read_cells([cell(WHOLE), cell(other)])
    assert read.answers == {}
    assert read.pieces == {"wri-0019": (WHOLE, other)}


@pytest.mark.parametrize("place", ["above", "below"])
def test_code_beside_an_empty_cell_is_kept_for_a_person(place: str) -> None:
    loose, own = cell(WHOLE, None), cell("")
    read = read_cells([loose, own] if place == "above" else [own, loose])
    assert read.answers == {"wri-0019": ""}
    assert read.pieces == {"wri-0019": (WHOLE,)}


def test_a_copied_question_counts_once_and_a_changed_copy_waits() -> None:
    one = cell("### 2. 选择", "law-0001", "markdown", answer="B")
    assert read_cells([one, one]).answers == {"law-0001": "B"}
    other = cell("### 2. 选择", "law-0001", "markdown", answer="C")
    read = read_cells([one, other, cell(WHOLE)])
    assert (read.answers, read.pieces) == ({"wri-0019": WHOLE}, {"law-0001": ('"B"', '"C"')})


def test_a_question_whose_answer_was_cut_out_is_refused() -> None:
    with pytest.raises(SubmissionRejected, match="作答记录坏了"):
        read_cells([cell("### 2. 选择", "law-0001", "markdown")])


def test_code_that_would_bring_a_parser_down_is_only_text() -> None:
    deep = "x = " + "(" * 100_000
    assert read_cells([cell(deep), cell(")", None)]).answers == {"wri-0019": f"{deep}\n)"}
