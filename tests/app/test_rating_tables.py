"""Months and other tables of ratings: read whole or not at all, every fault with its sheet and cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.app.kit import REPO, Bench, Ran, put, told

MONTH = "2026-11"
HEAD = ("工号", "姓名", "部门", "经济运行业绩", "销售预测", "客户管理", "营销服务", "制度执行", "基础资料")
ROWS = (
    ("C0001", "样例甲", "一部", 90, 80, 85.5, 88, 100, 95),
    ("C0002", "样例乙", "一部", 70, 60, 65, 75, 80, 85),
    ("C0003", "样例丙", "二部", 60, 55, 50, 65, 70, 75),
)


def table(path: Path, change: Callable[[Any], None] = lambda sheet: None, rows: Any = ROWS) -> Path:
    """A table with its title in row 1, its head in row 2 and people from row 3 on."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "评定"
    sheet.append(["2026 年 11 月评定表"])
    for row in (HEAD, *rows):
        sheet.append(row)
    change(sheet)
    book.save(path)
    return path


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return Bench(REPO, tmp_path / "data")


def fine(ran: Ran) -> Ran:
    assert ran.code == 0, ran.said
    return ran


def put_cell(**cells: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    return change


def no_last_row(sheet: Any) -> None:
    sheet.delete_rows(5)


def test_a_month_becomes_six_ratings_for_each_person(office: Bench, tmp_path: Path) -> None:
    ran = fine(office("rating", "month", MONTH, table(tmp_path / "月度.xlsx")))
    assert ran.out.startswith("3 人，新录 18 个分，改动 0 个，与以前相同 0 个；录入人 测试员\n")
    assert "没有读：第 1 行在表头以上（“2026 年 11 月评定表”）" in ran.out
    rows = office("rating", "list", MONTH, "--json").data
    assert [row["score"] for row in rows if row["employee"] == "C0001"] == ["90", "80", "85.5", "88", "100", "95"]
    results = office("assess", MONTH, "--preview", "--json").data["results"]
    assert [(each["total"], each["level"]) for each in results] == [
        ("88.88", "良好"),
        ("71.50", "合格"),
        ("60.75", "合格"),
    ]
    assert "月度.xlsx：3 人，新录 18 个分" in office("period", "log", MONTH).out


def test_a_month_without_ratings_says_how_to_enter_them(office: Bench) -> None:
    told(office("assess", MONTH), "没有录入过评定", f"lianbing rating month {MONTH}")


def test_all_faults_of_all_files_are_listed_at_once(office: Bench, tmp_path: Path) -> None:
    one = table(tmp_path / "一部.xlsx", put_cell(D3="优", E4=101), ROWS[:2])
    two = table(tmp_path / "二部10月.xlsx", put_cell(D3="八十"), (ROWS[2], ROWS[0]))
    ran = office("rating", "month", MONTH, one, two)
    told(ran, "D3", "E4", "二部10月.xlsx", "10月", "八十", "C0001 在 一部.xlsx")
    assert office.rows("rating") == []


def test_units_may_have_a_sheet_each(office: Bench, tmp_path: Path) -> None:
    def second(sheet: Any) -> None:
        sheet.delete_rows(5)
        other = sheet.parent.create_sheet("二部")
        for row in (("序号", *HEAD), (1, *ROWS[2]), ("合计",)):
            other.append(row)
        sheet.parent.create_sheet("说明").append(["按月填写"])

    ran = fine(office("rating", "month", MONTH, table(tmp_path / "月度.xlsx", second)))
    assert "3 人，新录 18 个分" in ran.out
    assert "工作表“说明”不是评定表，没有读" in ran.out


def test_a_changed_score_needs_a_reason(office: Bench, tmp_path: Path) -> None:
    fine(office("rating", "month", MONTH, table(tmp_path / "月度.xlsx")))
    again = table(tmp_path / "月度（改）.xlsx", put_cell(D3=91))
    ran = office("rating", "month", MONTH, again)
    told(ran, "C0001 的经济运行业绩由 90（月度.xlsx）改为 91", "--why", code=2)
    assert len(office.rows("rating")) == 18
    ran = fine(office("rating", "month", MONTH, again, "--why", "漏记一项"))
    assert "新录 0 个分，改动 1 个，与以前相同 17 个" in ran.out
    assert [row["why"] for row in office.rows("rating")][-1] == "漏记一项"


def test_who_was_rated_the_month_before_is_expected(office: Bench, tmp_path: Path) -> None:
    fine(office("rating", "month", "2026-10", table(tmp_path / "a.xlsx", put_cell(A1="十月"))))
    short = table(tmp_path / "月度.xlsx", no_last_row)
    told(office("rating", "month", MONTH, short), "没有 C0003 样例丙（二部）", "--without")
    told(office("rating", "month", MONTH, short, "--without", "C0003"), "--why", code=2)
    told(office("rating", "month", MONTH, short, "--without", "C0009", "--without", "C0001"), "C0009", "C0001", "C0003")
    fine(office("rating", "month", MONTH, short, "--without", "C0003", "--why", "病假"))
    assert "不评 C0003" in office("period", "log", MONTH).out
    assert {row["employee"] for row in office.rows("rating") if row["period"] == MONTH} == {"C0001", "C0002"}
    later = table(tmp_path / "12月.xlsx", put_cell(A1=None), ROWS[:2])
    assert (
        "C0003 样例丙：2026 年 11 月没有评（病假），这次也没有" in fine(office("rating", "month", "2026-12", later)).out
    )


def test_digits_that_are_stored_as_text_are_read_and_said(office: Bench, tmp_path: Path) -> None:
    ran = fine(office("rating", "month", MONTH, table(tmp_path / "月度.xlsx", put_cell(D3="９０", E3="80"))))
    assert "D3“９０”、E3“80” 存成了文本，照数字读了" in ran.out
    assert office.rows("rating")[0]["score"] == "90"


def test_the_template_holds_who_is_expected_and_is_read_as_filled_in(office: Bench, tmp_path: Path) -> None:
    fine(office("rating", "month", "2026-10", table(tmp_path / "a.xlsx", put_cell(A1=None))))
    path = tmp_path / "十一月.xlsx"
    assert "有 3 人" in fine(office("rating", "month-template", MONTH, path)).out
    told(office("rating", "month-template", MONTH, path), "已经有", code=2)
    told(office("rating", "month", MONTH, path), "D3", "I5", "没有填")
    book = openpyxl.load_workbook(path)
    for row in book[MONTH].iter_rows(min_row=3, min_col=4, max_col=9):
        for cell in row:
            cell.value = 80
    book.save(path)
    assert "3 人，新录 18 个分" in fine(office("rating", "month", MONTH, path)).out


def test_other_spans_have_the_same_table(office: Bench, tmp_path: Path) -> None:
    fine(office("rating", "month", MONTH, table(tmp_path / "月度.xlsx")))
    path = tmp_path / "半年.xlsx"
    fine(office("rating", "template", "2026H2", path))
    heads = [cell.value for cell in openpyxl.load_workbook(path)["2026H2"][2]]
    assert heads[3:5] == ["品牌文化宣讲（100）", "终端功能演示（100）"]
    told(office("rating", "month", "2026H2", path), "rating table", code=2)
    told(office("rating", "table", "2026H2", path), "思考能力", "没有填")
    some = put(tmp_path / "测评.csv", "工号,思考能力,工作态度\nC0001,80,90\nC0002,70,60\n")
    told(office("rating", "table", "2026H2", some), "没有 C0003 样例丙")
    put(some, some.read_text(encoding="utf-8") + "C0003,60,75\n")
    assert "3 人，新录 6 个分" in fine(office("rating", "table", "2026H2", some)).out
    fine(office("rating", "enter", "2026", "honours", put(tmp_path / "表彰.csv", "工号,得分\nC0001,2\n")))


def test_a_scheme_without_ratings_of_the_month_is_refused(office: Bench, tmp_path: Path) -> None:
    told(office("rating", "month", MONTH, table(tmp_path / "月度.xlsx"), "--scheme", "half-year"), "month-targets")
