"""session record, sign, hours: what came of a session, whatever its journals went through."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook as Sheets
from openpyxl import load_workbook

from lianbing.content.checks import load_workbook as load_content
from lianbing.domain.sessions.happenings import ActivityBegun, QuizKind, SessionOpened
from lianbing.domain.sessions.taught import PairedShare, TaughtClause, TaughtThen
from tests.app.kit import Bench, told
from tests.unit.sessions.december import december, held
from tests.unit.sessions.rooms import PEOPLE, Computer, Room, at

ID = "2026-12"


def _folder(bench: Bench) -> Path:
    return bench.data / "sessions" / ID


@pytest.fixture
def room(empty: Bench) -> Room:
    """A session with four people expected, of whom three were there for an hour and a half and voted."""
    room = Room(_folder(empty))
    computer = room.computer().opens()
    for place, minute in enumerate((0, 5, 15, 80)):
        computer.write(ActivityBegun(at=at(minute), activity=place))
    for place, person in enumerate(PEOPLE[:3], 1):
        computer.sits(f"s00{place}", person)
        computer.votes(f"s00{place}", "A", 1, 20)
        computer.votes(f"s00{place}", "C" if place < 3 else "A", 2, 30)
        computer.answers(f"s00{place}", QuizKind.WARM_UP, "A", q_1="C" if place == 1 else "A", q_2=["A"])
        if place < 3:
            computer.answers(f"s00{place}", QuizKind.EXIT, "B", 85, q_3="C", q_4=place == 1)
    computer.closes(90)
    return room


def _text(bench: Bench) -> str:
    document = Document(str(_folder(bench) / "记录" / "培训记录.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    book = load_workbook(path)
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows()]


def test_the_record_says_who_was_there_what_was_done_and_what_they_gained(empty: Bench, room: Room) -> None:
    ran = empty("session", "record", ID)
    assert ran.code == 0, ran.said
    assert "应到 4 人，实到 3 人，缺席 1 人" in ran.out
    assert "1 人只做了热身测验，不在里面：C0003 样例三" in ran.out
    text = _text(empty)
    for piece in (
        "培训记录", "十二月培训：拜访流程", "二楼培训室", "09:00—10:30", "实际用时 90 分钟，全程 2 学时",
        "VIS-01 每日拜访", "A\N{NO-BREAK SPACE}3", "C✓\N{NO-BREAK SPACE}2", "2／3", "REC-17", "TRN-08", "缺席：1 人",
    ):  # fmt: skip
        assert piece in text, piece


def test_scenes_are_written_whole_with_the_letters_that_the_room_saw(empty: Bench) -> None:
    book = load_content(empty.root)
    what = december(book)
    held(_folder(empty), what)
    assert empty("session", "record", ID).code == 0
    text = _text(empty)
    (scenario,) = what.scenarios
    node = scenario.nodes[scenario.start]
    assert scenario.title in text
    assert node.text in text
    for letter, choice in zip("ABC", node.choices, strict=False):
        assert f"{letter}　{choice.text}　" in text
    assert "…" not in text
    assert f"记录/补学-{ID}.html" in text


def test_hours_and_moves_are_lists_by_person(empty: Bench, room: Room) -> None:
    assert empty("session", "record", ID).code == 0
    folder = _folder(empty) / "记录"
    hours = _rows(folder / "学时.xlsx", "学时")
    assert hours[1][:3] == ("C0001", "样例一", "城区一部")
    assert hours[1][-2:] == (90, 2)
    assert _rows(folder / "学时.xlsx", "缺席")[1][:3] == ("C0004", "样例四", "城区二部")
    moves = _rows(folder / "转投.xlsx", "各人")
    assert moves[1] == ("q-5", "s001", "C0001", "样例一", "城区一部", "A", "C", "改选", "对")
    matrix = _rows(folder / "转投.xlsx", "合计")
    assert matrix[2][:6] == ("A", 1, 0, 2, 0, 3)


def test_moves_can_be_kept_without_names(empty: Bench, room: Room) -> None:
    assert empty("session", "record", ID, "--pseudonyms").code == 0
    shown = str(_rows(_folder(empty) / "记录" / "转投.xlsx", "各人"))
    assert not [word for word in ("样例", "C000", "s001", "城区") if word in shown]
    assert "人-" in shown


def test_the_page_of_results_names_nobody(empty: Bench, room: Room) -> None:
    assert empty("session", "record", ID).code == 0
    page = (_folder(empty) / "记录" / "结果.html").read_text(encoding="utf-8")
    assert not [word for word in ("样例一", "C0001", "s001") if word in page]
    assert "3→1" in page
    assert "两次都投的 3 人里改选 2 人，答对的 0 人变成 2 人" in page


def test_the_same_journals_give_the_same_bytes(empty: Bench, room: Room) -> None:
    def written() -> dict[str, bytes]:
        assert empty("session", "record", ID).code == 0
        return {path.name: path.read_bytes() for path in (_folder(empty) / "记录").iterdir()}

    first = written()
    shutil.rmtree(_folder(empty) / "记录")
    assert written() == first


def test_the_absent_get_clauses_and_questions_to_practise_but_nothing_reserved(empty: Bench) -> None:
    book = load_content(empty.root)
    what = december(book)
    held(_folder(empty), what)
    assert empty("session", "record", ID).code == 0
    page = (_folder(empty) / "记录" / f"补学-{ID}.html").read_text(encoding="utf-8")
    assert "http://" not in page.split("<script>")[0]
    assert page.count("<lb-item>") == len(what.plan.questions)
    assert page.count("<lb-scenario>") == 1
    numbers = [f">第 {number} 题<" in page for number in range(1, len(what.plan.questions) + 2)]
    assert numbers == [True] * len(what.plan.questions) + [False]
    reserved = [name for name, question in book.questions.items() if not question.practisable]
    assert reserved
    assert not [name for name in reserved if f'"{name}"' in page]
    for clause in what.plan.clauses:
        assert book.basis(clause).text in page


def test_a_question_that_was_made_reserved_since_is_left_out_and_named(empty: Bench, room: Room) -> None:
    ran = empty("session", "record", ID)
    assert "q-1、q-2、q-3、q-4、q-5 现在只在练兵里用，或已经没有了：补学里不放" in ran.out
    assert "<lb-item>" not in (_folder(empty) / "记录" / f"补学-{ID}.html").read_text(encoding="utf-8")


def test_what_became_of_the_clauses_in_a_later_drill_is_in_the_record(
    empty: Bench, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = PairedShare(people=12, before=0.445, after=0.625, change=0.18, low=0.1, high=0.4)
    nobody = PairedShare(people=0, why_not="没有人前后都答过")
    clause = TaughtClause(clause="VIS-01", title="每日拜访", present=share, absent=nobody, sittings=("2027H1-skill",))
    then = TaughtThen(session=ID, title="十二月", date="2026-12-10", present=3, clauses=(clause,))
    monkeypatch.setattr("lianbing.app.sessions.afterwards.recording.taught_then", lambda *_: then)
    shown = empty("session", "record", ID).out
    text = _text(empty)
    for piece in ("讲过以后", "VIS-01 每日拜访", "45%→63%", "+18（+10 到 +40）", "没有人前后都答过", "2027H1-skill"):
        assert piece in text, piece
        assert piece in shown, piece


# What goes wrong, one by one.


def test_journals_of_another_session_are_named(empty: Bench, room: Room, tmp_path: Path) -> None:
    other = Room(tmp_path / "other").computer("培训三号")
    other.write(SessionOpened(at=at(300), computer="培训三号", prepared="0" * 64))
    ran = empty("session", "record", ID, other.folder)
    assert ran.code == 0, ran.said
    assert "电脑 培训三号 上课用的材料和现在打包的不是同一份" in ran.out


def test_a_session_that_nobody_ended_is_odd(empty: Bench) -> None:
    computer = Room(_folder(empty)).computer().opens()
    computer.write(ActivityBegun(at=at(0), activity=0))
    computer.sits("s001", PEOPLE[0])
    computer.closes(400)
    ran = empty("session", "record", ID)
    assert "从第一个环节到下课是 400 分钟，计划 45 分钟" in ran.out


def test_a_session_that_was_only_tried_is_to_be_checked(empty: Bench) -> None:
    computer = Room(_folder(empty)).computer().opens()
    computer.write(ActivityBegun(at=at(0), activity=0))
    computer.sits("s001", PEOPLE[0])
    computer.votes("s001", "A", minute=3)
    ran = empty("session", "record", ID)
    assert "全程 1 学时（照计划的 45 分钟）" in ran.out
    doubt = "没有按“结束培训”：学时照计划的 45 分钟算，上课的记录只到开始以后 3 分钟，核实实际用时"
    assert f"要核实：{doubt}" in ran.out
    assert doubt in _text(empty)
    assert f"{ID} {doubt}" in empty("session", "hours", "2026").out


def test_a_session_without_activities_is_to_be_checked(empty: Bench) -> None:
    computer = Room(_folder(empty)).computer().opens()
    computer.sits("s001", PEOPLE[0])
    computer.closes(40)
    told_so = empty("session", "record", ID).out
    assert "要核实：一个环节也没有开始：学时照计划的 45 分钟算，核实实际用时" in told_so


def test_the_filed_record_has_words_instead_of_commands(empty: Bench, room: Room) -> None:
    room.computer().sits("s009", "李四样例", minute=2)
    (_folder(empty) / "plan.yml").write_text("title: 计划\n", encoding="utf-8")
    assert "session sign 2026-12 --seat s009 --number 工号" in empty("session", "record", ID).out
    text = _text(empty)
    assert "座位 s009 签的是“李四样例”，没有工号，不知道是谁：认出来以后，或弄清没有来过，改好签到" in text
    assert not [word for word in ("lianbing", "--", "plan.yml") if word in text]
    assert "培训计划" in text


def test_a_session_that_there_is_not(empty: Bench) -> None:
    told(empty("session", "record", "2026-11"), "没有 2026-11 这次培训", "session list")
    told(empty("session", "record", "../x"), "没有 ../x 这次培训")


def test_a_session_that_was_not_packed(empty: Bench) -> None:
    _folder(empty).mkdir(parents=True)
    told(empty("session", "record", ID), "还没有打包", f"session pack {ID}")


def test_a_session_that_was_packed_and_not_held(empty: Bench) -> None:
    Room(_folder(empty))
    told(empty("session", "record", ID), "还没有人签到", f"session live {ID}", "--paper")


def test_a_torn_line_and_a_changed_line_are_named_and_the_rest_is_written(empty: Bench, room: Room) -> None:
    path = _folder(empty) / "live" / "培训一号" / "happenings.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(place for place, line in enumerate(lines) if '"answer":"A"' in line)
    lines[place] = lines[place].replace('"answer":"A"', '"answer":"B"')
    path.write_text("\n".join(lines) + '\n{"kind": "vo', encoding="utf-8")
    ran = empty("session", "record", ID)
    assert ran.code == 1
    assert f"happenings.jsonl:{place + 2} 这一行前面的记录被改过" in ran.err
    assert f"happenings.jsonl:{len(lines) + 1} 最后一行没有写完" in ran.err
    assert "实到 3 人" in ran.out
    assert (_folder(empty) / "记录" / "培训记录.docx").is_file()


def test_a_line_that_cannot_be_read_is_named(empty: Bench, room: Room) -> None:
    path = _folder(empty) / "live" / "培训一号" / "seats.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "不是签到\n", encoding="utf-8")
    told(empty("session", "record", ID), "seats.jsonl:4 这一行签到读不出来")


def _second(tmp_path: Path) -> Computer:
    computer = Room(tmp_path / "other" / ID).computer("培训二号").opens(2)
    computer.sits("s001", PEOPLE[3])
    computer.sits("s002", PEOPLE[0], minute=3)
    computer.votes("s002", "D", 2, 40)
    return computer


def test_two_computers_at_once_are_both_named_with_their_numbers(empty: Bench, room: Room, tmp_path: Path) -> None:
    ran = empty("session", "record", ID, _second(tmp_path).folder)
    assert ran.code == 0, ran.said
    assert "电脑 培训二号 的记录拷进来了" in ran.out
    assert "两台电脑同时开着：培训一号（3 个座位，投票 6 次" in ran.out
    assert "培训二号（2 个座位，投票 1 次" in ran.out
    assert "C0001 样例一 有 2 个座位（培训一号/s001、培训二号/s002）" in ran.out
    assert "应到 4 人，实到 4 人" in ran.out
    (own,) = [row for row in _rows(_folder(empty) / "记录" / "转投.xlsx", "各人") if row[2] == "C0001"]
    assert own[5:7] == ("A", "D")


def test_the_same_computer_twice_changes_nothing_and_a_longer_copy_replaces_it(
    empty: Bench, room: Room, tmp_path: Path
) -> None:
    second = _second(tmp_path)
    assert empty("session", "record", ID, second.folder).code == 0
    ran = empty("session", "record", ID, second.folder.parent)
    assert "电脑 培训二号 的记录和已有的一样，没有变化" in ran.out
    earlier = shutil.copytree(second.folder, tmp_path / "earlier" / "培训二号")
    second.votes("s002", "B", 2, 41)
    assert "比已有的新，换成了这一份" in empty("session", "record", ID, second.folder).out
    assert "比已有的旧，没有动" in empty("session", "record", ID, earlier).out
    (own,) = [row for row in _rows(_folder(empty) / "记录" / "转投.xlsx", "各人") if row[2] == "C0001"]
    assert own[6] == "B"


def test_another_computer_of_the_same_name_is_kept_beside(empty: Bench, room: Room, tmp_path: Path) -> None:
    other = Room(tmp_path / "other" / ID).computer("培训一号").opens(2)
    other.sits("s001", PEOPLE[3])
    ran = empty("session", "record", ID, other.folder)
    assert "电脑 培训一号-2 的记录和已有的同名、内容不一样，两份都留着" in ran.out
    assert "实到 4 人" in ran.out


def test_a_zip_of_the_other_computer_is_read_as_well(empty: Bench, room: Room, tmp_path: Path) -> None:
    second = _second(tmp_path)
    archive = shutil.make_archive(str(tmp_path / "二号"), "zip", second.folder.parent)
    assert "电脑 培训二号 的记录拷进来了" in empty("session", "record", ID, archive).out


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", b""])
def test_a_damaged_zip_is_named(empty: Bench, room: Room, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "二号.zip"
    path.write_bytes(content)
    told(empty("session", "record", ID, path), "二号.zip", "没有损坏的 zip")


def test_a_folder_or_zip_without_journals_is_named(empty: Bench, room: Room, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    told(empty("session", "record", ID, tmp_path / "空"), "没有上课的记录")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("读我.txt", "x")
    (tmp_path / "x.zip").write_bytes(written.getvalue())
    told(empty("session", "record", ID, tmp_path / "x.zip"), "没有上课的记录")


def test_packing_again_after_the_session_is_named(empty: Bench, room: Room) -> None:
    what = room.what
    fewer = [replace(section, items=section.items[:4]) for section in what.sections]
    Room(room.path, PEOPLE, replace(what, sections=tuple(fewer)))
    told(empty("session", "record", ID), "上课以后又打包过", "prepared.json 拷回来", "删掉 live/")


def test_questions_that_are_damaged_are_named_and_not_called_unpacked(empty: Bench, room: Room) -> None:
    room.folder.prepared.write_bytes(b"{")
    ran = empty("session", "record", ID)
    told(ran, "prepared.json", "拷回来")
    assert "还没有打包" not in ran.said


def test_one_damaged_session_does_not_cost_the_hours_of_the_year(empty: Bench, room: Room) -> None:
    damaged = room.path.with_name("2026-11")
    damaged.mkdir()
    (damaged / "prepared.json").write_bytes(b"{")
    ran = empty("session", "hours", "2026")
    assert ran.code == 1
    assert "2026-11/prepared.json" in ran.said
    assert "C0001" in str(_rows(room.path.parent / "培训学时-2026.xlsx", "2026 学时"))


# Signing in afterwards.


def test_a_stranger_is_recognised(empty: Bench, room: Room) -> None:
    room.computer().sits("s009", "李四样例", minute=2)
    assert "座位 s009 签的是“李四样例”" in empty("session", "record", ID).out
    ran = empty("session", "sign", ID, "--seat", "s009", "--number", "c0004")
    assert "座位 s009 记为 C0004 样例四" in ran.out
    ran = empty("session", "record", ID)
    assert "实到 4 人，缺席 0 人" in ran.out
    assert "要核实" not in ran.out
    assert not list((_folder(empty) / "记录").glob("补学*")), "nobody is absent any more"


def test_who_signed_on_paper_is_entered_from_a_sheet_or_by_number_and_never_twice(
    empty: Bench, room: Room, tmp_path: Path
) -> None:
    book = Sheets()
    book.active.append(["工号", "姓名", "签名"])
    book.active.append(["C0003", "样例三", ""])
    book.active.append(["C0004", "样例四", ""])
    book.save(tmp_path / "签到.xlsx")
    ran = empty("session", "sign", ID, "--paper", tmp_path / "签到.xlsx")
    assert "座位 p001 记为 C0004 样例四" in ran.out
    assert "已经在签到里，没有重复记：C0003" in ran.out
    assert "已经在签到里" in empty("session", "sign", ID, "--paper", "C0004").out
    data = empty("session", "record", ID, "--json").data
    assert (data["present"], data["absent"]) == (4, 0)


def test_a_session_on_paper_alone_has_a_record(empty: Bench) -> None:
    Room(_folder(empty))
    assert empty("session", "sign", ID, "--paper", "C0001", "--paper", "C0002").code == 0
    ran = empty("session", "record", ID)
    assert ran.code == 0, ran.said
    assert "实到 2 人，缺席 2 人" in ran.out
    assert "计划用时" in _text(empty)


def test_somebody_who_did_not_come_or_is_another_seat_is_mended(empty: Bench, room: Room) -> None:
    assert "记为没有来" in empty("session", "sign", ID, "--seat", "s003", "--left").out
    assert "实到 2 人" in empty("session", "record", ID).out
    room.computer().sits("s010", "样例一的旧手机", minute=2)
    assert empty("session", "sign", ID, "--seat", "s010", "--same-as", "s001").code == 0
    ran = empty("session", "record", ID)
    assert "实到 2 人" in ran.out
    assert "C0001 样例一 有 2 个座位" in ran.out


def test_with_two_computers_a_seat_has_to_be_written_with_its_computer(
    empty: Bench, room: Room, tmp_path: Path
) -> None:
    second = _second(tmp_path)
    second.sits("s003", "外单位样例")
    assert empty("session", "record", ID, second.folder).code == 0
    told(empty("session", "sign", ID, "--seat", "s003", "--left"), "培训一号/s003 或 培训二号/s003", code=2)
    assert empty("session", "sign", ID, "--seat", "培训二号/s003", "--left").code == 0
    assert "外单位样例" not in empty("session", "record", ID).out


@pytest.mark.parametrize("typed", ["9", "s9", "S009", "培训一号/9"])
def test_a_seat_may_be_written_short(empty: Bench, room: Room, typed: str) -> None:
    room.computer().sits("s009", "李四样例", minute=2)
    assert "座位 s009 记为 C0004 样例四" in empty("session", "sign", ID, "--seat", typed, "--number", "C0004").out


def test_a_seat_that_there_is_not_is_refused_with_those_that_need_mending(empty: Bench, room: Room) -> None:
    room.computer().sits("s009", "李四样例", minute=2)
    room.computer().votes("s011", "A")
    ran = empty("session", "sign", ID, "--seat", "55", "--number", "C0004")
    told(ran, "没有座位 55：认不出是谁的座位有 s009、s011")
    assert "s001" not in ran.err


def test_a_seat_with_answers_and_no_name_is_recognised(empty: Bench, room: Room) -> None:
    room.computer().votes("s011", "A")
    assert empty("session", "sign", ID, "--seat", "11", "--number", "C0004").code == 0
    assert "实到 4 人" in empty("session", "record", ID).out


def test_who_is_entered_by_hand_has_the_unit_of_the_list(empty: Bench, room: Room) -> None:
    assert "座位 p001 记为 C0004 样例四" in empty("session", "sign", ID, "--number", "c0004", "--name", "样例四").out
    told(empty("session", "sign", ID, "--number", "C0003", "--name", "李四"), "C0003 是样例三，不是李四")
    ran = empty("session", "sign", ID, "--number", "C0099", "--name", "外单位样例")
    assert "座位 p002 记为 C0099 外单位样例（名单以外）" in ran.out
    assert empty("session", "record", ID).code == 0
    rows = _rows(_folder(empty) / "记录" / "学时.xlsx", "学时")
    units = {row[0]: row[2] for row in rows}
    assert (units["C0004"], units["C0099"]) == ("城区二部", "名单以外")


@pytest.mark.parametrize(
    ("words", "pieces", "code"),
    [
        (("--number", "C0077"), ("名单上没有 C0077", "--name"), 1),
        (("--number", "C0001", "--paper", "C0002"), ("一次一种",), 2),
        (("--seat", "s099", "--number", "C0001"), ("没有座位 s099",), 1),
        (("--seat", "s001", "--number", "C0077"), ("名单上没有 C0077", "--name"), 1),
        (("--seat", "s001"), ("--number", "--same-as", "--left"), 2),
        (("--paper", "C0077"), ("名单上没有 C0077",), 1),
        ((), ("--seat", "--paper"), 2),
    ],
)
def test_wrong_ways_to_sign(
    empty: Bench, room: Room, words: tuple[str, ...], pieces: tuple[str, ...], code: int
) -> None:
    told(empty("session", "sign", ID, *words), *pieces, code=code)


# A year.


def test_the_year_has_everybodys_hours_and_what_they_missed(empty: Bench, room: Room) -> None:
    earlier = Room(
        empty.data / "sessions" / "2026-11", PEOPLE, replace(room.what, plan=replace(room.what.plan, id="2026-11"))
    )
    computer = earlier.computer().opens()
    computer.write(ActivityBegun(at=at(0), activity=0))
    computer.sits("s001", PEOPLE[3])
    computer.sits("s002", "陌生人样例")
    computer.closes(45)
    Room(empty.data / "sessions" / "2026-10", PEOPLE, replace(room.what, plan=replace(room.what.plan, id="2026-10")))
    ran = empty("session", "hours", "2026")
    assert ran.code == 0, ran.said
    assert "2026-10 打包了，还没有人签到" in ran.out
    assert "没有工号、不在表里：2026-11 1 人" in ran.out
    data = empty("session", "hours", "2026", "--unit", "城区二部", "--json").data
    assert [(line["number"], line["hours"], line["missed"]) for line in data["lines"]] == [
        ("C0003", "2.0", ["2026-11"]),
        ("C0004", "1.0", ["2026-12"]),
    ]
    rows = _rows(Path(data["file"]), "2026 学时")
    assert rows[1][:6] == ("C0003", "样例三", "城区二部", 1, 90, 2)


def test_a_year_without_sessions_or_that_is_none(empty: Bench) -> None:
    told(empty("session", "hours", "2026"), "2026 年还没有培训")
    told(empty("session", "hours", "今年"), "今年 不是年份", code=2)


def test_the_outcome_is_readable_for_programs(empty: Bench, room: Room) -> None:
    data = json.loads(empty("session", "record", ID, "--json").out)
    assert data["session"] == ID
    assert data["faults"] == []
