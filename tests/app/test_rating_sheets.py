"""Practical drills: a sheet per assessor out, everybody's sheets in, one defensible score for each person."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.app.kit import PEOPLE, REPO, Bench, Ran, put, roster_text
from tests.unit.content.small_workbook import SmallWorkbook

SCHEME = (
    "id: shown\ntitle: 方案\nperiods: half-year\nsources:\n"
    "  - {ratings: brand-talk, title: 品牌文化宣讲, weight: 100, full: 100}\n"
    "levels:\n  - {title: 良好, minimum: 80}\n  - {title: 待提高, minimum: 0}\n"
)
RUBRIC = "grading/rubrics/practical/brand-talk.yml"
RATING = ("2026H2", "brand-talk")
ASSESSORS = ("评委甲", "评委乙", "评委丙")
BEST, GOOD, POOR = (20, 30, 20, 20, 10), (16, 24, 16, 16, 10), (10, 18, 10, 10, 6)
Rows = Mapping[str, Sequence[object]]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A small workbook with the shipped rubric, its clauses replaced by one that the workbook has."""
    small = SmallWorkbook(tmp_path / "root")
    small.write("grading/schemes/shown.yml", SCHEME)
    shipped = (REPO / RUBRIC).read_text(encoding="utf-8")
    rubric = re.sub(r"clauses: \[.*\]", "clauses: [VIS-06]", shipped)
    small.write(RUBRIC, rubric)
    small.write("grading/rubrics/practical/unused.yml", rubric.replace("id: brand-talk", "id: unused"))
    put(tmp_path / "名单.csv", roster_text(PEOPLE))
    made = Bench(small.root, tmp_path / "data")
    options = [word for name in ASSESSORS for word in ("--assessor", name)]
    ran = made("rating", "sheet", *RATING, *options, "--chief", "评委乙", "--roster", tmp_path / "名单.csv")
    assert ran.code == 0, ran.said
    return made


def sheet(bench: Bench, assessor: str) -> Path:
    return bench.data / "ratings" / "2026H2" / "brand-talk" / f"品牌文化宣讲-{assessor}.xlsx"


def fill(bench: Bench, assessor: str, rows: Rows, cells: Mapping[str, object] | None = None) -> None:
    """Types the points of people by number, and other things into single cells."""
    path = sheet(bench, assessor)
    book = openpyxl.load_workbook(path)
    page = book["评分表"]
    places = {row[0].value: row[0].row for row in page.iter_rows(min_row=6)}
    for number, points in rows.items():
        for column, value in enumerate(points, 4):
            page.cell(places[number], column).value = value
    for name, value in (cells or {}).items():
        page[name] = value
    book.save(path)


def fill_all(bench: Bench) -> None:
    """Everybody but C0004; the assessors are apart on C0003, where the chief is 评委乙."""
    fill(bench, "评委甲", {"C0001": BEST, "C0002": GOOD, "C0003": BEST})
    fill(bench, "评委乙", {"C0001": BEST, "C0002": GOOD, "C0003": GOOD})
    fill(bench, "评委丙", {"C0001": (20, 30, 20, 16, 10), "C0002": GOOD, "C0003": POOR})


def collect(bench: Bench, *words: object) -> Ran:
    return bench("rating", "collect", *RATING, sheet(bench, "评委甲").parent, *words)


def test_from_sheets_to_a_level_with_every_assessor_named(bench: Bench) -> None:
    fill_all(bench)
    ran = collect(bench, "--json")
    assert ran.code == 1, "C0004 was rated by nobody"
    people = {each["person"]["id"]: each for each in ran.data["people"]}
    assert {number: each["score"] for number, each in people.items()} == {
        "C0001": "98.67",  # (100 + 100 + 96) / 3
        "C0002": "82.00",
        "C0003": "82",  # 100, 82 and 54 are apart: as the chief says
        "C0004": None,
    }
    assert people["C0003"]["how"].endswith("最多相差 46，允许 10，以首席评委 评委乙 的为准")
    assert people["C0004"]["how"] == "没有一个评委评他"
    kept = bench("rating", "list", "2026H2", "--json").data
    assert [(each["employee"], each["why"]) for each in kept][1:2] == [("C0002", people["C0002"]["how"])]
    assert len([*(bench.data / "submissions").glob("*.xlsx")]) == 3, "the files are kept as they came"
    result = bench("assess", "2026H2", "--scheme", "shown", "--json").data["results"]
    assert {each["employee"]["id"]: each["level"] for each in result} == {
        "C0001": "良好",
        "C0002": "良好",
        "C0003": "良好",
    }


def test_again_changes_nothing_and_a_later_sheet_adds_who_was_missing(bench: Bench) -> None:
    fill_all(bench)
    collect(bench)
    for assessor in ASSESSORS:
        fill(bench, assessor, {"C0004": GOOD})
    assert (entered := collect(bench, "--json")).code == 0
    assert {name: entered.data["entered"][name] for name in ("new", "changed", "same")} == {
        "new": 1,
        "changed": 0,
        "same": 3,
    }
    fill(bench, "评委丙", {"C0002": (20, 24, 16, 16, 10)})
    refused = collect(bench)
    assert (refused.code, "--why" in refused.err) == (2, True)
    assert collect(bench, "--why", "评委丙抄错了行").code == 0
    assert bench("rating", "list", "2026H2", "--json").data[-1]["why"].startswith("评委丙抄错了行；评委丙 86，")


