"""Planning a session: from a drill's weak clauses or from nothing, never over what the trainer edited."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lianbing.domain.sessions.happenings import SeatEntry, SignedInBy
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.journal_files import SEATS, JournalWriter
from lianbing.sessions.plan_reading import read_plan
from tests.app.kit import DRILL, PEOPLE, Bench, told

MONTH = "2026-12"


@pytest.fixture
def nothing(shipped: Path, tmp_path: Path) -> Bench:
    """A workbook in which nobody has done anything."""
    return Bench(shipped, tmp_path / "data")


@pytest.fixture
def desk(graded_once: Bench, tmp_path: Path) -> Bench:
    return Bench(graded_once.root, shutil.copytree(graded_once.data, tmp_path / "data"))


def folder(bench: Bench, session: str = MONTH) -> SessionFolder:
    return SessionFolder(bench.data / "sessions" / session)


def held(bench: Bench, session: str, at: str) -> None:
    """Somebody signed in."""
    writer = JournalWriter(folder(bench, session).live / "一号机")
    seat = SeatEntry(seat="1", number="C0001", name="样例甲", unit="一部", at=at, by=SignedInBy.CODE)
    writer.write_seats([seat])
    writer.close()


def test_with_nothing_known_the_plan_is_of_what_was_never_taught_and_says_so(nothing: Bench) -> None:
    ran = nothing("session", "plan", MONTH)
    assert ran.code == 0, ran.said
    for piece in ("还没有练兵、测验或学习记录", "从没讲过", "TRN-02", "不少于 1 次", "不知道谁来"):
        assert piece in ran.said, piece
    plan = read_plan(folder(nothing).plan, nothing.workspace.workbook)
    assert plan.minutes == 90
    assert 2 <= len(plan.goals) <= 4
    assert not folder(nothing).people.exists()


def test_what_is_planned_is_in_the_list(nothing: Bench) -> None:
    assert "还没有月度培训" in nothing("session", "list").out
    nothing("session", "plan", MONTH, "--date", "2026-12-18")
    (listed,) = nothing("session", "list", "--json").data["sessions"]
    assert listed["state"] == "计划"
    assert listed["date"] == "2026-12-18"
    assert listed["present"] == 0
    assert len(listed["goals"]) >= 2


def test_the_people_of_the_newest_drill_are_expected(desk: Bench) -> None:
    ran = desk("session", "plan", MONTH)
    assert ran.code == 0, ran.said
    written = json.loads(folder(desk).people.read_text(encoding="utf-8"))
    assert [each["id"] for each in written["people"]] == [number for number, _ in PEOPLE]
    assert DRILL in written["source"]
    assert "依据 1 场" in ran.out


def test_too_few_answers_are_called_too_few(desk: Bench) -> None:
    """Four people on different papers: nothing is said of any clause, and the plan still stands."""
    planned = desk("session", "plan", MONTH, "--json").data
    assert planned["seen"]["weak"] == []
    assert planned["seen"]["too_few"] > 20
    assert f"另有 {planned['seen']['too_few']} 条答过的题太少，不下结论" in desk("session", "plan", MONTH).out


def test_answers_of_others_than_those_expected_are_left_out_and_counted(desk: Bench, tmp_path: Path) -> None:
    roster = tmp_path / "名单.csv"
    roster.write_text("工号,姓名,部门\nC0001,样例甲,一部\n", encoding="utf-8")
    everybody = desk("session", "plan", MONTH, "--json").data["seen"]["answers"]
    planned = desk("session", "plan", "2026-11", "--roster", roster, "--json").data
    assert 0 < planned["seen"]["answers"] < everybody
    assert f"{everybody - planned['seen']['answers']} 题次不是名单上的人答的" in "".join(planned["seen"]["notes"])


def test_an_edited_plan_stays_and_the_new_one_lies_beside_it(nothing: Bench) -> None:
    nothing("session", "plan", MONTH)
    path = folder(nothing).plan
    edited = path.read_text(encoding="utf-8").replace("title: ", "title: 我改的 ", 1)
    path.write_text(edited, encoding="utf-8")
    ran = nothing("session", "plan", MONTH)
    assert ran.code == 0
    told_of = ("没有动它", "plan.new.yml", "--replace")
    assert all(piece in ran.said for piece in told_of), ran.said
    assert path.read_text(encoding="utf-8") == edited
    assert path.with_name("plan.new.yml").exists()
    assert nothing("session", "plan", MONTH, "--replace").code == 0
    assert path.read_text(encoding="utf-8") != edited
    assert path.with_name("plan.old.yml").read_text(encoding="utf-8") == edited


def test_planning_again_without_an_edit_changes_nothing(nothing: Bench) -> None:
    nothing("session", "plan", MONTH)
    before = folder(nothing).plan.read_bytes()
    assert "没有动它" not in nothing("session", "plan", MONTH).said
    assert folder(nothing).plan.read_bytes() == before


def test_day_and_place_stay_when_a_session_is_planned_again(nothing: Bench) -> None:
    nothing("session", "plan", MONTH, "--date", "2026-12-18", "--place", "三楼会议室", "--trainer", "样例培训师")
    nothing("session", "plan", MONTH, "--date", "2026-12-19", "--minutes", "60", "--replace")
    plan = read_plan(folder(nothing).plan, nothing.workspace.workbook)
    assert (plan.date, plan.place, plan.trainer, plan.minutes) == ("2026-12-19", "三楼会议室", "样例培训师", 60)


def test_a_session_that_was_held_is_not_planned_again(nothing: Bench) -> None:
    nothing("session", "plan", MONTH)
    held(nothing, MONTH, "2026-12-18T14:00:00+08:00")
    told(nothing("session", "plan", MONTH), "已经办过", "2026-12-2", code=2)
    assert nothing("session", "plan", "2026-12-2").code == 0


def test_the_list_of_a_session_that_was_held_is_written_again(nothing: Bench, tmp_path: Path) -> None:
    nothing("session", "plan", MONTH)
    held(nothing, MONTH, "2026-12-18T14:00:00+08:00")
    plan = folder(nothing).plan.read_bytes()
    folder(nothing).people.write_text("{", encoding="utf-8")
    roster = tmp_path / "名单.csv"
    roster.write_text("工号,姓名,部门\nC0001,样例甲,一部\n", encoding="utf-8")
    told(nothing("session", "plan", MONTH, "--roster", roster, "--replace"), "已经办过", "--roster", code=2)
    ran = nothing("session", "plan", MONTH, "--roster", roster)
    assert ran.code == 0, ran.said
    assert "计划没有动；名单重新写了：应到 1 人" in ran.out
    assert folder(nothing).plan.read_bytes() == plan
    assert [each["id"] for each in json.loads(folder(nothing).people.read_bytes())["people"]] == ["C0001"]
    (listed,) = nothing("session", "list", "--json").data["sessions"]
    assert (listed["expected"], listed["fault"]) == (1, "")


def test_a_journal_that_can_not_be_read_does_not_stop_the_others(nothing: Bench) -> None:
    held(nothing, "2026-10", "2026-10-18T14:00:00+08:00")
    held(nothing, "2026-11", "2026-11-18T14:00:00+08:00")
    journal = folder(nothing, "2026-11").live / "一号机" / SEATS
    journal.unlink()
    journal.mkdir()
    ran = nothing("session", "list", "--json")
    first, second = ran.data["sessions"]
    assert first["present"] == 1
    assert f"一号机/{SEATS}" not in first["fault"]
    assert "读不了" in second["fault"]
    ran = nothing("session", "plan", MONTH)
    assert "培训 2026-11 一号机" in ran.err
    assert folder(nothing).plan.exists()


def test_months_without_a_session_are_named(nothing: Bench) -> None:
    held(nothing, "2026-09", "2026-09-18T14:00:00+08:00")
    held(nothing, "2026-11", "2026-11-18T14:00:00+08:00")
    assert "10 月没有办过培训。" in nothing("session", "plan", MONTH).out
    assert nothing("session", "list", "--json").data["without"][0] == "2026-10"


def test_guests_are_counted_apart_from_those_of_the_list(nothing: Bench, tmp_path: Path) -> None:
    roster = tmp_path / "名单.csv"
    roster.write_text("工号,姓名,部门\nC0001,样例甲,一部\nC0002,样例乙,一部\n", encoding="utf-8")
    nothing("session", "plan", MONTH, "--roster", roster)
    held(nothing, MONTH, "2026-12-18T14:00:00+08:00")
    writer = JournalWriter(folder(nothing).live / "二号机")
    at, by = "2026-12-18T14:05:00+08:00", SignedInBy.CODE
    writer.write_seats(
        [
            SeatEntry(seat="2", number="", name="样例来宾", unit="", at=at, by=by),
            SeatEntry(seat="3", number="C0009", name="样例丙", unit="", at=at, by=by),
        ]
    )
    writer.close()
    (listed,) = nothing("session", "list", "--json").data["sessions"]
    assert (listed["present"], listed["guests"], listed["expected"]) == (1, 2, 2)
    assert "1/2（另有来宾 2）" in nothing("session", "list").out


def test_a_list_of_people_with_faults_writes_nothing(nothing: Bench, tmp_path: Path) -> None:
    roster = tmp_path / "名单.csv"
    roster.write_text("工号,姓名,部门\nC0001,样例甲,一部\nC0001,样例乙,一部\n,样例丙,一部\n", encoding="utf-8")
    told(nothing("session", "plan", MONTH, "--roster", roster), "名单.csv:3", "名单.csv:4", "共 2 处问题")
    assert not folder(nothing).path.exists()


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        (("2026-13",), ("不是月度培训的编号", "2026-12")),
        ((MONTH, "--date", "2027-01-05"), ("不在 2026-12",)),
        ((MONTH, "--date", "2026-12-32"), ("2026-12-32",)),
        ((MONTH, "--begins", "下午"), ("不是时刻", "14:00")),
        ((MONTH, "--minutes", "30"), ("排不下", "--minutes")),
        ((MONTH, "--records", "没有这个文件夹"), ("没有这个文件夹",)),
    ],
)
def test_a_wrong_call_is_explained(nothing: Bench, words: tuple[str, ...], pieces: tuple[str, ...]) -> None:
    told(nothing("session", "plan", *words), *pieces, code=2)


def test_an_unknown_drill_is_named_with_those_that_are_there(desk: Bench) -> None:
    told(desk("session", "plan", MONTH, "--drill", "2026H1-nil"), "2026H1-nil", DRILL)


def test_a_list_that_was_damaged_says_how_to_write_it_anew(desk: Bench) -> None:
    desk("session", "plan", MONTH)
    folder(desk).people.write_text("{", encoding="utf-8")
    told(desk("session", "plan", MONTH), "people.json", "--roster")
    assert desk("session", "plan", MONTH, "--drill", DRILL).code == 0


def test_a_file_that_is_no_record_of_learning_is_named_and_the_plan_is_written(nothing: Bench, tmp_path: Path) -> None:
    records = tmp_path / "记录"
    records.mkdir()
    (records / "样例甲.json").write_text("{", encoding="utf-8")
    ran = nothing("session", "plan", MONTH, "--records", records)
    assert ran.code == 1
    assert "没有用" in ran.err
    assert "样例甲.json" in ran.err
    assert folder(nothing).plan.exists()


def test_a_folder_without_records_of_learning_is_named(nothing: Bench, tmp_path: Path) -> None:
    (tmp_path / "收来的").mkdir()
    ran = nothing("session", "plan", MONTH, "--records", tmp_path / "收来的")
    assert ran.code == 1
    assert "收来的 里面没有学习记录文件" in ran.err
    assert folder(nothing).plan.exists()


def test_a_file_name_of_two_lines_stays_in_one(nothing: Bench, tmp_path: Path) -> None:
    (tmp_path / "记录").mkdir()
    (tmp_path / "记录" / "样例\n甲.json").write_text("{", encoding="utf-8")
    assert r"样例\n甲.json" in nothing("session", "plan", MONTH, "--records", tmp_path / "记录").err


def test_a_month_that_is_over_is_planned_and_named(nothing: Bench) -> None:
    ran = nothing("session", "plan", "2025-01")
    assert ran.code == 0
    assert "2025-01 已经过去了" in ran.out
    assert "已经过去了" not in nothing("session", "plan", "2099-01").out


def test_a_session_goes_from_plan_to_record(nothing: Bench, tmp_path: Path) -> None:
    """The whole chain without a drill and without phones: who was there signed on paper."""
    roster = tmp_path / "名单.csv"
    roster.write_text("工号,姓名,部门\nC0001,样例甲,一部\nC0002,样例乙,一部\n", encoding="utf-8")

    def state() -> tuple[str, int, int]:
        (listed,) = nothing("session", "list", "--json").data["sessions"]
        return listed["state"], listed["present"], listed["expected"]

    assert nothing("session", "plan", MONTH, "--roster", roster, "--date", "2026-12-18").code == 0
    assert state() == ("计划", 0, 2)
    assert nothing("session", "pack", MONTH, "--only", "sign-in").code == 0
    assert state() == ("已备", 0, 2)
    assert nothing("session", "sign", MONTH, "--paper", "C0001").code == 0
    assert state() == ("开过", 1, 2)
    assert nothing("session", "record", MONTH).code == 0
    assert state() == ("已记录", 1, 2)
    following = nothing("session", "plan", "2027-02")
    assert "讲过以后：办过以后还没有练兵考过这些条款" in following.out
    assert "1 月没有办过培训。" in following.out
    taught = {goal for each in nothing("session", "list", "--json").data["sessions"][:1] for goal in each["goals"]}
    assert not taught & set(nothing("session", "list", "--json").data["sessions"][1]["goals"])
