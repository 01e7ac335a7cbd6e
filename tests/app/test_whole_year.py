"""Twelve months, four quarters, two half-years and the year of a few people, by the schemes that come with it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.app.kit import REPO, Bench, Ran, put, told

CONTENT = ("standards", "syllabus", "quizzes", "exercises", "grading")
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
QUARTERS = ("2026Q1", "2026Q2", "2026Q3", "2026Q4")
HEAD = "工号,姓名,部门,经济运行业绩,销售预测,客户管理,营销服务,制度执行,基础资料\n"
BASE = {"C0001": 98, "C0002": 92, "C0003": 91, "C0004": 80, "C0005": 50}
HALF = """id: half-year
title: 半年
edition: "1"
periods: half-year
sources:
  - {ratings: thinking, title: 思考能力, weight: 60}
  - {ratings: attitude, title: 工作态度, weight: 40}
levels:
  - {title: 优秀, minimum: 90}
  - {title: 合格, minimum: 60}
  - {title: 待提高, minimum: 0}
"""


def fine(ran: Ran) -> Ran:
    assert ran.code == 0, ran.said
    return ran


def month_file(path: Path, *, without: tuple[str, ...] = (), more: int = 0) -> Path:
    """Everybody has the same score in all six; ``more`` is added for the second person."""
    rows = [
        f"{number},样例{number},一部" + f",{score + (more if number == 'C0002' else 0)}" * 6
        for number, score in BASE.items()
        if number not in without
    ]
    return put(path, HEAD + "\n".join(rows) + "\n")


def play(bench: Bench, tmp_path: Path) -> None:
    """Everything that a year has; C0003 was ill in February, C0002 has half a point taken off."""
    for month in MONTHS:
        away = ("C0003",) if month == "2026-02" else ()
        words = ["--without", "C0003", "--why", "病假"] if away else []
        fine(bench("rating", "month", month, month_file(tmp_path / "月度.csv", without=away), *words))
        fine(bench("assess", month))
    for quarter in QUARTERS:
        fine(bench("assess", quarter))
    scores = "".join(f"{number},{score},{score}\n" for number, score in BASE.items())
    for half in ("2026H1", "2026H2"):
        fine(bench("rating", "table", half, put(tmp_path / "测评.csv", "工号,思考能力,工作态度\n" + scores)))
        fine(bench("assess", half, "--scheme", "half-year"))
    fine(bench("rating", "enter", "2026", "violations", put(tmp_path / "扣分.csv", "工号,得分\nC0002,0.5\n")))
    fine(bench("assess", "2026"))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("year")
    for name in CONTENT:
        shutil.copytree(REPO / name, folder / "root" / name, ignore=shutil.ignore_patterns("reports"))  # they take long
    put(folder / "root" / "grading" / "schemes" / "half-year.yml", HALF)
    bench = Bench(folder / "root", folder / "data")
    play(bench, folder)
    return bench


@pytest.fixture
def year(played: Bench, tmp_path: Path) -> Bench:
    """The year as it was played through, to change; the content is that of all tests here."""
    shutil.copytree(played.data, tmp_path / "data")
    return Bench(played.root, tmp_path / "data")


def test_a_year_comes_from_its_months_by_the_shipped_schemes(year: Bench) -> None:
    results = {
        each["employee"]["id"]: each for each in fine(year("assess", "2026", "--preview", "--json")).data["results"]
    }
    assert {number: each["total"] for number, each in results.items()} == {
        "C0001": "98.00",
        "C0002": "91.50",
        "C0003": "91.00",
        "C0004": "80.00",
        "C0005": "50.00",
    }
    assert {number: each["level"] for number, each in results.items()} == {
        "C0001": "优秀",
        "C0002": "良好",  # one of five, so 优秀 is full
        "C0003": "良好",
        "C0004": "良好",
        "C0005": "待提高",
    }
    assert results["C0002"]["lowered"][0]["places"] == 1
    assert results["C0002"]["adjustments"][0]["points"] == "-0.5"


def test_a_month_that_is_missing_is_left_out_of_its_quarter(year: Bench) -> None:
    person = fine(year("assess", "2026Q1", "--preview", "--json")).data["results"][2]
    figures = person["parts"][0]["taken"]
    assert [(figure["earned"], figure["use"]) for figure in figures] == [
        ("91", "计入"),
        (None, "缺，不计"),
        ("91", "计入"),
    ]
    assert person["total"] == "91.00"


def test_a_preview_writes_nothing(year: Bench) -> None:
    before = (len(year.rows("assessment")), len(year.rows("period_event")))
    assert "什么也没有写" in fine(year("assess", "2026-11", "--preview")).out
    assert before == (len(year.rows("assessment")), len(year.rows("period_event")))
    told(year("assess", "2026-11", "--preview", "--rebuild"), "一次只用一个", code=2)
    told(year("assess", "2026-11", "--why", "x"), "--accept", code=2)
    told(year("assess", "2026-11", "--accept", "AAAA", "--why", "x"), "没有要确认的改动", code=2)


def test_results_that_are_older_than_what_they_rest_on_are_named(year: Bench, tmp_path: Path) -> None:
    changed = month_file(tmp_path / "更正.csv", more=1)
    fine(year("rating", "month", "2026-11", changed, "--why", "漏记"))
    ran = fine(year("assess", "2026Q4", "--preview"))
    assert "2026 年 11 月的考评（方案 month）之后，又录入或改动了 6 个评定分" in ran.err
    assert "2026 年 11 月" in fine(year("assess", "2026", "--preview")).err
    fine(year("assess", "2026-11"))
    assert "2026 年第 4 季度的考评（方案 quarter）用的 2026 年 11 月考评后来又考评过" in year("assess", "2026").err
    fine(year("assess", "2026Q4"))
    assert "先重新运行" not in fine(year("assess", "2026")).err


def test_a_changed_scheme_is_shown_and_accepted_before_it_counts(year: Bench) -> None:
    path = year.root / "grading" / "schemes" / "quarter.yml"
    text = path.read_text(encoding="utf-8")
    try:
        put(path, text.replace("minimum: 80", "minimum: 81"))
        ran = year("assess", "2026Q4")
        told(
            ran,
            "等级，原来：良好：总分不低于 80",
            "等级，现在：良好：总分不低于 81",
            "等级不同 1 人",
            "C0004",
            "良好 → 合格",
        )
        assert len(year.rows("assessment")) == 19
        (code,) = re.findall(r"--accept (\w{8})", ran.err)
        told(year("assess", "2026Q4", "--accept", code), "--why", code=2)
        told(year("assess", "2026Q4", "--accept", "00000000", "--why", "x"), "对不上", code=2)
        assert code in fine(year("assess", "2026Q4", "--preview")).out
        assert fine(year("assess", "2026Q4", "--preview", "--json")).data["comparison"]["code"] == code
        fine(year("assess", "2026Q4", "--accept", code, "--why", "新办法"))
        assert "等级不同 1 人" in year("period", "log", "2026Q4").out
        fine(year("assess", "2026Q4"))  # it is the scheme of the last assessment now
        told(year("assess", "2026Q1"), "2026Q1 里总分不同 0 人，等级不同 1 人")  # each period is looked at for itself
        fine(year("ledger", "verify"))
    finally:
        put(path, text)


def test_who_does_well_and_who_does_not_is_proposed_and_a_person_decides(year: Bench) -> None:
    shown = fine(year("proposal", "list", "2026")).out
    assert "程序不辞退人，也不晋升人" in shown
    listed = [(each["rule"], each["employee"]) for each in year("proposal", "list", "2026", "--json").data]
    assert listed == [("retrain", "C0005")]  # ten in a hundred of five are nobody
    told(year("proposal", "confirm", "2026", "C0005"), "--why", code=2)
    told(year("proposal", "confirm", "2026", "C0001", "--why", "x"), "没有这一条建议")
    fine(year("proposal", "decline", "2026", "C0005", "--why", "新到岗，再看半年"))
    assert "不同意，测试员：新到岗，再看半年" in year("proposal", "list", "2026").out
    fine(year("assess", "2026"))
    assert "要再看" in year("proposal", "list", "2026").out
    fine(year("proposal", "confirm", "2026", "C0005", "--rule", "retrain", "--why", "本人同意培训"))
    (state,) = year("proposal", "list", "2026", "--json").data
    assert (state["decision"]["confirmed"], state["is_outdated"]) == (True, False)
    assert year("period", "log", "2026").out.count("优胜劣汰的决定") == 2
    told(year("proposal", "list", "2026Q1"), "quarter 没有写优胜劣汰的规则")
    told(year("proposal", "list", "2025"), "lianbing assess 2025")
