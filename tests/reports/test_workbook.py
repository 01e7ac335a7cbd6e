"""The workbook: numbers are numbers, names are text, and every total follows from the items listed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.assessment.ranking import level_for
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, ratio, round_half_up
from lianbing.reports.workbook_xlsx import workbook_bytes
from tests.reports.objects import HOSTILE, SCHEME, candidate, with_change

PARTS = ("应知应会", "信息系统操作", "工具应用", "分析能力")
Row = dict[str, Any]


@pytest.fixture
def book(written: Path) -> Any:
    return load_workbook(written / "考评表.xlsx")


def summary(book: Any) -> dict[str, Row]:
    """Rows by employee number, keyed by heading, for the columns of a part by ``部分 heading``."""
    groups, heads, *rows = book["考评汇总"].iter_rows(values_only=True)
    part, names = "", []
    for group, head in zip(groups, heads, strict=True):
        part = group or (part if head in ("得分", "满分", "得分率（%）", "权重", "折算分") else "")
        names.append(f"{part} {head}".strip())
    return {row[1]: dict(zip(names, row, strict=True)) for row in rows}


def table(book: Any, name: str) -> list[Row]:
    heads, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def exact(value: object) -> Decimal:
    assert isinstance(value, int | float)
    return Decimal(str(value))


def test_has_all_sheets(book: Any) -> None:
    assert book.sheetnames == [
        "考评汇总",
        "单位汇总",
        "人工改分",
        "逐题明细",
        "条款掌握",
        "知识点掌握",
        "等级把握",
        "方法说明",
    ]


def test_people_stand_by_rank_and_those_without_one_after(book: Any) -> None:
    rows = summary(book)
    assert list(rows) == ["C0001", "0007", "C0002", "C0003", "C0004", "C0005"]
    assert [row["名次"] for row in rows.values()] == [1, 2, 3, "未定", "未交", "未定"]


def test_every_total_follows_from_the_items_listed(book: Any) -> None:
    items = table(book, "逐题明细")
    for number, row in summary(book).items():
        own = [item for item in items if item["工号"] == number]
        contributions, rates = [], []
        for part, weight in zip(PARTS, SCHEME.parts, strict=True):
            marks = [item for item in own if item["部分"] == part]
            if not marks or any(item["得分"] == "待判" for item in marks):
                assert isinstance(row[f"{part} 得分率（%）"], str)
                assert isinstance(row[f"{part} 折算分"], str)
                continue
            earned = sum((exact(item["得分"]) for item in marks), ZERO)
            worth = sum((exact(item["满分"]) for item in marks), ZERO)
            rates.append(round_half_up(ratio(earned * HUNDRED, worth), 2))
            contributions.append(round_half_up(ratio(rates[-1] * weight.weight, HUNDRED), 2))
            shown = [exact(row[f"{part} {head}"]) for head in ("得分", "满分", "得分率（%）", "权重", "折算分")]
            assert shown == [earned, worth, rates[-1], weight.weight, contributions[-1]]
        if len(contributions) == len(PARTS):
            assert exact(row["总分"]) == sum(contributions, ZERO)
            assert row["等级"] == level_for(SCHEME.levels, sum(contributions, ZERO), rates)
        else:
            assert (row["总分"], row["等级"]) in (("未定", "未定"), ("未交", "未交"))


def test_every_clause_rate_follows_from_the_items_listed(book: Any) -> None:
    items = [item for item in table(book, "逐题明细") if item["依据条款"] != "未交"]
    rows = table(book, "条款掌握")
    assert [row["条款"] for row in rows][:3] == ["VIS-04", "VIS-06", "K035"]
    for row in rows:
        own = [item for item in items if row["条款"] in item["依据条款"].split("、")]
        graded = [item for item in own if item["得分"] != "待判"]
        assert exact(row["得分"]) == sum((exact(item["得分"]) for item in graded), ZERO)
        assert exact(row["满分"]) == sum((exact(item["满分"]) for item in graded), ZERO)
        assert (row["涉及题次"], row["待判题次"]) == (len(graded), len(own) - len(graded))
        assert row["不同题目数"] == len({item["题目编号"] for item in own})


def test_ungraded_and_absent_are_words_and_no_cell_is_empty(book: Any) -> None:
    rows = summary(book)
    assert rows["C0003"]["分析能力 得分"] == "待判 1 题"
    assert rows["C0003"]["分析能力 满分"] == 7
    assert rows["C0003"]["分析能力 得分率（%）"] == rows["C0003"]["分析能力 折算分"] == "未定"
    heads = ("得分", "满分", "得分率（%）", "折算分")
    assert {rows["C0004"][f"{part} {head}"] for part in PARTS for head in heads} == {"未交"}
    assert rows["C0005"]["总分"] == "未定"
    assert rows["C0002"]["信息系统操作 得分"] == 0
    for name in ("考评汇总", "逐题明细", "条款掌握"):
        sheet = book[name]
        head = 2 if name == "考评汇总" else 1
        assert all(cell.value is not None for row in sheet.iter_rows(min_row=head) for cell in row)
    ungraded = [item for item in table(book, "逐题明细") if item["得分"] == "待判"]
    assert [(item["工号"], item["题号"], item["台账号"]) for item in ungraded] == [("C0003", 2, "未入账")]
    absent = [item["工号"] for item in table(book, "逐题明细") if item["得分"] == "未交"]
    assert absent == ["C0004", "C0004", "C0005"]


def test_numbers_are_numbers_and_employee_numbers_text(book: Any) -> None:
    sheet = book["考评汇总"]
    for row in sheet.iter_rows(min_row=3):
        assert (row[1].data_type, row[1].number_format) == ("s", "@")
    assert sheet["B4"].value == "0007"
    assert (sheet["E3"].data_type, sheet["E3"].number_format) == ("n", "0.00")
    assert sheet["H3"].value == 40


def test_no_name_starts_a_formula(with_people: Callable[..., Assessment]) -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "#N/A", HOSTILE]
    people = [candidate(f"={place}", name, "2 3 2.5 5 3 4 3", 1) for place, name in enumerate(names)]
    raw = workbook_bytes(with_people(*people))
    book = load_workbook(BytesIO(raw))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    hostile = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))]
    assert len(hostile) >= len(people) * 3
    assert all(cell.quotePrefix for cell in hostile)
    assert [row[2].value.strip() for row in book["考评汇总"].iter_rows(min_row=3)] == [
        name.strip().replace("\r", "\n") for name in names
    ]
    with zipfile.ZipFile(BytesIO(raw)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert not any(re.search(r"<f[ >]|<hyperlink", sheet) for sheet in sheets)
        assert not any(re.search(r't="(inlineStr|s)" ?/>', sheet) for sheet in sheets)  # Excel would call it damaged
        assert not [name for name in parts.namelist() if "external" in name.lower()]


def test_text_that_no_workbook_can_hold_is_replaced_or_cut(with_people: Callable[..., Assessment]) -> None:
    raw = workbook_bytes(with_people(candidate("C0001", "样\x0b例\ud800" + "长" * 40_000, "2 3 2.5 5 3 4 3", 1)))
    name = load_workbook(BytesIO(raw))["考评汇总"]["C3"].value
    assert name.startswith("样�例�长")
    assert len(name) < 32_767


def test_sheets_are_set_up_for_print_and_filter(book: Any) -> None:
    for name, frozen, rows, last in (
        ("考评汇总", "D3", "$1:$2", 8),
        ("逐题明细", "C2", "$1:$1", 36),
        ("条款掌握", "B2", "$1:$1", 8),
    ):
        sheet = book[name]
        assert (sheet.freeze_panes, sheet.print_title_rows) == (frozen, rows)
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
        assert sheet.max_row == last
        assert sheet["A2"].font.name == "微软雅黑"


def test_the_scheme_stands_beside_the_results(book: Any) -> None:
    said = [str(value) for row in book["方法说明"].iter_rows(values_only=True) for value in row if value is not None]
    for words in (
        "2026 年下半年（2026H2）。",
        "客户经理半年技能考评方案（示例）（half-year-skill），按半年考评。",
        "应知应会，权重 40：取考评期里的全部练兵里应知应会的题，得分 ÷ 满分 × 100。缺了，不合成总分。",
        "优秀：总分不低于 90，且每部分得分率不低于 60。",
        "待提高：其余。",
        f"成绩台账截至第 32 笔，校验码（SHA-256）{'3f' * 32}",
    ):
        assert words in said
    assert any("四舍五入到 2 位小数" in words for words in said)
    assert "生成时间：2026 年 12 月 28 日 17:05（UTC+08:00）。" in said
    assert any(words.startswith("未定（有题待判）：") for words in said)


def test_a_mark_changed_by_hand_is_listed_with_why_and_by_whom(assessment: Assessment) -> None:
    book = load_workbook(BytesIO(workbook_bytes(with_change(assessment))))
    (row,) = table(book, "人工改分")
    assert (row["姓名"], row["改前"], row["改后"], row["原因"]) == ("样例丙", 0, 1, "人工复核")
    assert (row["理由"], row["经手人"]) == ("意思相同", "样例复核员")
    assert summary(book)["0007"]["人工改分（题）"] == 1
    assert table(book, "逐题明细")[0]["人工改分"] == "人工改分（人工复核）：0 → 1，意思相同"


def test_units_stand_beside_everybody(book: Any) -> None:
    heads, *rows = book["单位汇总"].iter_rows(values_only=True)
    assert heads.count("比全体") == 2
    units = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert list(units) == ["城区一组", "乡镇组", "全体"]
    assert [units[name]["应考"] for name in units] == [3, 3, 6]
    assert units["全体"]["合格率（%）"] == 66.67
    assert units["乡镇组"]["平均分"] == units["乡镇组"]["合格率（%）"] == "没有"


def test_every_level_has_its_reason(book: Any) -> None:
    rows = summary(book)
    assert rows["0007"]["等级理由"] == "总分 70.29，低于良好的 80：定为合格。"
    assert rows["C0004"]["等级理由"] == "没有等级"


def test_document_times_are_those_of_the_assessment(book: Any) -> None:
    assert book.properties.created.isoformat() == book.properties.modified.isoformat() == "2026-12-28T09:05:00"
