"""A person is taken out of sessions: lists lose lines, what is written goes, votes stay without anybody's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.app.privacy import leftovers
from lianbing.domain.sessions.happenings import NoteTaken
from tests.app.kit import Bench
from tests.unit.sessions.rooms import PEOPLE, Room, at

ID, GONE, NAME = "2026-12", "C0002", "样例二"
REASON = "本人离职，保存年限已满"


@pytest.fixture
def room(empty: Bench) -> Room:
    room = Room(empty.data / "sessions" / ID)
    computer = room.computer().opens()
    for place, person in enumerate(PEOPLE[:3], 1):
        computer.sits(f"s00{place}", person)
        computer.votes(f"s00{place}", "A")
    computer.sits("s004", NAME, minute=3)
    computer.sits("s005", PEOPLE[1], minute=4)
    computer.sits("s005", PEOPLE[3], minute=5)
    computer.closes()
    room.computer(folder=room.folder.rehearsal).sits("s001", PEOPLE[1])
    (room.folder.materials).mkdir()
    (room.folder.materials / "签到表.docx").write_bytes(NAME.encode())
    (room.folder.materials / "讲义.docx").write_bytes(b"x")
    assert empty("session", "record", ID).code == 0
    assert empty("session", "hours", "2026").code == 0
    return room


def _naming(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word.encode() in path.read_bytes() for word in (GONE, NAME))]


def _purge(bench: Bench) -> list[str]:
    plan = bench("purge", "--number", GONE, "--json").data
    ran = bench("purge", "--number", GONE, "--confirm", plan["code"], "--reason", REASON)
    assert ran.code == 0, ran.said
    return [*plan["files"], *plan["lists"]]


def test_nothing_of_the_person_is_left_and_the_votes_of_all_still_count(empty: Bench, room: Room) -> None:
    assert _naming(room.path)
    listed = _purge(empty)
    assert not _naming(room.path)
    assert listed == [
        f"sessions/{ID}/记录",
        f"sessions/{ID}/live-rehearsal",
        f"sessions/{ID}/材料/签到表.docx",
        "sessions/培训学时-2026.xlsx",
        f"sessions/{ID}/people.json",
        f"sessions/{ID}/live/培训一号/seats.jsonl",
    ]
    assert (room.folder.materials / "讲义.docx").is_file()
    ran = empty("session", "record", ID)
    assert ran.code == 0, ran.said
    assert "应到 3 人，实到 3 人" in ran.out
    assert not _naming(room.path)
    assert '"s002"' in (room.folder.live / "培训一号" / "happenings.jsonl").read_text(encoding="utf-8")


def test_a_seat_that_was_somebody_elses_in_the_end_stays_theirs(empty: Bench, room: Room) -> None:
    _purge(empty)
    seats = (room.folder.live / "培训一号" / "seats.jsonl").read_text(encoding="utf-8")
    assert '"C0004"' in seats
    assert seats.count('"s005"') == 1


def test_what_the_trainer_wrote_is_named_and_left(empty: Bench, room: Room) -> None:
    room.computer().write(NoteTaken(at=at(50), text=f"{NAME}讲得好"))
    code = empty("purge", "--number", GONE, "--json").data["code"]
    ran = empty("purge", "--number", GONE, "--confirm", code, "--reason", REASON)
    assert f"sessions/{ID}/live/培训一号/happenings.jsonl" in ran.err


def test_plans_that_were_put_aside_are_searched_too(empty: Bench, room: Room) -> None:
    for name in ("plan.old.yml", "plan.new.yml"):
        (room.path / name).write_text(f"trainer: {NAME}\n", encoding="utf-8")
    code = empty("purge", "--number", GONE, "--json").data["code"]
    ran = empty("purge", "--number", GONE, "--confirm", code, "--reason", REASON)
    assert f"sessions/{ID}/plan.old.yml" in ran.err
    assert f"sessions/{ID}/plan.new.yml" in ran.err


def test_a_purge_that_was_killed_goes_on(empty: Bench, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    code = empty("purge", "--number", GONE, "--json").data["code"]

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(leftovers, "take_out", killed)
        empty("purge", "--number", GONE, "--confirm", code, "--reason", REASON)
    assert _naming(room.path)
    assert "已经做完" in empty("purge", "--number", GONE).out
    assert not _naming(room.path)


def test_the_month_of_a_session_counts_for_how_long_records_are_kept(empty: Bench, room: Room) -> None:
    (person,) = empty("purge", "--number", GONE, "--json").data["people"]
    assert (person["name"], person["unit"], person["last_period"], person["is_early"]) == (NAME, "城区一部", ID, True)
