"""The folder of a session read again, whatever became of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.domain.sessions.happenings import QuizKind
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.journal_files import HAPPENINGS, SEATS
from lianbing.sessions.reading import read_session
from tests.unit.sessions.rooms import PEOPLE, PLAN, Room

DEEP = b"[" * 200_000
"""Nested deeper than any reader goes."""


def test_an_empty_folder_holds_nothing_and_has_no_faults(tmp_path: Path) -> None:
    read = read_session(SessionFolder(tmp_path / "2026-12"))
    assert (read.prepared, read.plan, read.people, read.journals, read.faults) == (None, None, None, (), ())
    assert read.marked() == ()


def test_what_is_prepared_brings_the_plan(tmp_path: Path) -> None:
    read = read_session(Room(tmp_path / "2026-12").folder)
    assert read.plan == PLAN
    assert read.people
    assert read.people.people == PEOPLE


def test_seats_of_two_computers_are_not_mixed_up(tmp_path: Path) -> None:
    room = Room(tmp_path / "2026-12")
    first, second = room.computer("甲电脑").opens(), room.computer("乙电脑").opens(1)
    first.sits("s001", PEOPLE[0])
    second.sits("s001", PEOPLE[1])
    first.votes("s001", "A")
    second.votes("s001", "B")
    held = read_session(room.folder).held
    assert {one.number: one.seats for one in held.present} == {"C0001": ("甲电脑/s001",), "C0002": ("乙电脑/s001",)}
    assert {one.seat: one.answer for one in held.ballots} == {"甲电脑/s001": "A", "乙电脑/s001": "B"}


def test_one_person_on_two_computers_is_one_and_the_later_vote_counts(tmp_path: Path) -> None:
    room = Room(tmp_path / "2026-12")
    first, second = room.computer("甲电脑").opens(), room.computer("乙电脑").opens(1)
    first.sits("s001", PEOPLE[0])
    second.sits("s007", PEOPLE[0])
    second.votes("s007", "B", minute=22)
    first.votes("s001", "A", minute=21)
    held = read_session(room.folder).held
    assert [one.number for one in held.present] == ["C0001"]
    assert [one.answer for one in held.ballots] == ["B"]


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("prepared.json", b"{", "重新打包"),
        ("people.json", b'{"schema": "lianbing/session-people@9"}', "--roster"),
        ("prepared.json", DEEP, "重新打包"),
        ("people.json", DEEP, "--roster"),
    ],
)
def test_a_damaged_file_is_named_and_the_rest_is_read(tmp_path: Path, name: str, content: bytes, text: str) -> None:
    room = Room(tmp_path / "2026-12")
    room.computer().opens().sits("s001", PEOPLE[0])
    (room.path / name).write_bytes(content)
    read = read_session(room.folder)
    assert [(fault.file, text in fault.message) for fault in read.faults] == [(name, True)]
    assert len(read.held.present) == 1


def test_answers_to_questions_that_are_not_prepared_are_named(tmp_path: Path) -> None:
    room = Room(tmp_path / "2026-12")
    computer = room.computer().opens()
    computer.sits("s001", PEOPLE[0])
    computer.answers("s001", QuizKind.EXIT, "A", q_9="A", q_1="C")
    (fault,) = read_session(room.folder).faults
    assert "q-9（1 个答案）" in fault.message
    assert "prepared.json 拷回来" in fault.message


def test_questions_that_were_answered_are_copied_back_and_not_packed_again(tmp_path: Path) -> None:
    room = Room(tmp_path / "2026-12")
    computer = room.computer().opens()
    computer.sits("s001", PEOPLE[0])
    computer.votes("s001", "A")
    room.folder.prepared.write_bytes(b"{")
    (fault,) = read_session(room.folder).faults
    assert "拷回来" in fault.message
    assert "session pack" not in fault.message


def test_a_line_that_is_nested_too_deep_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    room = Room(tmp_path / "2026-12")
    room.computer("甲电脑").opens().sits("s001", PEOPLE[0])
    with (room.folder.live / "甲电脑" / SEATS).open("ab") as file:
        file.write(DEEP + b"\n")
    read = read_session(room.folder)
    assert [(fault.file, fault.line) for fault in read.faults] == [("甲电脑/seats.jsonl", 2)]
    assert len(read.held.present) == 1


@pytest.mark.parametrize("name", [SEATS, HAPPENINGS])
def test_a_journal_that_the_system_does_not_let_be_read_is_named(tmp_path: Path, name: str) -> None:
    room = Room(tmp_path / "2026-12")
    room.computer("甲电脑").opens().sits("s001", PEOPLE[0])
    path = room.folder.live / "甲电脑" / name
    path.unlink()
    path.mkdir()
    (fault,) = read_session(room.folder).faults
    assert fault.file == f"甲电脑/{name}"
    assert "读不了" in fault.message
