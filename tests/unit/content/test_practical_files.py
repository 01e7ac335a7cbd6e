"""Rubrics of practical drills: what is read, and what is wrong with a file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.domain.practicals.rubric import Beyond
from tests.unit.content.small_workbook import SmallWorkbook

FILE = "grading/rubrics/practical/talk.yml"
TEXT = """\
id: talk
title: 宣讲
note: 分值是默认值
panel: {assessors: 3, allowed: 10, beyond: chief, source: 默认值}
criteria:
  - id: bounds
    title: 合规
    clauses: [VIS-06]
    levels:
      - {title: 好, points: 20, text: 合规}
      - {title: 差, points: 0, text: 不合规}
  - id: speech
    title: 表达
    clauses: [VIS-06]
    levels:
      - {title: 好, points: 10.5, text: 清楚}
      - {title: 差, points: 4, text: 不清楚}
"""


@pytest.fixture
def talk(small: SmallWorkbook) -> SmallWorkbook:
    small.write(FILE, TEXT)
    return small


def test_a_rubric_is_read_as_written(talk: SmallWorkbook) -> None:
    rubric = talk.load().practicals["talk"]
    assert (rubric.worth, rubric.panel.beyond, rubric.panel.assessors) == (Decimal("30.5"), Beyond.CHIEF, 3)
    assert [level.points for level in rubric.criteria[1].levels] == [Decimal("10.5"), Decimal(4)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("points: 0,", "points: 20,", ("合规", "从高分写到低分")),
        ("points: 0,", "points: 21,", ("合规", "从高分写到低分")),
        ("points: 0,", "points: -1,", ("points", "0")),
        ("title: 表达", "title: 合规", ("要点", "合规")),
        ("id: speech", "id: bounds", ("要点", "bounds")),
        ("[VIS-06]", "[VIS-99]", ("合规", "VIS-99")),
        ("assessors: 3", "assessors: 0", ("assessors",)),
        ("beyond: chief", "beyond: 首席", ("beyond", "chief", "nearest")),
        (", source: 默认值", "", ("source",)),
    ],
)
def test_what_is_wrong_is_told_with_its_place(talk: SmallWorkbook, old: str, new: str, words: tuple[str, ...]) -> None:
    talk.edit(FILE, old, new)
    (fault,) = talk.faults()
    assert fault.file == FILE
    assert all(word in fault.message for word in words), fault.message


def test_the_shipped_rubrics_give_a_hundred_points_and_cite_their_clauses(root: Path) -> None:
    from lianbing.content.checks import load_workbook

    shipped = load_workbook(root).practicals
    assert {rubric.id: rubric.worth for rubric in shipped.values()} == {"brand-talk": 100, "terminal-functions": 100}
    assert all("默认值" in rubric.note and "默认值" in rubric.panel.source for rubric in shipped.values())
    assert "DRL-06" in shipped["brand-talk"].criteria[0].rests_on
    assert "DRL-10" in shipped["terminal-functions"].criteria[-1].rests_on
