"""session record, sign, quiz with what they should not be given: named, and nothing is taken in or lost."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from lianbing.domain.sessions.happenings import ActivityBegun
from tests.app.kit import Bench, told
from tests.unit.sessions.rooms import PEOPLE, PLAN, Room, at, prepared

ID = "2026-12"


def _folder(bench: Bench) -> Path:
    return bench.data / "sessions" / ID


@pytest.fixture
def room(empty: Bench) -> Room:
    """A session with four people expected, of whom one was there for forty minutes."""
    room = Room(_folder(empty))
    computer = room.computer().opens()
    computer.write(ActivityBegun(at=at(0), activity=0))
    computer.sits("s001", PEOPLE[0])
    computer.votes("s001", "A")
    computer.closes(40)
    return room


def test_a_session_without_votes_has_a_record(empty: Bench) -> None:
    plan = replace(PLAN, activities=tuple(one for one in PLAN.activities if not one.items))
    computer = Room(_folder(empty), what=prepared(plan)).computer().opens()
    computer.write(ActivityBegun(at=at(0), activity=0))
    computer.sits("s001", PEOPLE[0])
    computer.closes(25)
    assert empty("session", "record", ID).code == 0
    assert (_folder(empty) / "记录" / "转投.xlsx").is_file()


def test_a_zip_with_damaged_contents_is_named(empty: Bench, room: Room, tmp_path: Path) -> None:
    path = tmp_path / "二号.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("二号/happenings.jsonl", "一行\n" * 5000)
    content = bytearray(path.read_bytes())
    content[60:80] = b"\xff" * 20
    path.write_bytes(content)
    told(empty("session", "record", ID, path), "二号.zip", "没有损坏的 zip")
