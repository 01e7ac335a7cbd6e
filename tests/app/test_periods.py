"""Month, quarter, half-year and year: one scheme each, every one from drills, shorter periods and ratings."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lianbing.app.workspace import Workspace
from tests.app.kit import PEOPLE, Bench, Ran, put, roster_text, told

LEVELS = "levels:\n  - {title: 合格, minimum: 60}\n  - {title: 待提高, minimum: 0}\n"
SCHEMES = {
    "month": "  - {drills: [quick], title: 月度练兵, weight: 60}\n"
    "  - {ratings: conduct, title: 日常表现, weight: 40, full: 5}\n",
    "quarter": "  - {results: month, weight: 100}\n",
    "half-year": "  - {results: quarter, scheme: plain-quarter, weight: 50}\n"
    "  - {drills: [quick], title: 全部练兵, weight: 30}\n"
    "  - {ratings: competence, title: 能力评定, weight: 20}\n",
    "year": "  - {results: half-year, scheme: plain-half-year, weight: 70}\n"
    "  - {results: month, title: 十二个月, weight: 30}\n",
}
QUICK = """id: quick
title: 小练兵
kind: quick
minutes: 5
sections:
  - {title: 判断题, skill: knowledge, type: truefalse, count: 4, worth: 5}
"""
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]


@pytest.fixture
def year(own_content: Path, tmp_path: Path) -> Bench:
    """A root with a scheme for each span and a small drill; nothing has happened yet."""
    for shipped in (own_content / "grading" / "schemes").glob("*.yml"):
        if shipped.stem != "half-year-skill":
            shipped.unlink()
    for span, sources in SCHEMES.items():
        head = f"id: plain-{span}\ntitle: 方案\nperiods: {span}\nsources:\n"
        put(own_content / "grading" / "schemes" / f"plain-{span}.yml", head + sources + LEVELS)
    put(own_content / "grading" / "blueprints" / "quick.yml", QUICK)
    return Bench(own_content, tmp_path / "data")


def fine(ran: Ran) -> Ran:
    assert ran.code == 0, ran.said
    return ran


def scores(tmp_path: Path, **said: str) -> Path:
    return put(tmp_path / "评定.csv", "工号,得分\n" + "".join(f"{who},{score}\n" for who, score in said.items()))


def hold(bench: Bench, tmp_path: Path, period: str) -> None:
    """A drill of a period, issued to two people."""
    drill = f"{period}-quick"
    roster = put(tmp_path / "名单.csv", roster_text(PEOPLE[:2]))
    fine(bench("drill", "issue", drill, "--blueprint", "quick", "--period", period, "--roster", roster))


def assessed(bench: Bench, period: str, *words: str) -> dict[str, dict[str, Any]]:
    ran = fine(bench("assess", period, "--json", *words))
    return {result["employee"]["id"]: result for result in ran.data["results"]}


def rate(bench: Bench, tmp_path: Path, period: str, name: str, **said: str) -> Ran:
    return bench("rating", "enter", period, name, scores(tmp_path, **said))


def known(bench: Bench, tmp_path: Path) -> None:
    """Two people whom the program has met, by a drill of another kind that no scheme here counts."""
    roster = put(tmp_path / "名单.csv", roster_text(PEOPLE[:2]))
    words = ("--blueprint", "theme-1", "--period", "2025-12")
    fine(bench("drill", "issue", "2025-12-theme-1", *words, "--roster", roster))


def rated_scheme(bench: Bench) -> None:
    """Months from the rating alone, half-years from quarters alone."""
    folder = bench.root / "grading" / "schemes"
    head = "id: plain-{0}\ntitle: 方案\nperiods: {0}\nsources:\n"
    month = "  - {ratings: conduct, title: 日常表现, weight: 100, full: 5}\n"
    half = "  - {results: quarter, scheme: plain-quarter, weight: 100}\n"
    put(folder / "plain-month.yml", head.format("month") + month + LEVELS)
    put(folder / "plain-half-year.yml", head.format("half-year") + half + LEVELS)


def test_a_year_from_its_months_by_one_recursion(year: Bench, tmp_path: Path) -> None:
    rated_scheme(year)
    known(year, tmp_path)
    for place, month in enumerate(MONTHS):
        fine(rate(year, tmp_path, month, "conduct", C0001="5", C0002=f"{place % 3 + 1}"))
        fine(year("assess", month))
    for quarter in ("2026Q1", "2026Q2", "2026Q3", "2026Q4"):
        assert assessed(year, quarter)["C0002"]["total"] == "40.00"  # 20, 40 and 60
    for half in ("2026H1", "2026H2"):
        assessed(year, half, "--scheme", "plain-half-year")
    people = assessed(year, "2026")
    assert [people[who]["total"] for who in ("C0001", "C0002")] == ["100.00", "40.00"]
    assert [people[who]["rank"] for who in ("C0001", "C0002")] == [1, 2]
    figures = people["C0002"]["parts"][1]["taken"]
    assert [figure["label"] for figure in figures][:2] == ["2026 年 01 月考评", "2026 年 02 月考评"]
    assert sum(Decimal(figure["earned"]) for figure in figures) == 480
    sheet = openpyxl.load_workbook(year.data / "reports" / "2026" / "考评表.xlsx")["分期和评定"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == 2 * (2 + 12)
    assert ["C0002", "样例乙", "十二个月", "2026 年 12 月考评", 60, 100, "—"] in rows
    page = (year.data / "reports" / "2026" / "个人" / "C0002-样例乙-成绩单.html").read_text(encoding="utf-8")
    assert "480 ÷ 1200 × 100 = 40.00" in page
    assert "2026 年下半年考评 40 / 100" in page


def test_a_period_that_is_missing_is_named_and_makes_no_total(year: Bench, tmp_path: Path) -> None:
    rated_scheme(year)
    known(year, tmp_path)
    told(year("assess", "2026Q1"), "2026 年 01 月、2026 年 02 月、2026 年 03 月", "lianbing assess 2026-01")
    for month in MONTHS[:2]:
        fine(rate(year, tmp_path, month, "conduct", C0001="4"))
        fine(year("assess", month))
    person = assessed(year, "2026Q1")["C0001"]
    assert (person["total"], person["state"]) == (None, "未定（有分期考评或评定还没有）")
    fine(year("report", "2026Q1", "--only", "成绩单"))
    page = (year.data / "reports" / "2026Q1" / "个人" / "C0001-样例甲-成绩单.html").read_text(encoding="utf-8")
    assert "还没有：2026 年 03 月考评" in page
    fine(rate(year, tmp_path, MONTHS[2], "conduct", C0001="5"))
    fine(year("assess", MONTHS[2]))
    assert assessed(year, "2026Q1")["C0001"]["total"] == "86.67"  # 260 ÷ 3, half up


def test_the_newest_result_of_a_part_counts(year: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where all of it happens within one second, so that times don't tell which result was taken."""
    monkeypatch.setattr(Workspace, "now", lambda _self: "2026-12-01T09:00:00+08:00")
    rated_scheme(year)
    known(year, tmp_path)
    for month in MONTHS[:3]:
        fine(rate(year, tmp_path, month, "conduct", C0001="5"))
        fine(year("assess", month))
    assert assessed(year, "2026Q1")["C0001"]["total"] == "100.00"
    fine(year("rating", "enter", MONTHS[0], "conduct", scores(tmp_path, C0001="2"), "--why", "查实后更正"))
    assert assessed(year, "2026Q1")["C0001"]["total"] == "100.00"  # the month has not been assessed again
    fine(year("assess", MONTHS[0]))
    assert assessed(year, "2026Q1")["C0001"]["total"] == "80.00"


