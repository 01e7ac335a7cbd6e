"""Marking in .xlsx: what is written, what comes back, and that neither way loses the marks of the other."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lianbing.domain.reviewing.rounds import MarkedIn
from lianbing.drills.mark_sheets.layout import HEAD_ROW, HEADS
from tests.app.kit import told
from tests.app.marking_bench import CASES, PEOPLE, REFUSED, MarkingBench, gave
from tests.machine import absent

FIRST = HEAD_ROW + 1
COLUMNS = {name: place for place, name in enumerate(HEADS, 1)}
Edit = Callable[[Any], None]


def sheet_of(bench: MarkingBench, marker: str = "王评") -> Path:
    return bench.bench.data / "drills" / CASES / "评分表" / f"{marker}.xlsx"


@pytest.fixture
def written(opened: MarkingBench) -> MarkingBench:
    opened.fine("review", "sheet", CASES)
    return opened


def rows(path: Path) -> Iterator[tuple[Any, int]]:
    """The sheets and rows of answers in a workbook; what is done to them is saved at the end."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        for row in range(FIRST, sheet.max_row + 1):
            yield sheet, row
    book.save(path)


def fill(path: Path, **cells: object) -> None:
    """Fills in the same in every row."""
    for sheet, row in rows(path):
        for name, value in cells.items():
            sheet.cell(row, COLUMNS[name]).value = value


