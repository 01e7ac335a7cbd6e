"""Tables of ratings: every fault is told with its sheet and cell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lianbing.domain.assessment.schemes import RatingColumn
from lianbing.domain.kernel.periods import Period
from lianbing.drills.rating_tables import TablesReading, read_rating_tables
from lianbing.errors import RosterFaults

COLUMNS = (
    RatingColumn(rating="economy", title="经济运行业绩", full=Decimal(100)),
    RatingColumn(rating="customers", title="客户管理", full=Decimal(5)),
    RatingColumn(rating="honours", title="表彰加分", full=Decimal(5), needed=False),
)
HEAD = ("工号", "姓名", "部门", "经济运行业绩", "客户管理（5）", "表彰加分（可空，5）", "备注")
ROWS = (("C0001", "样例甲", "一部", 90, 4.5, None, "病假两天"), ("C0002", "样例乙", "一部", 70, 3, 1.5))


def read(tmp_path: Path, *changes: Callable[[Any], None], period: str = "2026-11", whole: bool = True) -> TablesReading:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "评定"
    for row in (("2026年11月评定表",), HEAD, *ROWS):
        sheet.append(row)
    for change in changes:
        change(sheet)
    book.save(tmp_path / "月度.xlsx")
    return read_rating_tables([tmp_path / "月度.xlsx"], COLUMNS, Period.parse(period), whole=whole)


def cells(**values: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for cell, value in values.items():
            sheet[cell] = value

    return change


def merged(area: str) -> Callable[[Any], None]:
    return lambda sheet: sheet.merge_cells(area)


def named(name: str) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet.title = name

    return change


def test_a_table_is_read(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert [(row.number, {name: str(score) for name, score in row.scores.items()}) for row in reading.rows] == [
        ("C0001", {"economy": "90", "customers": "4.5"}),
        ("C0002", {"economy": "70", "customers": "3", "honours": "1.5"}),
    ]


@pytest.mark.parametrize(
    ("change", "pieces"),
    [
        (cells(D3="优"), ("工作表“评定”D3", "C0001", "经济运行业绩", "“优”")),
        (cells(D3="85分"), ("D3", "85分")),
        (cells(E4=5.5), ("E4", "C0002 的客户管理", "超过满分 5")),
        (cells(F4=6), ("F4", "超过满分 5")),
        (cells(D4=-1), ("D4", "0 到 100")),
        (cells(D3=88.125), ("D3", "两位小数")),
        (cells(E4=None), ("E4", "没有填")),
        (cells(D4="#N/A"), ("D4", "错误值")),
        (cells(D4="=1+1"), ("D4", "没有它的结果")),
        (cells(D4=True), ("D4", "逻辑值")),
        (cells(A4="c0001"), ("c0001", "第 3 行", "只写一行")),
        (cells(A4="C 0002"), ("C 0002", "字母")),
        (cells(A4=None), ("没有工号",)),
        (cells(H2="服务态度"), ("H2", "服务态度", "不是要评的一项", "客户管理")),
        (cells(H2="客户管理"), ("E 列", "H 列", "客户管理")),
        (cells(E2="客户"), ("表头", "第 2 行", "客户管理")),
        (cells(A1="2026 年 10 月评定表"), ("A1", "2026 年 10 月", "拿错")),
        (cells(A1="2025年11月"), ("A1", "2025年11月")),
        (cells(A1="2026-12"), ("A1", "2026-12")),
        (named("10月"), ("名字", "10月")),
        (merged("D3:D4"), ("D3:D4", "合并单元格")),
        (merged("D4:E4"), ("D4:E4", "合并单元格")),
    ],
)
def test_what_is_wrong_is_told_with_its_sheet_and_cell(
    tmp_path: Path, change: Callable[[Any], None], pieces: tuple[str, ...]
) -> None:
    with pytest.raises(RosterFaults) as caught:
        read(tmp_path, change)
    assert [piece for piece in ("月度.xlsx", *pieces) if piece not in caught.value.message] == []


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RosterFaults) as caught:
        read(tmp_path, cells(D3="优", E3=9, D4=None, A1="10月", H2="态度"), merged("E3:E4"))
    assert len(caught.value.faults) == 7


def test_what_may_stand_in_such_a_table_is_no_fault(tmp_path: Path) -> None:
    def more(sheet: Any) -> None:
        sheet["H2"] = "合计"
        sheet.append(("合计", None, None, 160, 7.5))
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("C3:C4")
        sheet.parent.create_sheet("说明").append(["每月 5 日前交"])

    reading = read(tmp_path, more)
    assert len(reading.rows) == 2
    assert any("说明" in note for note in reading.notes)
    assert any("合计" in note for note in reading.notes)


def test_a_table_that_need_not_be_whole_may_have_some_of_the_columns(tmp_path: Path) -> None:
    def without(sheet: Any) -> None:
        sheet.delete_cols(4)

    assert [row.scores for row in read(tmp_path, without, period="2026H2", whole=False).rows] == [
        {"customers": Decimal("4.5")},
        {"customers": Decimal(3), "honours": Decimal("1.5")},
    ]
    with pytest.raises(RosterFaults, match="要评的列"):
        read(tmp_path, lambda sheet: sheet.delete_cols(4, 3), period="2026H2", whole=False)


def test_a_longer_period_may_name_its_months(tmp_path: Path) -> None:
    assert len(read(tmp_path, cells(A1="7月至12月"), period="2026H2").rows) == 2


def in_format(cell: str, value: float, code: str) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[cell] = value
        sheet[cell].number_format = code

    return change


@pytest.mark.parametrize("code", ["0%", "0.00%", "0.0%"])
def test_a_percentage_is_no_score(tmp_path: Path, code: str) -> None:
    with pytest.raises(RosterFaults, match="D3（C0001 的经济运行业绩）写的是百分数“94%”，满分是 100"):
        read(tmp_path, in_format("D3", 0.94, code))


def test_a_calculated_score_is_read_as_excel_shows_it(tmp_path: Path) -> None:
    assert read(tmp_path, cells(D3=94.00000000000001)).rows[0].scores["economy"] == 94


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("十二月份评定表", "2026-11"),
        ("二〇二六年一月", "2026-11"),
        ("评定表202610", "2026-11"),
        ("2026年上半年", "2026H2"),
        ("2026H1 素质测评", "2026H2"),
        ("2025H2", "2026H2"),
        ("第三季度", "2026Q4"),
    ],
)
def test_a_title_of_another_period_is_a_fault(tmp_path: Path, title: str, period: str) -> None:
    with pytest.raises(RosterFaults, match="核对是不是拿错了表"):
        read(tmp_path, cells(A1=title), named(title), period=period)


@pytest.mark.parametrize(
    ("title", "period"),
    [("十一月份评定表", "2026-11"), ("202611", "2026-11"), ("下半年", "2026H2"), ("第四季度", "2026Q4")],
)
def test_a_title_of_the_period_is_none(tmp_path: Path, title: str, period: str) -> None:
    changes = [cells(A1=title), named(title)]
    assert len(read(tmp_path, *changes, period=period).rows) == 2
