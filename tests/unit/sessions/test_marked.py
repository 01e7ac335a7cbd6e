"""Answers to the quizzes of a session with their marks, in the letters of the bank."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from lianbing.domain.sessions.happenings import QuizKind
from lianbing.domain.sessions.marked import QuizMark
from lianbing.sessions.reading import read_session
from tests.unit.sessions.rooms import PEOPLE, Room


def _marked(room: Room) -> dict[tuple[str, QuizKind, str], QuizMark]:
    return {(one.seat, one.quiz, one.item): one for one in read_session(room.folder).marked()}


def test_answers_are_marked_and_told_in_the_letters_of_the_bank(tmp_path: Path) -> None:
    room = Room(tmp_path / "2026-12")
    computer = room.computer().opens()
    computer.sits("s001", PEOPLE[0])
    computer.answers("s001", QuizKind.WARM_UP, "A", q_1="C", q_2=["B", "D"])
    computer.answers("s001", QuizKind.EXIT, "B", q_3="A", q_4=True)
    marked = _marked(room)
    first = marked["s001", QuizKind.WARM_UP, "q-1"]
    assert (first.number, first.answer, first.earned, first.worth) == ("C0001", "B", Decimal(1), Decimal(1))
    assert marked["s001", QuizKind.WARM_UP, "q-2"].answer == "AC"
    assert marked["s001", QuizKind.WARM_UP, "q-2"].earned == Decimal(1)
    assert marked["s001", QuizKind.EXIT, "q-3"].answer == "D"
    assert marked["s001", QuizKind.EXIT, "q-3"].earned == Decimal(0)
    assert marked["s001", QuizKind.EXIT, "q-4"].answer == "对"


def test_what_was_left_out_of_a_quiz_that_was_begun_earns_nothing(tmp_path: Path) -> None:
    room = Room(tmp_path / "2026-12")
    computer = room.computer().opens()
    computer.sits("s001", "外单位样例")
    computer.answers("s001", QuizKind.WARM_UP, "A", q_1="C")
    marked = _marked(room)
    assert marked.keys() == {("s001", QuizKind.WARM_UP, "q-1"), ("s001", QuizKind.WARM_UP, "q-2")}
    assert marked["s001", QuizKind.WARM_UP, "q-2"].earned == Decimal(0)
    assert {one.number for one in marked.values()} == {""}


def test_an_answer_that_cannot_be_read_has_no_mark(tmp_path: Path) -> None:
    room = Room(tmp_path / "2026-12")
    computer = room.computer().opens()
    computer.sits("s001", PEOPLE[0])
    computer.answers("s001", QuizKind.WARM_UP, "A", q_1="Z", q_2="A")
    marked = _marked(room)
    assert [marked["s001", QuizKind.WARM_UP, item].earned for item in ("q-1", "q-2")] == [None, None]
