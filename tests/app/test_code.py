"""A drill with code tasks from issue to assessment, with a sandbox and without one."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lianbing.domain.drills.papers import Paper
from lianbing.domain.items.types.code import CodeKey
from lianbing.errors import SandboxAbsent
from lianbing.grading import coding
from lianbing.sandbox import Isolation, Outcome, find_isolation
from lianbing.sandbox.versions import runs_on
from lianbing.wire.papers import paper_from_json
from lianbing.wire.submissions import read_submission
from tests.app.kit import PEOPLE, REPO, TIMES, Bench, Ran, put, roster_text
from tests.machine import absent
from tests.unit.objects import saved

sys.path.insert(0, str(REPO / "tests" / "coding"))
from tests.coding.kit import SOLUTIONS

CODE = "2026H2-code"
SCHEME = """id: half-year-code
title: 半年数据分析考评
periods: half-year
sources:
  - drills: [code]
    parts:
      - {skill: tools, weight: 40}
      - {skill: analysis, weight: 60}
levels:
  - {title: 合格, minimum: 0}
"""
ABSENT = "这台机器不能隔离学员的代码，编程题不判：没有装 bubblewrap"
PRINTING = "def solve(*given):\n    print('<img src=x onerror=alert(1)>')\n    return {}\n"


def fine(ran: Ran) -> Ran:
    assert ran.code == 0, ran.said
    return ran


def solved(paper: Paper) -> dict[str, Any]:
    return {
        item.item.id: SOLUTIONS[item.item.id] if isinstance(item.item.key, CodeKey) else item.item.key.right_answer()
        for item in paper.items
    }


def nothing(paper: Paper) -> dict[str, Any]:
    return {item.item.id: None for item in paper.items}


def hostile(paper: Paper) -> dict[str, Any]:
    return {
        item.item.id: PRINTING if isinstance(item.item.key, CodeKey) else item.item.key.wrong_answer()
        for item in paper.items
    }


ANSWERS: dict[str, Callable[[Paper], dict[str, Any]]] = {"C0001": solved, "C0002": nothing, "C0003": hostile}


@pytest.fixture
def handed_in(own_content: Path, tmp_path: Path) -> Bench:
    """Three people have answered, the fourth hasn't."""
    bench = Bench(own_content, tmp_path / "data")
    fine(bench("drill", "issue", CODE, "--roster", put(tmp_path / "名单.csv", roster_text(PEOPLE))))
    for paper, row in papers(bench):
        if paper.employee.id in ANSWERS:
            content = saved(paper, ANSWERS[paper.employee.id](paper), TIMES, row["token"])
            put(tmp_path / "in" / f"{paper.id}.ipynb", content)
    fine(bench("drill", "collect", CODE, tmp_path / "in"))
    return bench


def papers(bench: Bench) -> list[tuple[Paper, dict[str, Any]]]:
    return [(paper_from_json(json.loads(row["content"])), row) for row in bench.rows("paper")]


@pytest.fixture
def _sandbox() -> None:
    isolation, reason = find_isolation()
    if isolation is Isolation.NONE:
        absent(reason)


