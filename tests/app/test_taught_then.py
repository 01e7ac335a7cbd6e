"""讲过以后: who is compared with whom, which answers count, and how sure a change is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.app.sessions.moments import Moments, held_at
from lianbing.app.sessions.taught_then import Aftermath, taught_then
from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.answers import AnswerSource, GatheredAnswer
from lianbing.domain.sessions.taught import TaughtThen
from lianbing.domain.workbook import Workbook
from lianbing.errors import UnknownReference
from lianbing.psychometrics.gains import paired_change
from lianbing.sessions.reading import SessionFiles, read_session
from tests.app.kit import Bench
from tests.unit.sessions.rooms import PLAN, Room, prepared

PEOPLE = tuple(Employee(id=f"C{number:04}", name=f"样例{number}", team="城区一部") for number in range(9))
BEFORE, AFTER = "2026-11-20", "2027-01-20"


def session(folder: Path, name: str, day: str, present: int = 3) -> SessionFiles:
    """A session on VIS-01 with the first people of the list."""
    room = Room(folder / name, PEOPLE, prepared(replace(PLAN, id=name)))
    computer = room.computer().opens()
    for place, person in enumerate(PEOPLE[:present]):
        computer.sits(f"s{place}", person)
    for path in room.folder.live.rglob("*.jsonl"):
        path.write_text(path.read_text(encoding="utf-8").replace("2026-12-10", day), encoding="utf-8")
    return read_session(room.folder)


def answers(sitting: str, day: str, *earned: int, source: AnswerSource = AnswerSource.DRILL) -> list[GatheredAnswer]:
    """An answer of each person in turn, right or wrong."""
    return [
        GatheredAnswer(
            person=person.id,
            unit=person.team,
            item=f"{sitting}-1",
            topic="visit-discipline",
            rests_on=("VIS-01", "VIS-02"),
            at=day,
            source=source,
            sitting=sitting,
            worth=Decimal(2),
            earned=Decimal(2 * right),
            answer="A",
        )
        for person, right in zip(PEOPLE, earned, strict=False)
    ]


def became(
    workbook: Workbook, files: SessionFiles, *given: list[GatheredAnswer], others: tuple[SessionFiles, ...] = ()
) -> TaughtThen:
    held = (files, *others)
    moments = Moments({each.folder.id: held_at(each) for each in held}, held)
    return Aftermath(workbook, moments, [answer for each in given for answer in each]).of(files)


def test_those_who_came_are_compared_with_themselves_and_the_absent_stand_beside(
    tmp_path: Path, workbook: Workbook
) -> None:
    files = session(tmp_path, "2026-12", "2026-12-10", present=8)
    before, after = (0, 0, 1, 0, 0, 1, 0, 0), (1, 1, 1, 0, 1, 1, 1, 1)
    then = became(workbook, files, answers("old", BEFORE, *before, 0), answers("new", AFTER, *after, 1))
    together, clause = then.clauses
    assert (together.clause, clause.clause) == ("", "VIS-01")
    assert clause.present.people == 8
    assert (clause.present.before, clause.present.after) == (2 / 8, 7 / 8)
    expected = paired_change([*zip(before, after, strict=True)], 1)
    assert (clause.present.change, clause.present.low) == (expected.value, expected.low)
    assert clause.present.high == 1, "no share changes by more than 1"
    assert clause.absent.people == 1
    assert clause.absent.low is None
    assert "太少" in clause.absent.why_not
    assert clause.sittings == ("new",)


def test_a_person_with_several_answers_counts_once(tmp_path: Path, workbook: Workbook) -> None:
    files = session(tmp_path, "2026-12", "2026-12-10")
    given = (answers("old", BEFORE, 0, 0, 0), answers("new", AFTER, 1, 1, 0), answers("newer", AFTER, 0, 1, 0))
    clause = became(workbook, files, *given).clauses[0]
    assert clause.present.people == 3
    assert clause.present.after == pytest.approx((0.5 + 1 + 0) / 3)


def test_who_has_answers_on_one_side_alone_is_counted_and_not_compared(tmp_path: Path, workbook: Workbook) -> None:
    files = session(tmp_path, "2026-12", "2026-12-10")
    clause = became(workbook, files, answers("old", BEFORE, 0, 0, 1), answers("new", AFTER, 1, 1)).clauses[0]
    assert (clause.present.people, clause.present.only_before, clause.present.only_after) == (2, 1, 0)


def test_a_drill_of_the_same_day_is_before_or_after_by_its_time(tmp_path: Path, workbook: Workbook) -> None:
    files = session(tmp_path, "2026-12", "2026-12-10")
    start = held_at(files)
    moments = Moments({"2026-12": start, "morning": start.replace(hour=8), "evening": start.replace(hour=18)}, (files,))
    given = [*answers("morning", "2026-12-10", 0, 0, 0), *answers("evening", "2026-12-10", 1, 1, 1)]
    clause = Aftermath(workbook, moments, given).of(files).clauses[0]
    assert (clause.present.before, clause.present.after) == (0, 1)


def test_neither_the_quiz_at_the_end_nor_self_study_counts(tmp_path: Path, workbook: Workbook) -> None:
    files = session(tmp_path, "2026-12", "2026-12-10")
    exits = answers("2026-12/exit", "2026-12-10", 1, 1, 1, source=AnswerSource.QUIZ)
    records = answers("record", AFTER, 1, 1, 1, source=AnswerSource.RECORD)
    assert "还没有练兵" in became(workbook, files, answers("old", BEFORE, 0, 0, 0), exits, records).why_not


def test_what_is_taught_again_counts_for_the_later_session(tmp_path: Path, workbook: Workbook) -> None:
    """But for the quiz at the beginning of that session, which shows what was left of this one."""
    files, again = session(tmp_path, "2026-12", "2026-12-10"), session(tmp_path, "2027-01", "2027-01-10")
    warm_up = answers("2027-01/warm-up", "2027-01-10", 1, 0, 0, source=AnswerSource.QUIZ)
    given = (answers("old", BEFORE, 0, 0, 0), warm_up, answers("new", AFTER, 1, 1, 1))
    first = became(workbook, files, *given, others=(again,))
    assert first.clauses[0].sittings == ("2027-01/warm-up",)
    assert first.sittings == ("2027-01 热身测验",)
    assert first.clauses[0].present.after == pytest.approx(1 / 3)
    second = became(workbook, again, *given, others=(files,))
    assert second.clauses[0].sittings == ("new",)


def test_nothing_to_compare_says_why(tmp_path: Path, workbook: Workbook) -> None:
    files = session(tmp_path, "2026-12", "2026-12-10")
    assert "办以前没有" in became(workbook, files, answers("new", AFTER, 1, 1)).why_not
    nobody = session(tmp_path, "2027-02", "2027-02-10", present=0)
    assert "还没有办过" in became(workbook, nobody, answers("new", AFTER, 1, 1)).why_not


def test_a_session_that_never_was_is_named(shipped: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownReference, match=r"没有 2026-12 这次培训"):
        taught_then(Bench(shipped, tmp_path / "data").workspace, "2026-12")
