"""session record, sign, quiz with what they should not be given: named, and nothing is taken in or lost."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.types.numeric import NUMERIC, NumericKey
from lianbing.domain.sessions.happenings import ActivityBegun, SessionClosed, SessionOpened
from tests.app.kit import Bench, told
from tests.unit.objects import item
from tests.unit.sessions.rooms import PEOPLE, PLAN, Room, at, prepared

ID = "2026-12"


def _folder(bench: Bench) -> Path:
    return bench.data / "sessions" / ID


def _hours(bench: Bench) -> list[tuple[object, ...]]:
    sheet = load_workbook(_folder(bench) / "记录" / "学时.xlsx")["学时"]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


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


def test_opening_again_to_mend_the_list_makes_no_session_longer(empty: Bench, room: Room) -> None:
    late = at(0).replace("2026-12-10", "2026-12-12")
    room.computer().write(SessionOpened(at=late, computer="培训一号", prepared=""), SessionClosed(at=late))
    assert empty("session", "record", ID).code == 0
    assert _hours(empty)[1][-2] == 40


@pytest.mark.parametrize("minutes", [136, 400 * 24 * 60])
def test_a_session_that_took_absurdly_long_counts_as_planned(empty: Bench, minutes: int) -> None:
    computer = Room(_folder(empty)).computer().opens()
    computer.write(ActivityBegun(at=at(0), activity=0))
    computer.sits("s001", PEOPLE[0])
    late = datetime.fromisoformat(at(0)) + timedelta(minutes=minutes)
    computer.write(SessionClosed(at=late.isoformat()))
    ran = empty("session", "record", ID)
    assert f"是 {minutes} 分钟，计划 45 分钟，长得不像，学时照计划的 45 分钟算" in ran.out
    assert "session record 2026-12 --minutes 分钟" in ran.out
    assert _hours(empty)[1][-2:] == (45, 1)


def test_minutes_that_the_trainer_states_count_from_then_on(empty: Bench, room: Room) -> None:
    assert empty("session", "record", ID, "--minutes", "90").code == 0
    assert _hours(empty)[1][-2:] == (90, 2)
    assert "要核实：从第一个环节" not in empty("session", "record", ID).out
    assert _hours(empty)[1][-2:] == (90, 2)
    line = json.loads(empty("session", "hours", "2026", "--json").out)["lines"][0]
    assert line["minutes"] == 90
    (_folder(empty) / "minutes.json").write_text("{", encoding="utf-8")
    told(empty("session", "record", ID), "minutes.json", "--minutes 分钟")


def test_journals_of_another_session_are_not_taken_in(empty: Bench, room: Room, tmp_path: Path) -> None:
    whole = Room(tmp_path / "2026-12-2").computer("培训三号").opens()
    told(empty("session", "record", ID, tmp_path / "2026-12-2"), "是 2026-12-2 的记录，不是 2026-12 的")
    told(empty("session", "record", ID, whole.folder), "是 2026-12-2 的记录")
    other = Room(tmp_path / "拷来的").computer("培训四号").opens()
    other.sits("s001", PEOPLE[1])
    other.votes("s001", "A", item_id="q-99")
    told(empty("session", "record", ID, other.folder), "答过的题没有一道是 2026-12 的", "没有拷进来")
    assert [path.name for path in room.folder.journals] == ["培训一号"]


def test_files_that_are_no_journals_are_not_taken_in(empty: Bench, room: Room, tmp_path: Path) -> None:
    for name, content in (("空", ""), ("乱", "不是记录\n" * 9), ("大", "\n" * 60_000_000)):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("二号/happenings.jsonl", content)
    told(empty("session", "record", ID, tmp_path / "空.zip"), "没有上课的记录")
    told(empty("session", "record", ID, tmp_path / "乱.zip"), "happenings.jsonl 里没有一行读得出来")
    told(empty("session", "record", ID, tmp_path / "大.zip"), "大得不像上课的记录")
    assert [path.name for path in room.folder.journals] == ["培训一号"]


def test_a_rehearsal_in_a_whole_folder_is_left_alone(empty: Bench, room: Room, tmp_path: Path) -> None:
    whole = Room(tmp_path / "u" / ID)
    whole.computer("二号").opens().sits("s001", PEOPLE[1])
    whole.computer("二号", whole.folder.rehearsal).opens().sits("s001", PEOPLE[2])
    ran = empty("session", "record", ID, whole.path)
    assert ran.code == 0, ran.said
    assert "C0002" in str(_hours(empty))
    assert "C0003" not in str(_hours(empty))


def test_a_session_that_is_still_open_says_to_end_it(empty: Bench) -> None:
    computer = Room(_folder(empty)).computer().opens()
    computer.write(ActivityBegun(at=at(0), activity=0))
    computer.sits("s001", PEOPLE[0])
    assert "还开着的，先在控制台按“结束培训”" in empty("session", "record", ID).out


def test_damaged_preparations_are_copied_back_not_packed_again(empty: Bench, room: Room) -> None:
    room.folder.prepared.write_text("{", encoding="utf-8")
    ran = empty("session", "record", ID)
    told(ran, "prepared.json 读不出来", "拷回来")
    assert "还没有打包" not in ran.said


def test_two_seats_are_not_each_the_same_as_the_other(empty: Bench, room: Room) -> None:
    room.computer().sits("s002", "陌生样例")
    sign = ("session", "sign", ID, "--seat")
    told(empty(*sign, "s001", "--same-as", "s001"), "不能互相并", code=2)
    assert empty(*sign, "s002", "--same-as", "s001").code == 0
    told(empty(*sign, "s001", "--same-as", "s002"), "不能互相并", code=2)
    assert empty("session", "record", ID).code == 0


def test_a_list_that_is_not_there_and_numbers_that_are_none_are_refused(empty: Bench, room: Room) -> None:
    told(empty("session", "sign", ID, "--paper", "/没有/签到.xlsx"), "没有 /没有/签到.xlsx 这个文件")
    outside = ("session", "sign", ID, "--number")
    told(empty(*outside, "C 0099/../", "--name", "样例九"), "只能用字母、数字、- 和 _", code=2)
    told(empty(*outside, "C0099", "--name", "样例\x07九"), "看不见的控制符", code=2)
    assert not (room.folder.live / "补签").exists()


def test_a_word_for_a_number_in_a_quiz_on_paper_is_named(empty: Bench, room: Room, tmp_path: Path) -> None:
    number = item("q-1", NumericKey(value=Decimal(5)), type=NUMERIC, options={})
    section = room.what.sections[0]
    items = tuple(PaperItem(1, Decimal(1), number) if one.item.id == "q-1" else one for one in section.items)
    Room(room.path, what=replace(room.what, sections=(replace(section, items=items),)))
    path = tmp_path / "测验.xlsx"
    assert empty("session", "quiz-sheet", ID, path).code == 0
    book = load_workbook(path)
    for cell, typed in zip(book["热身测验"][2][3:], ("甲", "Z"), strict=False):
        cell.value = typed
    book.save(path)
    book["热身测验"]["G2"] = "A"
    book["课后测验"]["E4"] = "A"
    book["课后测验"]["A9"], book["课后测验"]["E9"] = None, "A"
    book.save(path)
    told(empty("session", "quiz", ID, path), "E2 “Z”不是数", "G2 “A”不是哪一题的答案", "有答案，没有工号")
