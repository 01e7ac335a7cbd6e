"""What answers are gathered from drills."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lianbing.app.analysing.gathering import GatheredAnswers, SourceChoice, gather
from lianbing.domain.kernel.days import day_of, number_of
from lianbing.domain.sessions.answers import AnswerSource
from lianbing.domain.sessions.happenings import QuizKind
from lianbing.errors import LianbingError, UnknownReference, WrongUsage
from tests.app.kit import DRILL, PEOPLE, Bench
from tests.app.test_regrade import Desk
from tests.unit.sessions.rooms import PEOPLE as ROOM
from tests.unit.sessions.rooms import Room


def gathered(bench: Bench, **choice: object) -> GatheredAnswers:
    workspace = bench.workspace
    try:
        return gather(workspace, SourceChoice(**choice))  # type: ignore[arg-type]
    finally:
        workspace.close()


def received(bench: Bench) -> str:
    """The day on which the files came: what they say of themselves is before the drill was issued."""
    return str(bench.rows("submission")[0]["received_at"])[:10]


def test_marks_of_a_drill_come_with_what_was_chosen(graded: Bench) -> None:
    got = gathered(graded)
    assert not got.faults
    assert {answer.person for answer in got.answers} == {"C0001", "C0002", "C0003"}
    own = {answer.item: answer for answer in got.answers if answer.person == "C0001"}
    paper = graded.paper("C0001").paper
    choice = graded.item("C0001", "single")
    asked = next(each for each in paper.items if each.item.id == choice)
    assert own[choice].earned == own[choice].worth == asked.worth
    assert own[choice].answer == got.questions[choice].right
    assert own[choice].source is AnswerSource.DRILL
    assert (own[choice].sitting, own[choice].at) == (DRILL, received(graded))
    assert own[choice].topic
    assert got.sittings[0].people == 3


def test_an_answer_that_waits_for_a_person_is_left_out_and_counted(graded: Bench) -> None:
    got = gathered(graded)
    waiting = graded.item("C0003", "numeric")
    assert not any(answer.person == "C0003" and answer.item == waiting for answer in got.answers)
    (note,) = [note for note in got.notes if "等人评分" in note]
    assert DRILL in note
    assert note.endswith("没有算。")


def test_dates_and_drills_choose(graded: Bench) -> None:
    day = received(graded)
    assert gathered(graded, since=day_of(number_of(day) + 1)).answers == ()
    assert gathered(graded, until=day_of(number_of(day) - 1)).answers == ()
    assert gathered(graded, drills=(DRILL,), since=day, until=day).answers
    with pytest.raises(UnknownReference, match=f"没有练兵 nothing：有 {DRILL}"):
        gathered(graded, drills=("nothing",))
    with pytest.raises(WrongUsage, match="还早"):
        gathered(graded, since="2026-11-22", until="2026-11-20")
    with pytest.raises(WrongUsage, match="日期"):
        gathered(graded, since="去年")


def test_pseudonyms_stand_everywhere(graded: Bench) -> None:
    hidden, again = (gathered(graded, pseudonyms=True) for _ in range(2))
    assert hidden == again
    shown = repr(replace(hidden, questions={}))
    assert not any(number in shown or name in shown for number, name in PEOPLE)
    assert len({answer.person for answer in hidden.answers}) == 3


def test_a_lost_file_is_named_and_the_others_are_used(graded: Bench) -> None:
    (row,) = graded.rows("submission", f"paper = '{DRILL}-C0002'")
    (graded.data / "submissions" / f"{row['digest']}.ipynb").unlink()
    got = gathered(graded)
    (fault,) = got.faults
    assert "C0002" in fault.file
    assert "备份" in fault.message
    assert {answer.person for answer in got.answers} == {"C0001", "C0003"}


def test_without_a_store_there_is_nothing(empty: Bench) -> None:
    got = gathered(empty)
    assert (got.answers, got.notes) == ((), ("这里还没有发过卷。",))
    with pytest.raises(LianbingError, match="没有练兵"):
        gathered(empty, drills=(DRILL,))


def test_quizzes_of_a_session_are_answers_too(graded: Bench) -> None:
    computer = Room(graded.data / "sessions" / "2026-12").computer().opens()
    for place, person in enumerate(ROOM[:2], 1):
        computer.sits(f"s00{place}", person)
        computer.answers(f"s00{place}", QuizKind.WARM_UP, "A", q_1="C" if place == 1 else "A", q_2=["A"])
    computer.sits("s003", "外单位样例")
    computer.answers("s003", QuizKind.EXIT, "B", q_3="C")
    computer.closes(90)
    got = gathered(graded)
    quizzes = [answer for answer in got.answers if answer.source is AnswerSource.QUIZ]
    assert {answer.sitting for answer in quizzes} == {"2026-12/warm-up", "2026-12/exit"}
    own = {answer.item: answer for answer in quizzes if answer.person == ROOM[0].id}
    assert own["q-1"].earned == own["q-1"].worth == 1
    assert own["q-1"].answer == got.questions["q-1"].right
    assert own["q-1"].unit == ROOM[0].team
    assert {answer.person for answer in quizzes if answer.sitting == "2026-12/exit"} == {""}
    held = {sitting.id: sitting.people for sitting in got.sittings}
    assert (held["2026-12/warm-up"], held["2026-12/exit"], held[DRILL]) == (2, 1, 3)
    labels = {sitting.id: sitting.label for sitting in got.sittings}
    assert (labels["2026-12/warm-up"], labels["2026-12/exit"]) == ("2026-12 热身测验", "2026-12 课后测验")
    assert labels[DRILL].endswith(f"（{DRILL}）")
    assert not [answer for answer in gathered(graded, with_sessions=False).answers if answer in quizzes]
    assert not [answer for answer in gathered(graded, until="2026-11-01").answers if answer in quizzes]


def test_a_withdrawn_question_is_left_out_and_counted(graded: Bench, own_content: Path) -> None:
    desk = Desk(own_content, graded.data)
    item = desk.retirable("C0002")
    asked = sum(answer.item == item for answer in gathered(desk).answers)
    desk.retire(item)
    assert desk.confirm("--withdrawn", "full").code == 0
    got = gathered(desk)
    assert asked
    assert not [answer for answer in got.answers if answer.item == item]
    assert any(note.endswith(f"：{asked} 题次是作废的题，没有算。") for note in got.notes)