def cell(path: Path, name: str, value: object, row: int = FIRST) -> str:
    """Fills in one cell of the first question; returns what people call it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    sheet.cell(row, COLUMNS[name]).value = value
    book.save(path)
    return f"{path.name} {sheet.title}!{sheet.cell(row, COLUMNS[name]).coordinate}"


def marks(bench: MarkingBench) -> list[str]:
    return [row["earned"] for row in bench.bench.rows("review_mark")]


def test_a_workbook_holds_each_question_without_anybody_s_name(written: MarkingBench) -> None:
    book = openpyxl.load_workbook(sheet_of(written))
    assert [sheet.max_row - HEAD_ROW for sheet in book.worksheets[1:]] == [6, 5]
    texts = [str(each.value) for sheet in book.worksheets for line in sheet.iter_rows() for each in line]
    assert not [text for text in texts for number, name in PEOPLE if number in text or name in text]
    hostile = [each for line in book.worksheets[1].iter_rows() for each in line if each.value == REFUSED]
    assert [(each.data_type, each.quotePrefix) for each in hostile] == [("s", True)]
    sheet = book.worksheets[1]
    assert sheet.protection.sheet
    assert sheet.protection.sort  # is locked
    locked = {name: sheet.cell(FIRST, place).protection.locked for name, place in COLUMNS.items()}
    assert [name for name, is_locked in locked.items() if not is_locked] == ["档", "得分", "扣分一", "扣分二", "评语"]
    lists = {each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"}
    assert len(lists) == 3
    assert any("一档" in text for text in texts)
    assert not sheet_of(written, "陈组长").exists()


def test_the_same_round_writes_the_same_bytes(written: MarkingBench) -> None:
    before = sheet_of(written).read_bytes()
    written.fine("review", "sheet", CASES)
    assert sheet_of(written).read_bytes() == before


def test_filled_in_sheets_become_marks_once(written: MarkingBench) -> None:
    fill(sheet_of(written), 得分=6.5, 档="三档", 评语="第二点没有答")
    fill(sheet_of(written, "李评"), 得分=9, 扣分一="条理不清")
    collected = written.fine("review", "collect", CASES, "--json").data
    assert [(each["marker"], each["marked"], each["known"]) for each in collected] == [("李评", 11, 0), ("王评", 11, 0)]
    assert marks(written) == ["8.5"] * 11 + ["6.5"] * 11
    assert {row["way"] for row in written.bench.rows("review_mark")} == {"评分表"}
    again = written.fine("review", "collect", CASES, sheet_of(written)).out
    assert "记下 0 份，以前收过的 11 份" in again
    settled = written.fine("review", "settle", CASES, "--json").data["entered"]
    assert {each["points"] for each in settled} == {"7.5"}
    written.fine("ledger", "verify")


def test_every_fault_is_told_by_cell_and_nothing_is_taken(written: MarkingBench, tmp_path: Path) -> None:
    path = sheet_of(written)
    fill(sheet_of(written, "李评"), 得分=6)
    places = [
        (cell(path, "得分", 11), "0 到 10 之间"),
        (cell(path, "得分", 6.3, FIRST + 1), "每 0.5 分一格"),
        (cell(path, "得分", "六分", FIRST + 2), "不是数字"),
        (cell(path, "评语", "忘了写分", FIRST + 3), "没有得分"),
        (cell(path, "得分", "=3+3", FIRST + 4), "公式"),
    ]
    cell(path, "得分", 6, FIRST + 5)
    places.append((cell(path, "扣分一", "错别字", FIRST + 5), "没有扣分项“错别字”：有 提出的办法违反规范、条理不清"))
    ran = written("review", "collect", CASES)
    told(ran, "共 6 处问题", *(message for _, message in places))
    for place, _ in places[:3]:
        assert place in ran.err
    assert marks(written) == []
    (tmp_path / "别的.xlsx").write_bytes(b"no workbook")
    told(written("review", "collect", CASES, tmp_path), "别的.xlsx", "打不开")
    faults = written("review", "collect", CASES, tmp_path, "--json").data["error"]
    assert (faults["code"], len(faults["faults"])) == ("mark-sheet-faults", 1)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda sheet: sheet.cell(1, 4, "别人"), "照原样改回去"),
        (lambda sheet: sheet.cell(HEAD_ROW, COLUMNS["得分"], "分数"), "应当是“得分”"),
        (lambda sheet: sheet.cell(FIRST, COLUMNS["校验"], None), "隐藏的校验格"),
        (lambda sheet: sheet.cell(FIRST, COLUMNS["编码"], "XXXXXX"), "编码和作答对不上"),
        (lambda sheet: sheet.cell(FIRST, COLUMNS["编码"], sheet.cell(FIRST + 1, 1).value), "编码和作答对不上"),
        (
            lambda sheet: [sheet.cell(FIRST, place, sheet.cell(FIRST + 1, place).value) for place in COLUMNS.values()],
            "有两行",
        ),
    ],
    ids=["marker", "head", "check", "code", "other code", "twice"],
)
def test_a_sheet_that_was_tampered_with_is_refused(written: MarkingBench, edit: Edit, said: str) -> None:
    path = sheet_of(written)
    fill(path, 得分=6)
    book = openpyxl.load_workbook(path)
    edit(book.worksheets[1])
    if said == "隐藏的校验格":
        book.worksheets[1].cell(FIRST, COLUMNS["校验"]).value = None
    book.save(path)
    told(written("review", "collect", CASES, path), said)
    assert marks(written) == []


def test_marks_of_the_notebook_stay_where_the_sheet_was_not_touched(written: MarkingBench) -> None:
    desk = written.desk("王评")
    item = desk.questions()[0].item
    codes = [answer.code for answer in desk.answers(item)]
    cell(sheet_of(written), "得分", 7)
    desk.mark(codes[1], gave("4"), MarkedIn.NOTEBOOK)
    assert written.fine("review", "collect", CASES, sheet_of(written), "--json").data[0]["conflicts"] == []
    own = {answer.code: answer.own for answer in written.desk("王评").answers(item)}
    assert [given and given.points for given in map(own.get, codes[:3])] == [7, 4, None]


def test_of_two_marks_the_sheet_s_counts_and_both_are_named(written: MarkingBench) -> None:
    desk = written.desk("王评")
    code = desk.answers(desk.questions()[0].item)[0].code
    cell(sheet_of(written), "得分", 7)
    desk.mark(code, gave("4"), MarkedIn.NOTEBOOK)
    ran = written("review", "collect", CASES, sheet_of(written))
    assert ran.code == 0
    assert "表里 7 分，写出评分表以后又在别处评过 4 分；以评分表的为准" in ran.err
    assert marks(written) == ["4", "7"]
    desk.mark(code, gave("5"), MarkedIn.NOTEBOOK)
    assert "记下 0 份" in written.fine("review", "collect", CASES, sheet_of(written)).out
    assert marks(written) == ["4", "7", "5"], "collected once, the sheet doesn't come back over a later mark"


def test_a_mark_that_others_have_built_on_stays_whatever_the_sheet_says(written: MarkingBench) -> None:
    desk = written.desk("王评")
    code = desk.answers(desk.questions()[0].item)[0].code
    cell(sheet_of(written), "得分", 7)
    desk.mark(code, gave("2"), MarkedIn.NOTEBOOK)
    written.desk("李评").mark(code, gave("9"), MarkedIn.NOTEBOOK)
    written.desk("陈组长").mark(code, gave("5"), MarkedIn.NOTEBOOK)
    assert "维持原来的" in written("review", "collect", CASES, sheet_of(written)).err
    assert marks(written) == ["2", "9", "5"]


def test_a_cleared_row_is_asked_about(written: MarkingBench) -> None:
    written.mark_all("王评", "6")
    written.fine("review", "sheet", CASES)
    fill(sheet_of(written), 档=None, 得分=None)
    told(written("review", "collect", CASES, sheet_of(written)), "清空了")


def test_what_is_filled_in_and_not_collected_is_not_overwritten(written: MarkingBench) -> None:
    fill(sheet_of(written), 得分=6)
    told(written("review", "sheet", CASES), "没有覆盖", "review collect")
    written.fine("review", "collect", CASES)
    written.mark_all("李评", "9")
    ran = written.fine("review", "sheet", CASES)
    assert "陈组长.xlsx：11 份，没评的 11" in ran.out
    book = openpyxl.load_workbook(sheet_of(written, "陈组长"))
    assert book.worksheets[1].cell(FIRST, COLUMNS["说明"]).value.startswith("仲裁，此前的分：初评 6 分")
    assert (
        openpyxl.load_workbook(sheet_of(written)).worksheets[1].cell(FIRST, COLUMNS["得分"]).protection.locked is False
    )


def test_examples_come_in_a_sheet_of_their_own_first(cases: MarkingBench) -> None:
    cases.open("--marker", "王评", "--marker", "李评", "--leader", "陈组长", "--plan", "training")
    assert "先试评例卷" in cases.fine("review", "sheet", CASES, "--marker", "王评").out
    book = openpyxl.load_workbook(sheet_of(cases))
    assert [sheet.title for sheet in book.worksheets] == ["题目和细则", "试评 case"]
    cell(sheet_of(cases), "得分", 82)
    cell(sheet_of(cases), "得分", 5, FIRST + 1)
    cases.fine("review", "collect", CASES)
    cases.fine("review", "sheet", CASES, "--marker", "王评")
    assert len(openpyxl.load_workbook(sheet_of(cases)).worksheets) == 3
    assert [row["step"] for row in cases.bench.rows("review_mark")] == ["试评"] * 2


@pytest.mark.long
def test_sheets_that_libreoffice_has_saved_come_back_whole(written: MarkingBench, tmp_path: Path) -> None:
    try:
        subprocess.run(["soffice", "--version"], check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        absent("LibreOffice is missing")
    fill(sheet_of(written), 得分=9.5, 扣分一="条理不清", 评语="第一行\n第二行")
    command = ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(sheet_of(written))], check=True, capture_output=True, timeout=180)
    saved = tmp_path / "王评.xlsx"
    book = openpyxl.load_workbook(saved, data_only=True)
    assert [book.worksheets[0].cell(row, 4).value for row in (8, 9)] == [6, 5]
    assert book.worksheets[1].cell(FIRST, COLUMNS["实得"]).value == 9
    assert len(book.worksheets[1].data_validations.dataValidation) >= 4
    written.fine("review", "collect", CASES, saved)
    assert marks(written) == ["9"] * 11
    assert "以前收过的 11 份" in written.fine("review", "collect", CASES, sheet_of(written)).out


def test_a_code_beside_another_answer_is_refused(written: MarkingBench) -> None:
    path = sheet_of(written)
    fill(path, 得分=6.5)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    one, other = (sheet.cell(row, COLUMNS["编码"]) for row in (FIRST, FIRST + 1))
    one.value, other.value = other.value, one.value
    book.save(path)
    told(written("review", "collect", CASES, path), f"!{one.coordinate}", f"!{other.coordinate}", "编码和作答对不上")
    assert marks(written) == []
