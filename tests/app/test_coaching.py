"""A manager chooses a type, plans, looks again; the program shows, records and prints, and never types anybody."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from tests.app.kit import PERIOD, Bench, Ran, told

OBSERVED = "陪访两次，见了生客户就往后站"
WEAK, STRONG = "C0002", "C0001"


@pytest.fixture(scope="module")
def assessed_once(graded_once: Bench, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    bench = Bench(graded_once.root, tmp_path_factory.mktemp("assessed") / "data")
    shutil.copytree(graded_once.data, bench.data)
    assert bench("assess", PERIOD).code == 0
    return bench


@pytest.fixture
def desk(assessed_once: Bench, tmp_path: Path) -> Bench:
    return Bench(assessed_once.root, shutil.copytree(assessed_once.data, tmp_path / "data"))


def _choose(desk: Bench, number: str = WEAK) -> Ran:
    return desk("coach", "choose", PERIOD, number, "--type", "confidence", "--observed", OBSERVED)


def _kinds(desk: Bench) -> list[str]:
    return [row["kind"] for row in desk.rows("period_event", "kind like 'coaching%'")]


def test_looking_shows_results_and_asks_and_records_nothing(desk: Bench) -> None:
    ran = desk("coach", "choose", PERIOD, WEAK)
    assert ran.code == 0, ran.said
    for piece in ("样例乙", "薄弱的条款", "程序不给人定型", "信心不足型", "优秀型"):
        assert piece in ran.out, piece
    assert not _kinds(desk)


def test_the_types_are_shown_in_the_same_order_to_everybody(desk: Bench) -> None:
    """No ranking: nothing of a person moves a type up or down."""
    listed = [
        [line for line in desk("coach", "choose", PERIOD, number).out.splitlines() if line.startswith("  ")]
        for number in (WEAK, STRONG, "C0004")
    ]
    assert listed[0] == listed[1] == listed[2]
    assert len(listed[0]) == 7


def test_choose_plan_and_follow_are_recorded_under_the_managers_name_and_printed(desk: Bench) -> None:
    assert _choose(desk).code == 0
    planned = desk(
        "coach", "plan", PERIOD, WEAK, "--measure", "CCH-03", "--measure", "cch-04", "--follow-up", "2099-01-15"
    )
    assert planned.code == 0, planned.said
    followed = desk("coach", "follow", PERIOD, WEAK, "--outcome", "敢开口了")
    assert followed.code == 0, followed.said
    assert "还没有考到" in followed.out
    assert _kinds(desk) == ["coaching-chosen", "coaching-planned", "coaching-followed"]
    assert {row["by"] for row in desk.rows("period_event", "kind like 'coaching%'")} == {"测试员"}
    folder = desk.data / "reports" / PERIOD / "辅导记录"
    page = (folder / "C0002-样例乙.html").read_text(encoding="utf-8")
    words = "\n".join(
        [paragraph.text for paragraph in Document(str(folder / "C0002-样例乙.docx")).paragraphs]
        + [
            cell.text
            for table in Document(str(folder / "C0002-样例乙.docx")).tables
            for row in table.rows
            for cell in row.cells
        ]
    )
    for piece in (OBSERVED, "信心不足型", "CCH-04", "2099-01-15", "敢开口了", "本人签名"):
        assert piece in page, piece
        assert piece in words, piece
    assert desk("ledger", "verify").code == 0


def test_the_record_is_the_same_bytes_again(desk: Bench) -> None:
    assert _choose(desk).code == 0
    assert desk("coach", "record", PERIOD).code == 0
    folder = desk.data / "reports" / PERIOD / "辅导记录"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    shutil.rmtree(folder)
    assert desk("coach", "record", PERIOD, WEAK).code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_saying_the_same_again_records_nothing(desk: Bench) -> None:
    for _ in range(2):
        assert _choose(desk).code == 0
        assert desk("coach", "plan", PERIOD, WEAK, "--measure", "CCH-03", "--follow-up", "2099-01-15").code == 0
    assert _kinds(desk) == ["coaching-chosen", "coaching-planned"]


def test_lists_say_who_is_coached_and_whose_day_has_come(desk: Bench) -> None:
    assert "还没有人在辅导" in desk("coach", "list", PERIOD).out
    assert _choose(desk).code == 0
    assert desk("coach", "plan", PERIOD, WEAK, "--measure", "CCH-03", "--follow-up", "2099-01-15").code == 0
    assert "2099-01-15 回看" in desk("coach", "list", PERIOD).out
    assert "没有人到了回看的日子" in desk("coach", "due").out
    assert WEAK in desk("coach", "due", "--day", "2099-01-15").out
    assert desk("coach", "follow", PERIOD, WEAK, "--outcome", "好多了").code == 0
    assert "没有人到了回看的日子" in desk("coach", "due", "--day", "2099-01-15").out


@pytest.mark.parametrize(
    ("words", "piece"),
    [
        (("choose", PERIOD, WEAK, "--type", "confidence"), "写明观察到什么"),
        (("choose", PERIOD, WEAK, "--type", "懒散型", "--observed", "x"), "没有辅导类型“懒散型”"),
        (("choose", PERIOD, WEAK, "--observed", "x"), "写明选哪一种类型"),
        (("choose", PERIOD, "C9999", "--type", "drive", "--observed", "x"), "没有工号 C9999"),
        (("choose", "2025H1", WEAK), "还没有考评过"),
        (("plan", PERIOD, WEAK, "--measure", "CCH-03"), "还没有选类型"),
        (("plan", PERIOD, WEAK), "写明采用哪几条办法"),
        (("follow", PERIOD, WEAK, "--outcome", "x"), "还没有计划"),
        (("follow", PERIOD, WEAK), "写明回看的结果"),
        (("due", "--day", "明天"), "写得不对"),
        (("record", PERIOD), "还没有选类型"),
    ],
)
def test_what_is_missing_or_wrong_is_said(desk: Bench, words: tuple[str, ...], piece: str) -> None:
    ran = desk("coach", *words)
    assert ran.code, ran.said
    assert piece in ran.err, ran.said
    assert not _kinds(desk)


def test_measures_of_another_type_and_days_that_are_past_are_refused(desk: Bench) -> None:
    assert _choose(desk).code == 0
    ran = desk("coach", "plan", PERIOD, WEAK, "--measure", "CCH-24", "--follow-up", "2020-01-01")
    told(ran, "CCH-24 不是信心不足型的办法", "已经过了", code=2)
    assert _kinds(desk) == ["coaching-chosen"]


def test_a_web_address_of_the_book_becomes_a_link(desk: Bench, own_content: Path, tmp_path: Path) -> None:
    (own_content / "_config.yml").write_text("html:\n  baseurl: https://book.example/\n", encoding="utf-8")
    shutil.copytree(
        Path(__file__).parents[2] / "book", own_content / "book", ignore=lambda *_: {"chapters", "reference"}
    )
    bench = Bench(own_content, desk.data)
    assert _choose(bench).code == 0
    assert bench("coach", "plan", PERIOD, WEAK, "--measure", "CCH-03").code == 0
    page = (bench.data / "reports" / PERIOD / "辅导记录" / "C0002-样例乙.html").read_text(encoding="utf-8")
    assert 'href="https://book.example/book/chapters/' in page


def _filled(path: Path, rows: dict[str, dict[str, str]]) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book["辅导"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for line in range(2, sheet.max_row + 1):
        for heading, text in rows.get(str(sheet.cell(line, 1).value), {}).items():
            sheet.cell(line, columns[heading]).value = text
    book.save(path)
    return path


def test_a_sheet_goes_out_to_a_manager_and_comes_back(desk: Bench, tmp_path: Path) -> None:
    sheet = tmp_path / "辅导.xlsx"
    assert desk("coach", "sheet", PERIOD, sheet, "--unit", "城区一部").code == 0
    told(desk("coach", "sheet", PERIOD, sheet), "没有改它", code=2)
    filled = {"类型": "信心不足型", "观察到的": OBSERVED, "采用的办法": "CCH-03、CCH-05", "回看日期": "2099-01-15"}
    _filled(sheet, {WEAK: filled, "C0003": {"类型": "优秀型", "观察到的": "常帮别人"}})
    ran = desk("coach", "collect", PERIOD, sheet)
    assert ran.code == 0, ran.said
    assert "2 人填了，新记 3 条" in ran.out
    assert "新记 0 条" in desk("coach", "collect", PERIOD, sheet).out
    _filled(sheet, {WEAK: {"回看结果": "敢开口了"}})
    assert "新记 1 条" in desk("coach", "collect", PERIOD, sheet).out
    again = tmp_path / "再来.xlsx"
    assert desk("coach", "sheet", PERIOD, again).code == 0
    listed = openpyxl.load_workbook(again)["辅导"]
    assert "敢开口了" in [cell.value for row in listed.iter_rows() for cell in row]


def test_faults_of_a_sheet_are_listed_by_cell_and_nothing_is_recorded(desk: Bench, tmp_path: Path) -> None:
    sheet = tmp_path / "辅导.xlsx"
    assert desk("coach", "sheet", PERIOD, sheet).code == 0
    rows = {
        "C0001": {"类型": "优秀型", "观察到的": "常帮别人"},
        WEAK: {"类型": "懒散型", "观察到的": "x"},
        "C0003": {"类型": "骄傲自满型", "采用的办法": "CCH-01", "回看日期": "下月"},
    }
    ran = desk("coach", "collect", PERIOD, _filled(sheet, rows))
    told(ran, "G3 没有辅导类型“懒散型”", "H4 写明观察到什么", "I4 CCH-01 不是", "J4 日期“下月”写得不对")
    assert not _kinds(desk)


def test_what_a_manager_wrote_cannot_become_markup_or_a_formula(desk: Bench, tmp_path: Path) -> None:
    hostile = "=1+1<script>alert(1)</script>"
    assert desk("coach", "choose", PERIOD, WEAK, "--type", "drive", "--observed", hostile).code == 0
    assert desk("coach", "record", PERIOD).code == 0
    page = (desk.data / "reports" / PERIOD / "辅导记录" / "C0002-样例乙.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    sheet = tmp_path / "x.xlsx"
    assert desk("coach", "sheet", PERIOD, sheet).code == 0
    cells: list[Any] = [cell for row in openpyxl.load_workbook(sheet)["辅导"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == hostile] == ["s"]


def test_coaching_goes_with_a_purged_person(desk: Bench) -> None:
    assert _choose(desk).code == 0
    code = desk("purge", "--number", WEAK, "--json").data["code"]
    assert desk("purge", "--number", WEAK, "--confirm", code, "--reason", "保存年限已满").code == 0
    assert not _kinds(desk)
    assert OBSERVED.encode() not in desk.database.read_bytes()
    assert desk("ledger", "verify").code == 0


def test_an_edited_coaching_event_is_found(desk: Bench) -> None:
    assert _choose(desk).code == 0
    desk.tamper("update period_event set content = replace(content, 'confidence', 'proud') where kind like 'coaching%'")
    told(desk("ledger", "verify"), "考评期记事第")
