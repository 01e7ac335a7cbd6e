"""Rosters as companies have them: what is wrong is said with file and line, and then nothing was issued."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from lianbing.drills.rosters import read_roster
from lianbing.errors import RosterFaults
from tests.app.kit import DRILL, PEOPLE, Bench, put, roster_text, told


def _workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


HEAD = "工号,姓名,部门\n"
REFUSED = {
    "not-gbk": ("名单.csv", roster_text(PEOPLE).encode("gbk")[:-8], ("名单.csv:5", "不是 GBK/GB18030", "另存为")),
    "twice": ("名单.csv", HEAD + "C1,甲,一部\nC2,乙,一部\nC1,丙,一部\n", ("名单.csv:4", "C1", "第 2 行重复", "改正")),
    "case": ("名单.csv", HEAD + "C1,甲,一部\nc1,乙,一部\n", ("名单.csv:3", "c1", "第 2 行重复")),
    "no-team": ("名单.csv", "工号,姓名\nC1,甲\n", ("名单.csv:1", "部门", "第一行要写")),
    "no-heading": ("名单.csv", "C1,甲,一部\nC2,乙,一部\n", ("名单.csv:1", "工号、姓名、部门", "第一行要写")),
    "empty": ("名单.csv", "", ("名单.csv", "空的", "第一行要写")),
    "blank": ("名单.csv", "\n,,\n  ,\n", ("名单.csv", "空的")),
    "heading-only": ("名单.csv", HEAD, ("名单.csv", "只有表头", "每人写一行")),
    "no-number": ("名单.csv", HEAD + ",甲,一部\n", ("名单.csv:2", "没有工号", "补上")),
    "no-name": ("名单.csv", HEAD + "C1,,一部\n", ("名单.csv:2", "C1 没有姓名", "补上")),
    "path": ("名单.csv", HEAD + "../../x,甲,一部\n", ("名单.csv:2", "../../x", "只能用字母")),
    "long": ("名单.csv", HEAD + "C" * 33 + ",甲,一部\n", ("名单.csv:2", "最多 32 位")),
    "full-width": ("名单.csv", HEAD + "Ｃ１,甲,一部\n", ("名单.csv:2", "只能用字母")),
    "not-xlsx": ("名单.xlsx", "工号,姓名,部门\n", ("名单.xlsx", "不是可读的 .xlsx", "重新另存")),
    "old-xls": ("名单.xls", b"\xd0\xcf\x11\xe0", ("名单.xls", ".xlsx 或 .csv")),
    "word": ("名单.docx", b"PK", ("名单.docx", ".xlsx 或 .csv")),
}


@pytest.mark.parametrize(("name", "content", "pieces"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_roster_is_refused_and_nothing_is_issued(
    empty: Bench, tmp_path: Path, name: str, content: bytes | str, pieces: tuple[str, ...]
) -> None:
    told(empty("drill", "issue", DRILL, "--roster", put(tmp_path / name, content)), *pieces)
    assert not empty.rows("drill")
    assert not (empty.data / "drills").exists()


def test_a_wrong_roster_leaves_what_was_issued_as_it_was(issued: Bench, tmp_path: Path) -> None:
    before = issued.rows("drill"), issued.rows("paper"), issued.booklets
    roster = put(tmp_path / "名单.csv", HEAD + "C0009,样例壬,一部\nC0009,样例癸,一部\n")
    told(issued("drill", "issue", DRILL, "--roster", roster), "名单.csv:3")
    assert (issued.rows("drill"), issued.rows("paper"), issued.booklets) == before


def test_all_faults_are_said_at_once(empty: Bench, tmp_path: Path) -> None:
    roster = put(tmp_path / "名单.csv", HEAD + "C1,甲,一部\nC1,乙,一部\n,丙,一部\nC 4,丁,一部\nC5,,一部\n")
    told(
        empty("drill", "issue", DRILL, "--roster", roster),
        "共 4 处", "名单.csv:3", "名单.csv:4", "名单.csv:5", "名单.csv:6",
    )  # fmt: skip


def test_a_missing_roster_is_named(empty: Bench, tmp_path: Path) -> None:
    told(empty("drill", "issue", DRILL, "--roster", tmp_path / "没有.csv"), "没有.csv", "检查路径")
    told(empty("drill", "issue", DRILL, "--roster", tmp_path / "没有.xlsx"), "没有.xlsx", "检查路径")
    told(empty("drill", "issue", DRILL, "--roster", tmp_path), "名单")


def test_the_line_said_is_the_files_line_even_after_a_cell_of_two_lines(empty: Bench, tmp_path: Path) -> None:
    roster = put(tmp_path / "名单.csv", HEAD + 'C1,甲,"一部\n二组"\nC1,乙,一部\n')
    told(empty("drill", "issue", DRILL, "--roster", roster), "名单.csv:4")


def test_an_unknown_encoding_is_called_that(empty: Bench, roster: Path) -> None:
    ran = empty("drill", "issue", DRILL, "--roster", roster, "--encoding", "gbkk")
    told(ran, "gbkk", code=ran.code or 1)


TAKEN: tuple[tuple[str, bytes | str, str], ...] = (
    ("plain.csv", roster_text(PEOPLE), "utf-8-sig"),
    ("mark.csv", "\ufeff" + roster_text(PEOPLE), "utf-8-sig"),
    ("gbk.csv", roster_text(PEOPLE).encode("gbk"), "gbk"),
    ("gbk, found out.csv", roster_text(PEOPLE).encode("gbk"), ""),
    ("gb18030.csv", roster_text(PEOPLE).encode("gb18030"), "gbk"),
    ("utf16, found out.csv", roster_text(PEOPLE).encode("utf-16-le"), ""),
    ("semicolons.csv", roster_text(PEOPLE).replace(",", ";"), ""),
    ("tabs.txt", roster_text(PEOPLE).replace(",", "\t"), ""),
    ("utf16.csv", roster_text(PEOPLE).encode("utf-16"), "utf-16"),
    ("crlf.CSV", roster_text(PEOPLE).replace("\n", "\r\n"), "utf-8-sig"),
    ("mac.csv", roster_text(PEOPLE).replace("\n", "\r"), "utf-8-sig"),
    ("spaces.csv", roster_text(PEOPLE).replace(",", " , ").replace("样", "　样"), "utf-8-sig"),
    ("blank-lines.csv", "\n\n" + roster_text(PEOPLE).replace("\n", "\n,,\n"), "utf-8-sig"),
    ("quoted.csv", roster_text(PEOPLE).replace(",", '","').replace("\n", '"\n"')[:-1].join(('"', "")), "utf-8-sig"),
)


@pytest.mark.parametrize(("name", "content", "encoding"), TAKEN, ids=[taken[0] for taken in TAKEN])
def test_a_roster_is_taken_as_spreadsheets_save_it(
    empty: Bench, tmp_path: Path, name: str, content: bytes | str, encoding: str
) -> None:
    ran = empty("drill", "issue", DRILL, "--roster", put(tmp_path / name, content), "--encoding", encoding)
    assert ran.code == 0, ran.said
    assert sorted(empty.booklets) == [f"{number}-{person}.html" for number, person in PEOPLE]


def test_an_xlsx_with_numbers_as_numbers_and_other_columns(empty: Bench, tmp_path: Path) -> None:
    roster = _workbook(
        tmp_path / "名单.xlsx",
        ("序号", "部门", "员工编号", "姓名", "电话"),
        (1, "一部", 1001, "甲", 13800000000),
        (None, None, None, None, None),
        (2, "二部", 1002.0, "乙", None),
        (3, "二部", "1003", " 丙 ", None),
    )
    assert empty("drill", "issue", DRILL, "--roster", roster).code == 0
    assert sorted(empty.booklets) == ["1001-甲.html", "1002-乙.html", "1003-丙.html"]
    told(empty("drill", "issue", DRILL, "--roster", _workbook(tmp_path / "坏.xlsx", ("工号", "姓名", "部门"),
         ("C1", "甲", "一部"), ("C1", "乙", "一部"))), "坏.xlsx:3", "第 2 行重复")  # fmt: skip


def test_an_xlsx_without_people(empty: Bench, tmp_path: Path) -> None:
    told(empty("drill", "issue", DRILL, "--roster", _workbook(tmp_path / "空.xlsx")), "空.xlsx", "空的")


def test_an_xlsx_whose_insides_are_broken(empty: Bench, tmp_path: Path) -> None:
    """A ZIP that opens but whose sheet is cut: a file that did not arrive whole."""
    whole = _workbook(tmp_path / "好.xlsx", ("工号", "姓名", "部门"), ("C1", "甲", "一部"))
    for member, name in (("xl/worksheets/sheet1.xml", "缺半张表.xlsx"), ("xl/workbook.xml", "缺目录.xlsx")):
        broken = tmp_path / name
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
            for info in old.infolist():
                content = old.read(info)
                new.writestr(info, content[: len(content) // 2] if info.filename == member else content)
        told(empty("drill", "issue", DRILL, "--roster", broken), name, "重新另存")


def test_an_xlsx_that_holds_only_a_chart(empty: Bench, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("图")
    book.remove(book.worksheets[0])
    book.save(tmp_path / "图.xlsx")
    told(empty("drill", "issue", DRILL, "--roster", tmp_path / "图.xlsx"), "图.xlsx")


def test_a_csv_with_an_endless_cell(empty: Bench, tmp_path: Path) -> None:
    """A quotation mark that is never closed makes one cell of the rest of the file."""
    rows = "".join(f"C{number},样例,一部\n" for number in range(12_000))
    assert len(rows) > csv.field_size_limit()
    told(
        empty("drill", "issue", DRILL, "--roster", put(tmp_path / "名单.csv", HEAD + 'X1,"甲,一部\n' + rows)),
        "名单.csv",
    )


def test_a_number_that_differs_from_an_issued_one_in_case_alone(issued: Bench, roster_of: Callable[..., Path]) -> None:
    """On Windows both booklets would be one file, and the assessment would count one person twice."""
    before = issued.rows("paper")
    told(issued("drill", "issue", DRILL, "--roster", roster_of(("c0001", "样例甲"))), "c0001", "C0001")
    assert issued.rows("paper") == before


def test_nobody_is_dropped_from_a_long_list(tmp_path: Path) -> None:
    """More rows than the program will read are refused, not cut off."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(("工号", "姓名", "部门"))
    for number in range(20_001):
        sheet.append((f"C{number}", "甲", "一部"))
    book.save(tmp_path / "名单.xlsx")
    with pytest.raises(RosterFaults, match="20000"):
        read_roster(tmp_path / "名单.xlsx")


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "../../../etc/passwd", "a" * 300, "</script><b>", "👩‍🏫甲"]
)
def test_a_hostile_name_stays_text_and_leaves_the_folder_alone(
    empty: Bench, roster_of: Callable[..., Path], name: str
) -> None:
    assert empty("drill", "issue", DRILL, "--roster", roster_of(("C0001", name))).code == 0
    (file_name,) = empty.booklets
    assert file_name.startswith("C0001")
    assert not set(file_name) & set('<>:"/\\|?*\0')
    assert len(file_name.encode()) < 200
    page = empty.booklets[file_name].decode()
    if "<" in name:
        assert name not in page
        assert page.count("</script>") == 2
        assert page.count("<b>") == 0
    assert [path.name for path in empty.data.iterdir() if path.is_dir()] == ["drills"]