def test_every_fault_is_told_by_file_sheet_and_cell_and_nothing_is_entered(bench: Bench) -> None:
    fill_all(bench)
    fill(bench, "评委甲", {"C0001": (20, 29, 20, None, 10)}, {"I8": 99})
    fill(bench, "评委乙", {"C0002": ("=1+1", 24, "十六", 16, 10)}, {"A9": "C0003"})
    fill(bench, "评委丙", {}, {"D5": "合规", "B9": "样例戊"})
    ran = collect(bench)
    assert ran.code == 1
    for place, words in {
        "品牌文化宣讲-评委甲.xlsx 评分表!E6": ("“29”", "只能填 30、24、18、6"),
        "品牌文化宣讲-评委甲.xlsx 评分表!G6": ("“表达与应变”没有填",),
        "品牌文化宣讲-评委甲.xlsx 评分表!I8": ("合计写的是 99", "加起来是 100"),
        "品牌文化宣讲-评委乙.xlsx 评分表!D7": ("公式",),
        "品牌文化宣讲-评委乙.xlsx 评分表!F7": ("“十六”",),
        "品牌文化宣讲-评委乙.xlsx 评分表!A9": ("C0003", "重复"),
        "品牌文化宣讲-评委丙.xlsx 评分表!D5": ("守住合规底线 20 分",),
    }.items():
        (line,) = [line for line in ran.err.splitlines() if place + " " in line]
        assert all(word in line for word in words), line
    assert "共 7 处问题" in ran.err
    assert bench("rating", "list", "2026H2", "--json").data == []


@pytest.mark.parametrize(
    ("assessor", "cells", "words"),
    [
        ("评委甲", {"B2": "2026H1"}, ("评分表!B2", "2026H1", "2026H2")),
        ("评委甲", {"D2": "terminal-functions"}, ("评分表!D2", "brand-talk")),
        ("评委甲", {"F2": "00000000"}, ("评分表!F2", "细则改过")),
        ("评委甲", {"B3": "评委乙"}, ("评委 评委乙 交了几份",)),
        ("评委甲", {"D3": "是"}, ("首席评委写了 2 个",)),
        ("评委甲", {"B6": "样例癸"}, ("C0001", "样例癸", "样例甲")),
        ("评委甲", {"A1": "评分"}, ("不是实操评分表",)),
    ],
)
def test_a_sheet_that_is_not_for_this_is_refused(
    bench: Bench, assessor: str, cells: Mapping[str, object], words: Sequence[str]
) -> None:
    fill_all(bench)
    fill(bench, assessor, {}, cells)
    ran = collect(bench)
    assert ran.code == 1
    assert all(word in ran.err for word in words), ran.err
    assert bench("rating", "list", "2026H2", "--json").data == []


def test_too_few_assessors_give_nobody_a_score(bench: Bench) -> None:
    fill_all(bench)
    ran = bench("rating", "collect", *RATING, sheet(bench, "评委甲"), sheet(bench, "评委乙"))
    assert (ran.code, "评了的只有 2 人，至少要 3 人" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--assessor", "甲", "--assessor", "乙"), ("至少 3 人", "默认值")),
        (("--assessor", "甲", "--assessor", "甲", "--assessor", "乙"), ("重复",)),
        (("--assessor", "甲", "--assessor", "乙", "--assessor", "丙", "--chief", "丁"), ("丁", "--assessor")),
        (("--assessor", "甲", "--assessor", "乙", "--assessor", "丙", "--drill", "x"), ("写一样",)),
    ],
)
def test_what_is_asked_for_wrongly_is_told(
    bench: Bench, tmp_path: Path, words: Sequence[str], told: Sequence[str]
) -> None:
    ran = bench("rating", "sheet", *RATING, *words, "--roster", tmp_path / "名单.csv")
    assert ran.code == 2
    assert all(word in ran.err for word in told), ran.err


def test_a_rating_without_rubric_or_scheme_says_what_there_is(bench: Bench, tmp_path: Path) -> None:
    options = [word for name in ASSESSORS for word in ("--assessor", name)]
    for rating, known in (("nil", "brand-talk、unused"), ("unused", "ratings")):
        ran = bench("rating", "sheet", "2026H2", rating, *options, "--roster", tmp_path / "名单.csv")
        assert (ran.code, known in ran.err) == (1, True), ran.err


def test_the_sheet_is_protected_with_lists_and_sums_and_kept_once_filled_in(bench: Bench, tmp_path: Path) -> None:
    page = openpyxl.load_workbook(sheet(bench, "评委甲"))["评分表"]
    assert page.protection.sheet
    assert (page["A6"].protection.locked, page["D6"].protection.locked, page["I6"].protection.locked) == (1, 0, 1)
    assert page["I6"].value == '=IF(COUNT(D6:H6)=5,SUM(D6:H6),"")'
    lists = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation}
    assert lists["D6:D9"] == '"20,16,10,0"'
    before = sheet(bench, "评委乙").read_bytes()
    fill(bench, "评委甲", {"C0001": BEST})
    options = [word for name in ASSESSORS for word in ("--assessor", name)]
    ran = bench("rating", "sheet", *RATING, *options, "--chief", "评委乙", "--roster", tmp_path / "名单.csv")
    assert (ran.code, "没有覆盖" in ran.err) == (1, True)
    assert sheet(bench, "评委乙").read_bytes() == before, "same in, same out"
    assert json.dumps(ran.out, ensure_ascii=False).count("写出 2 份") == 1
