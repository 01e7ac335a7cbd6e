"""Answers given on paper: sheets to type them into, and what ``drill collect`` makes of a filled-in sheet."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lianbing.domain.drills.papers import PaperItem
from lianbing.wire.submissions import read_submission, receipt, sha256
from tests.app.kit import DRILL, Bench, Ran, put, told

SITTING = {"D3": "2026-11-21 09:00", "F3": "2026-11-21 10:05"}
FIRST = 6
"""The first row of people and the first column of answers, as it happens."""


def typed(item: PaperItem, answer: Any) -> str:
    """What HR types for an answer."""
    match answer:
        case bool():
            return "对" if answer else "错"
        case list():
            return "".join(answer)
    return str(answer)


def filled(bench: Bench, *people: str, wrong: int = 0) -> Any:
    """The sheet of the unit with the right answers of people; column and row are found by what stands there."""
    assert bench("drill", "sheet", DRILL).code == 0
    book = openpyxl.load_workbook(_sheet_file(bench))
    sheet = book.worksheets[0]
    for cell, text in SITTING.items():
        sheet[cell] = text
    rows = {sheet.cell(row, 1).value: row for row in range(FIRST, sheet.max_row + 1)}
    for person in people:
        answers = bench.answers(person, wrong)
        for column, item in enumerate(bench.paper(person).paper.items, FIRST):
            sheet.cell(rows[person], column).value = typed(item, answers[item.item.id])
    return book


def _sheet_file(bench: Bench) -> Path:
    return bench.data / "drills" / DRILL / "答题卡录入表" / "城区一部.xlsx"


def collect(bench: Bench, book: Any, folder: Path, name: str = "录好.xlsx") -> Ran:
    book.save(folder / name)
    return bench("drill", "collect", DRILL, folder / name)


def taken(bench: Bench) -> dict[str, dict[str, Any]]:
    """The accepted submissions by person, as they are kept."""
    rows = bench.rows("submission", "state = 'accepted'")
    kept = {row["digest"]: (bench.data / "submissions" / f"{row['digest']}.ipynb").read_bytes() for row in rows}
    assert all(sha256(content) == digest for digest, content in kept.items())
    return {read_submission(content).employee: json.loads(content) for content in kept.values()}


def test_a_filled_in_sheet_gives_the_marks_of_a_booklet(issued: Bench, tmp_path: Path) -> None:
    ran = collect(issued, filled(issued, "C0001", "C0002"), tmp_path)
    assert ran.code == 0, ran.said
    assert "新收 2 份" in ran.out
    submissions = taken(issued)
    assert [*submissions] == ["C0001", "C0002"]  # the other two rows are empty
    head = submissions["C0001"]["metadata"]["lianbing"]
    assert head["typed_by"] == "测试员"
    assert head["started_at"].startswith("2026-11-21T09:00:00")
    assert head["submitted_at"].startswith("2026-11-21T10:05:00")
    assert "由纸质答题卡录入" in submissions["C0001"]["cells"][0]["source"]
    assert issued("grade", DRILL).code == 0
    marked = (issued.run_folder("C0001") / "判卷.html").read_text(encoding="utf-8")
    assert "由 测试员 从纸质答题卡录入" in marked
    marks = issued.marks()
    assert len(marks) == 2 * len(issued.paper("C0001").paper.items)
    assert all(float(str(marks["C0001", item.item.id])) == item.worth for item in issued.paper("C0001").paper.items)


def test_the_sheet_itself_is_kept_and_named(issued: Bench, tmp_path: Path) -> None:
    collect(issued, filled(issued, "C0001"), tmp_path)
    content = (tmp_path / "录好.xlsx").read_bytes()
    assert (issued.data / "submissions" / f"{sha256(content)}.xlsx").read_bytes() == content
    (row,) = issued.rows("submission")
    assert row["file_name"] == f"C0001 录好.xlsx（{receipt(sha256(content))}）答题卡!A6"
    assert issued("ledger", "verify").code == 0


def test_typing_on_gives_only_what_is_new(issued: Bench, tmp_path: Path) -> None:
    """The sheet is saved anew, with more rows; those of before are the same submissions, whoever collects."""
    collect(issued, filled(issued, "C0001"), tmp_path)
    ran = collect(issued, filled(issued, "C0001", "C0003"), tmp_path, "又录了.xlsx")
    assert "新收 1 份，以前收过 1 份" in ran.out
    assert [*taken(issued)] == ["C0001", "C0003"]


def test_one_wrong_cell_costs_one_row(issued: Bench, tmp_path: Path) -> None:
    book = filled(issued, "C0001", "C0002", "C0003")
    book.worksheets[0]["F7"] = "E"
    book.worksheets[0]["G7"] = "AB"
    ran = collect(issued, book, tmp_path)
    told(ran, "没有收 录好.xlsx 答题卡!F7：“E”读不懂。这题要写：A–D 里的一个字母", "答题卡!G7：“AB”")
    assert "新收 2 份" in ran.out
    assert [*taken(issued)] == ["C0001", "C0003"]


def _swap_rows(sheet: Any) -> None:
    sheet["D6"], sheet["D7"] = sheet["D7"].value, sheet["D6"].value


def _copy_row(sheet: Any) -> None:
    for column in range(1, sheet.max_column + 1):
        sheet.cell(8, column).value = sheet.cell(6, column).value


@pytest.mark.parametrize(
    ("change", "pieces", "left"),
    [
        ({"D6": "x-C0001"}, ("答题卡!A6", "试卷“x-C0001”不是这场练兵发的"), ["C0002"]),
        ({"D6": ""}, ("答题卡!A6", "没有试卷号的一行"), ["C0002"]),
        ({"B6": "样例乙"}, ("答题卡!A6", "是 C0001 样例甲 的，这一行写的是 C0001 样例乙"), ["C0002"]),
        ({"E6": "0000"}, ("答题卡!A6", "校验码对不上"), ["C0002"]),
        (_swap_rows, ("答题卡!A6", "答题卡!A7", "错了行"), []),
        (_copy_row, ("答题卡!A6：试卷 2026H2-skill-C0001 在 答题卡!A8 也录了一次", "答题卡!A8"), ["C0002"]),
        ({"G5": "3 多选题"}, ("答题卡!G5", "应当是“2 单选题”"), []),
        ({"C5": "班组"}, ("答题卡!C5", "应当是“部门”"), []),
        ({"F6": "=1+1"}, ("答题卡!F6", "是公式"), ["C0002"]),
        ({"F6": datetime(2026, 1, 2)}, ("答题卡!F6", "改成了日期"), ["C0002"]),
        ({"AH6": "B"}, ("答题卡!AH6", "没有这道题"), ["C0002"]),
        ({"B3": ""}, ("答题卡!B3", "写上录入人"), []),
        ({"D3": ""}, ("答题卡!D3", "写上开考时间"), []),
        ({"D3": "上午九点"}, ("答题卡!D3", "写上开考时间"), []),
        ({"F3": "2026-11-21 08:00"}, ("答题卡!F3", "比开考时间早"), []),
        ({"F3": "2996-11-21 10:00"}, ("答题卡!F3", "还没有到", "这台电脑的钟"), []),
        ({"B2": "2026H2-code"}, ("答题卡!B2", "另一场练兵（2026H2-code）"), []),
        ({"A1": "成绩表"}, ("录好.xlsx", "不是答题卡录入表"), []),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_is_taken(
    issued: Bench,
    tmp_path: Path,
    change: Mapping[str, object] | Callable[[Any], None],
    pieces: tuple[str, ...],
    left: list[str],
) -> None:
    book = filled(issued, "C0001", "C0002")
    if callable(change):
        change(book.worksheets[0])
    else:
        for cell, value in change.items():
            book.worksheets[0][cell] = value
    told(collect(issued, book, tmp_path), *pieces)
    assert [*taken(issued)] == left


def test_a_percentage_is_not_guessed(issued: Bench, tmp_path: Path) -> None:
    book = filled(issued, "C0001")
    items = issued.paper("C0001").paper.items
    place = next(number for number, item in enumerate(items) if item.item.type.name == "numeric")
    cell = book.worksheets[0].cell(FIRST, FIRST + place)
    cell.value, cell.number_format = 0.125, "0.0%"
    told(collect(issued, book, tmp_path), cell.coordinate, "设成文本再填")
    cell.value, cell.number_format = 12.5, "General"
    assert collect(issued, book, tmp_path).code == 0


def test_an_answer_left_blank_on_purpose_makes_a_submission(issued: Bench, tmp_path: Path) -> None:
    book = filled(issued)
    book.worksheets[0]["F6"] = "／"
    assert "新收 1 份" in collect(issued, book, tmp_path).out
    answers = read_submission(json.dumps(taken(issued)["C0001"]).encode()).answers
    assert set(answers.values()) == {None}
    assert len(answers) == len(issued.paper("C0001").paper.items)


def test_sheets_come_in_folders_and_archives_beside_booklets(issued: Bench, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    filled(issued, "C0001").save(inbox / "录好.xlsx")
    packed = io.BytesIO()
    filled(issued, "C0002").save(packed)
    with zipfile.ZipFile(inbox / "二.zip", "w") as archive:
        archive.writestr("二部/录好.xlsx", packed.getvalue())
    issued.hand_in(inbox, "C0003")
    ran = issued("drill", "collect", DRILL, inbox)
    assert ran.code == 0, ran.said
    assert sorted(taken(issued)) == ["C0001", "C0002", "C0003"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 half a file", b"", b"no workbook at all"])
def test_a_broken_workbook_is_named(issued: Bench, tmp_path: Path, content: bytes) -> None:
    told(issued("drill", "collect", DRILL, put(tmp_path / "坏的.xlsx", content)), "坏的.xlsx")
    assert issued.rows("submission") == []


def test_what_stands_in_an_archive_of_xml_is_named_if_it_is_broken(issued: Bench, tmp_path: Path) -> None:
    book = io.BytesIO()
    filled(issued, "C0001").save(book)
    broken = io.BytesIO()
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    told(issued("drill", "collect", DRILL, put(tmp_path / "坏的.xlsx", broken.getvalue())), "坏的.xlsx", "表格打不开")


def test_a_sheet_from_before_a_name_was_corrected_is_taken(issued: Bench, tmp_path: Path) -> None:
    book = filled(issued, "C0002")
    assert collect(issued, book, tmp_path).code == 0
    corrected = ("--number", "C0202", "--name", "样例己", "--reason", "名字、工号打错")
    assert issued("drill", "correct", DRILL, "C0002", *corrected).code == 0
    ran = collect(issued, book, tmp_path)
    assert (ran.code, "新收 0 份，以前收过 1 份" in ran.out) == (0, True), ran.said


# ---- the sheets themselves ----


def test_a_sheet_is_ready_to_type_into(issued: Bench) -> None:
    ran = issued("drill", "sheet", DRILL)
    assert ran.code == 0, ran.said
    content = _sheet_file(issued).read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(FIRST, sheet.max_row + 1)] == ["C0001", "C0002", "C0003", "C0004"]
    items = issued.paper("C0001").paper.items
    assert [sheet.cell(5, FIRST + place).value for place in range(len(items))] == [
        f"{item.number} {item.item.type.label}" for item in items
    ]
    assert sheet.protection.sheet
    assert all(sheet.cell(FIRST, column).protection.locked for column in range(1, FIRST))
    assert not any(sheet[cell].protection.locked for cell in ("F6", "B3", "D3", "F3"))
    assert sheet["F6"].number_format == sheet["A6"].number_format == "@"
    lists = [each for each in sheet.data_validations.dataValidation if each.type == "list" and "F6" in each.sqref]
    assert [each.formula1 for each in lists] == ['"A,B,C,D,／"']
    keys = {item.item.key.shown() for item in items} | {item.item.explain for item in items}
    assert not any(cell.value in keys for row in sheet.iter_rows(min_row=FIRST, min_col=FIRST) for cell in row)
    assert issued("drill", "sheet", DRILL).code == 0
    assert _sheet_file(issued).read_bytes() == content


def test_a_sheet_that_is_filled_in_is_not_written_over(issued: Bench) -> None:
    filled(issued, "C0001").save(_sheet_file(issued))
    before = _sheet_file(issued).read_bytes()
    told(issued("drill", "sheet", DRILL), "没有覆盖", "城区一部.xlsx", "可能已经录入过")
    assert _sheet_file(issued).read_bytes() == before