@pytest.fixture
def unsafe(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A machine without isolation, until what is returned is called."""

    class Absent:
        def run(self, *_given: object) -> Outcome:
            raise SandboxAbsent(ABSENT)

    monkeypatch.setattr(coding, "_of_this_process", Absent)
    return monkeypatch.undo


def code_marks(bench: Bench, employee: str) -> list[str | None]:
    (paper,) = (paper for paper, _ in papers(bench) if paper.employee.id == employee)
    marks = bench.marks()
    return [marks[employee, item.item.id] for item in paper.items if isinstance(item.item.key, CodeKey)]


def test_no_hidden_data_leave_the_house(handed_in: Bench, tmp_path: Path) -> None:
    """Neither a row of the tables nor a right number stands in a booklet or submission."""
    for paper, _ in papers(handed_in):
        (booklet,) = (handed_in.data / "drills" / CODE / "答题册").glob(f"{paper.employee.id}-*.html")
        told = [booklet.read_text(encoding="utf-8")]
        told += [path.read_text(encoding="utf-8") for path in (tmp_path / "in").glob(f"*{paper.employee.id}.ipynb")]
        for item in paper.items:
            if not isinstance(item.item.key, CodeKey):
                continue
            assert item.item.id in told[0]
            assert not any(word in text for text in told for word in ('"cases"', '"expected"', '"edge"', '"checks"'))
            shown = item.item.table.rows if item.item.table else ()
            hidden = [row for case in item.item.key.cases if case.table for row in case.table.rows if row not in shown]
            assert len(hidden) > 10
            written = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in hidden]
            assert not [row for row in written if any(row in text for text in told)]


@pytest.mark.usefixtures("_sandbox")
def test_from_issue_to_assessment(handed_in: Bench) -> None:
    ran = fine(handed_in("grade", CODE))
    assert "待人工复核 0 题" in ran.out
    assert code_marks(handed_in, "C0001") == ["20", "30", "30"]
    assert code_marks(handed_in, "C0002") == ["0", "0", "0"]
    assert code_marks(handed_in, "C0003") == ["0", "0", "0"]
    page = (handed_in.data / "runs" / CODE / f"{CODE}-C0003" / "判卷.html").read_text(encoding="utf-8")
    assert "没有交回" in page
    assert "随机数据，12 行" in page
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page
    fine(handed_in("ledger", "verify"))
    put(handed_in.root / "grading" / "schemes" / "code.yml", SCHEME)
    fine(handed_in("assess", "2026H2", "--scheme", "half-year-code"))
    again = fine(handed_in("grade", CODE))
    assert "以前判过 3 份；台账新增 0 条" in again.out


@pytest.mark.usefixtures("_sandbox")
def test_two_runs_and_two_processes_give_the_same_marks(handed_in: Bench) -> None:
    fine(handed_in("grade", CODE))
    first = [(row["employee"], row["item"], row["after"], row["reason"]) for row in handed_in.ledger()]
    other = Bench(handed_in.root, handed_in.data)
    for folder in (handed_in.data / "runs" / CODE).iterdir():
        (folder / "判卷.ipynb").unlink()
    assert other.process("grade", CODE, "--workers", "2").code == 0
    assert [(row["employee"], row["item"], row["after"], row["reason"]) for row in other.ledger()] == first


def test_without_isolation_no_code_is_run_and_none_is_marked(handed_in: Bench, unsafe: Callable[[], None]) -> None:
    ran = handed_in("grade", CODE)
    assert ran.code == 1
    assert ABSENT in ran.said
    assert "lianbing doctor" in ran.said
    assert "其中 6 道编程题" in ran.said
    assert code_marks(handed_in, "C0001") == [None, None, None]
    assert code_marks(handed_in, "C0002") == ["0", "0", "0"]  # nothing was written there, so nothing had to run
    listed = fine(handed_in("review", "list", CODE, "--json")).data
    assert {entry["unrun"] for entry in listed} == {True}
    page = (handed_in.data / "runs" / CODE / f"{CODE}-C0001" / "判卷.html").read_text(encoding="utf-8")
    assert "对隐藏数据应当返回" in page
    unsafe()


@pytest.mark.usefixtures("_sandbox")
def test_what_was_not_run_is_made_up_for_where_it_can_be(handed_in: Bench, unsafe: Callable[[], None]) -> None:
    handed_in("grade", CODE)
    (paper,) = (paper for paper, _ in papers(handed_in) if paper.employee.id == "C0003")
    by_hand = next(item.item.id for item in paper.items if isinstance(item.item.key, CodeKey))
    fine(handed_in("review", "mark", CODE, "C0003", by_hand, "5", "--why", "思路对"))
    before = len(handed_in.ledger())
    assert handed_in("grade", CODE).code == 1
    assert len(handed_in.ledger()) == before  # still no isolation: nothing new to say
    unsafe()
    fine(handed_in("grade", CODE))
    assert code_marks(handed_in, "C0001") == ["20", "30", "30"]
    assert code_marks(handed_in, "C0003") == ["5", "0", "0"]
    fine(handed_in("ledger", "verify"))


def test_code_that_jupyterlab_changed_is_what_counts(handed_in: Bench) -> None:
    """The answer is the source of the code cell, as text or as a list of lines."""
    paper, row = papers(handed_in)[0]
    notebook = json.loads(saved(paper, solved(paper), TIMES, row["token"]))
    (first, *_) = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    first["source"] = ["def solve():\n", "    return 1"]
    item = first["metadata"]["lianbing"]["item"]
    assert read_submission(json.dumps(notebook).encode()).answers[item] == "def solve():\n    return 1"


@pytest.mark.usefixtures("_sandbox")
def test_a_corrected_field_is_marked_anew_by_running_the_code_again(handed_in: Bench) -> None:
    fine(handed_in("grade", CODE))
    path = handed_in.root / "exercises" / "tasks" / "stock-turn.yml"
    text = path.read_text(encoding="utf-8")
    put(path, text.replace("last > days_line, 1, 0", "last >= days_line, 1, 0").encode())
    shown = handed_in("grade", CODE, "--regrade", "--json").data
    assert [item["item"] for item in shown["items"]] == ["wri-0019"]
    (change,) = (change for change in shown["changes"] if change["employee"] == "C0001")
    assert change["before"] == "30"
    assert 0 < Decimal(change["after"]) < 30
    assert "“压货规格数”" in change["reason"]
    fine(handed_in("grade", CODE, "--regrade", "--confirm", shown["code"], "--why", "达到也算"))
    fine(handed_in("ledger", "verify"))
    assert change["after"] in code_marks(handed_in, "C0001")


def _split(cells: list[dict[str, Any]], place: int) -> None:
    lines = cells[place]["source"].strip("\n").splitlines(keepends=True)
    cells.insert(place + 1, {**copy.deepcopy(cells[place]), "id": "lower", "source": "".join(lines[3:])})
    cells[place]["source"] = "".join(lines[:3])


def _in_a_new_cell(cells: list[dict[str, Any]], place: int) -> None:
    cells.insert(place + 1, {**copy.deepcopy(cells[place]), "id": "new", "metadata": {}})
    cells[place]["source"] = ""


def _another_version(cells: list[dict[str, Any]], place: int) -> None:
    source = cells[place]["source"] + "\n# 第二稿\n"
    cells.insert(place + 1, {**copy.deepcopy(cells[place]), "id": "copy", "source": source})


@pytest.mark.usefixtures("_sandbox")
@pytest.mark.parametrize(("change", "mark"), [(_split, "20"), (_in_a_new_cell, None), (_another_version, None)])
def test_a_touched_cell_never_costs_the_paper(
    handed_in: Bench, tmp_path: Path, change: Callable[[list[dict[str, Any]], int], None], mark: str | None
) -> None:
    """Whatever was done to one code cell: the paper is taken, and all other items are marked."""
    paper, row = next(each for each in papers(handed_in) if each[0].employee.id == "C0004")
    notebook = json.loads(saved(paper, solved(paper), TIMES, row["token"]))
    place = next(place for place, cell in enumerate(notebook["cells"]) if cell["cell_type"] == "code")
    change(notebook["cells"], place)
    fine(handed_in("drill", "collect", CODE, put(tmp_path / f"{paper.id}.ipynb", notebook)))
    fine(handed_in("grade", CODE))
    assert code_marks(handed_in, "C0004") == [mark, "30", "30"]
    if mark is None:
        (listed,) = fine(handed_in("review", "list", CODE, "--json")).data
        assert listed["employee"] == "C0004"
        assert "不知道" in listed["reason"]
        assert "def solve" in listed["answer"]
        page = (handed_in.data / "runs" / CODE / f"{CODE}-C0004" / "判卷.html").read_text(encoding="utf-8")
        assert "def solve" in page


def test_the_booklet_says_what_runs_the_code(handed_in: Bench) -> None:
    (booklet,) = (handed_in.data / "drills" / CODE / "答题册").glob("C0001-*.html")
    assert f'"runs_on":"{runs_on()}"' in booklet.read_text(encoding="utf-8")
