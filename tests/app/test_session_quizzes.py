"""Quizzes on paper: a sheet to type them into, and what comes back of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from lianbing.domain.sessions.happenings import QuizKind
from tests.app.kit import Bench, told
from tests.unit.sessions.rooms import PEOPLE, Room

ID = "2026-12"
WARM_UP, EXIT = (quiz.label for quiz in QuizKind)


@pytest.fixture
def room(empty: Bench) -> Room:
    """One answered the warm-up on a phone; nobody else was there."""
    room = Room(empty.data / "sessions" / ID)
    computer = room.computer().opens()
    computer.sits("s001", PEOPLE[0])
    computer.answers("s001", QuizKind.WARM_UP, "A", q_1="C", q_2=["A"])
    computer.closes()
    return room


def _filled(bench: Bench, path: Path, cells: dict[tuple[str, str], str]) -> Path:
    """The sheet with what stands in the columns from 卷 on, by table and number."""
    assert bench("session", "quiz-sheet", ID, path).code == 0
    book = load_workbook(path)
    for (sheet, number), text in cells.items():
        (row,) = [row for row in book[sheet].iter_rows(min_row=2) if row[0].value == number]
        for cell, typed in zip(row[3:], text.split(), strict=False):
            cell.value = typed
    book.save(path)
    return path


def test_what_was_answered_on_paper_counts_like_what_was_answered_on_phones(
    empty: Bench, room: Room, tmp_path: Path
) -> None:
    cells = {
        (WARM_UP, "C0002"): "乙 a ／",
        (EXIT, "C0002"): "甲 C BD",
        (EXIT, "C0001"): "乙 C 对",
    }
    path = _filled(empty, tmp_path / "测验.xlsx", cells)
    ran = empty("session", "quiz", ID, path)
    assert ran.code == 0, ran.said
    assert "2 人，5 个答案" in ran.out
    ran = empty("session", "record", ID)
    assert ran.code == 0, ran.said
    assert "实到 2 人" in ran.out, "who handed in a quiz on paper was there"
    assert "只做了" not in ran.out
    assert "先做甲卷 1 人，先做乙卷 1 人" in ran.out


def test_taking_a_sheet_again_changes_nothing_and_a_corrected_answer_counts(
    empty: Bench, room: Room, tmp_path: Path
) -> None:
    path = _filled(empty, tmp_path / "测验.xlsx", {(WARM_UP, "C0002"): "乙 A 对"})
    journal = room.folder.live / "补签" / "happenings.jsonl"
    assert empty("session", "quiz", ID, path).code == 0
    first = journal.read_bytes()
    assert empty("session", "quiz", ID, path).code == 0
    assert journal.read_bytes() == first
    path = _filled(empty, tmp_path / "又一张.xlsx", {(WARM_UP, "C0002"): "乙 A 错"})
    assert empty("session", "quiz", ID, path).code == 0
    assert journal.read_bytes().count(b"\n") == 3


def test_phones_come_first_and_are_not_on_the_sheet(empty: Bench, room: Room, tmp_path: Path) -> None:
    path = tmp_path / "测验.xlsx"
    assert "4 人" in empty("session", "quiz-sheet", ID, path).out
    book = load_workbook(path)
    assert "C0001" not in [row[0].value for row in book[WARM_UP].iter_rows()]
    assert "C0001" in [row[0].value for row in book[EXIT].iter_rows()]
    book[WARM_UP].append(["C0001", "样例一", "城区一部", "甲", "A", "A"])
    book.save(path)
    ran = empty("session", "quiz", ID, path)
    assert "以手机为准，纸上的没有记：C0001 热身测验" in ran.out


@pytest.mark.parametrize(
    ("cells", "pieces"),
    [
        ({(WARM_UP, "C0002"): "丙 A A"}, ("C0002 的卷要写甲或乙",)),
        ({(WARM_UP, "C0002"): "甲 Z A"}, ("E2 “Z”读不懂", "A–D 里的一个字母")),
        ({(WARM_UP, "C0002"): "甲 A A", (EXIT, "C0002"): "甲 A A"}, ("C0002 两次写的是同一份卷",)),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_taken(
    empty: Bench, room: Room, tmp_path: Path, cells: dict[tuple[str, str], str], pieces: tuple[str, ...]
) -> None:
    told(empty("session", "quiz", ID, _filled(empty, tmp_path / "测验.xlsx", cells)), *pieces)
    assert not (room.folder.live / "补签").exists()


def test_somebody_unknown_and_another_file_are_named(empty: Bench, room: Room, tmp_path: Path) -> None:
    path = tmp_path / "测验.xlsx"
    assert empty("session", "quiz-sheet", ID, path).code == 0
    book = load_workbook(path)
    book[EXIT].append(["C0077", "样例", "", "甲", "A", "A"])
    book.save(path)
    told(empty("session", "quiz", ID, path), "应到名单和签到里都没有 C0077")
    assert empty("session", "record", ID).code == 0
    told(empty("session", "quiz", ID, room.folder.record / "学时.xlsx"), "没有“热身测验”“课后测验”这两张表")


def test_a_session_that_was_not_packed_has_no_quizzes(empty: Bench, tmp_path: Path) -> None:
    (empty.data / "sessions" / ID).mkdir(parents=True)
    told(empty("session", "quiz-sheet", ID, tmp_path / "x.xlsx"), "还没有打包")