def test_months_count_in_the_half_year_by_the_kind_of_their_drills(year: Bench, tmp_path: Path) -> None:
    for month in ("2026-07", "2026-12", "2026-06"):
        hold(year, tmp_path, month)
    known(year, tmp_path)
    person = assessed(year, "2026H2", "--scheme", "plain-half-year")["C0001"]
    assert person["missing"] == ["2026-07-quick", "2026-12-quick"]
    assert person["state"] == "未交答卷"
    told(year("assess", "2026H2", "--scheme", "half-year-skill"), "2026-07-quick（quick）", "half-year-skill")


@pytest.mark.parametrize(
    ("period", "scheme"), [("2026H2", "plain-month"), ("2026-11", "plain-half-year"), ("2026", "plain-quarter")]
)
def test_a_scheme_is_for_its_own_span(year: Bench, period: str, scheme: str) -> None:
    told(year("assess", period, "--scheme", scheme), scheme, "不能用在", code=2)


def test_ratings_are_kept_with_who_and_when_and_never_overwritten(year: Bench, tmp_path: Path) -> None:
    known(year, tmp_path)
    ran = fine(rate(year, tmp_path, "2026-11", "conduct", C0001="4.5", C0002="0"))
    assert ran.out == "新录 2 人，改动 0 人，与以前相同 0 人；录入人 测试员\n"
    ran = fine(rate(year, tmp_path, "2026-11", "conduct", C0001="4.50", C0002="0"))
    assert "与以前相同 2 人" in ran.out
    ran = rate(year, tmp_path, "2026-11", "conduct", C0001="3", C0002="0")
    told(ran, "C0001 由 4.5 改为 3", "--why", code=2)
    fine(year("rating", "enter", "2026-11", "conduct", scores(tmp_path, C0001="3"), "--why", "笔误"))
    rows = fine(year("rating", "list", "2026-11", "--json")).data
    assert [(row["sequence"], row["employee"], row["score"], row["why"]) for row in rows] == [
        (1, "C0001", "4.5", ""),
        (2, "C0002", "0", ""),
        (3, "C0001", "3", "笔误"),
    ]
    assert {(row["by"], row["file"]) for row in rows} == {("测试员", "评定.csv")}
    assert all(row["at"] for row in rows)
    assert "C0001" in fine(year("rating", "list", "2026-11")).out


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ("空的",)),
        ("工号,得分\n", ("只有表头",)),
        ("工号,姓名\nC0001,样例甲\n", ("得分",)),
        ("工号,得分\nC0001,好\n", ("C0001", "数字")),
        ("工号,得分\nC0001,\n", ("C0001", "删掉这一行")),
        ("工号,得分\nC0001,-1\n", ("C0001", "数字")),
        ("工号,得分\nC0001,4.125\n", ("两位小数",)),
        ("工号,得分\nC0001,5.01\n", ("满分 5",)),
        ("工号,得分\nC0001,4\nc0001,4\n", ("重复",)),
        ("工号,得分\nC0001,4\nC0777,4\n", ("C0777", "姓名和部门")),
        ("工号,姓名,得分\nC0001,样例乙,4\n", ("样例甲", "样例乙")),
    ],
)
def test_a_faulty_list_enters_nobody(year: Bench, tmp_path: Path, text: str, pieces: tuple[str, ...]) -> None:
    known(year, tmp_path)
    path = put(tmp_path / "评定.csv", text)
    told(year("rating", "enter", "2026-11", "conduct", path), "评定.csv", *pieces)
    assert year.rows("rating") == []


def test_a_rating_that_no_scheme_asks_for_is_refused(year: Bench, tmp_path: Path) -> None:
    told(rate(year, tmp_path, "2026-11", "competence", C0001="4"), "competence", "按月", "conduct")
    told(rate(year, tmp_path, "2026-13", "conduct", C0001="4"), "2026-13", code=2)


def test_a_list_may_bring_somebody_new(year: Bench, tmp_path: Path) -> None:
    path = put(tmp_path / "评定.csv", "工号,姓名,部门,得分\nC0009,样例癸,三部,4\n")
    fine(year("rating", "enter", "2026-11", "conduct", path))
    person = assessed(year, "2026-11")["C0009"]
    assert person["employee"] == {"id": "C0009", "name": "样例癸", "team": "三部"}
    assert person["state"] == "未定（有部分没有考）"
