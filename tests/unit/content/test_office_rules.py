"""The files of coaching, retention and analysis: faults with file and line; the code has no numbers of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.content.loader import read_workbook
from lianbing.content.office.analysis_files import read_looking_rules
from lianbing.errors import ContentFaults
from tests.unit.content.small_workbook import SmallWorkbook

COACHING = """follow_up: {days: 30, note: 默认值}
weak: {answers: 2, below: 60, most: 6, note: 默认值}
types:
  - id: drive
    title: 缺乏干劲型
    signs: [没有干劲]
    measures: [VIS-06]
"""
RETENTION = """rules:
  - {medium: electronic, years: 5, source: 某办法}
  - {medium: paper, years: 3, source: 某办法}
"""
ANALYSIS = "look: {easy: 95, hard: 30, telling: 0.15, dubious: 15, unused: 5, drift: 10, by_chance: 10}\n"


def _with(small: SmallWorkbook, name: str, text: str) -> SmallWorkbook:
    (small.root / "grading" / name).write_text(text, encoding="utf-8")
    return small


def test_without_the_files_there_are_no_rules(small: SmallWorkbook) -> None:
    book = small.load()
    assert book.coaching is None
    assert not book.retention


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("coaching.yml", COACHING.replace("VIS-06", "CCH-99"), 4, "没有条款 CCH-99"),
        ("coaching.yml", COACHING.replace("days: 30", "days: 0"), 1, "不能小于 1"),
        ("coaching.yml", COACHING.replace("[VIS-06]", "[]"), 7, "至少要有 1 项"),
        ("coaching.yml", COACHING.replace("[VIS-06]", "[VIS-06, VIS-06]"), 4, "写了两次"),
        ("coaching.yml", COACHING.replace("signs: [没有干劲]", "表现: [没有干劲]"), 4, "缺少字段“signs”"),
        ("retention.yml", RETENTION.replace("paper", "electronic"), 0, "写了两次"),
        ("retention.yml", RETENTION.replace("years: 5", "years: 五"), 2, "要写成整数"),
        ("retention.yml", RETENTION.replace("electronic", "disk"), 2, "electronic"),
        ("analysis.yml", ANALYSIS.replace("hard: 30", "hard: 96"), 0, "要比 easy（95）小"),
        ("analysis.yml", ANALYSIS.replace("telling: 0.15", "telling: 10"), 1, "不能大于 0.9"),
        ("analysis.yml", ANALYSIS.replace("unused: 5, ", ""), 1, "缺少字段“unused”"),
    ],
)
def test_faults_say_where(small: SmallWorkbook, name: str, text: str, line: int, words: str) -> None:
    with pytest.raises(ContentFaults) as caught:
        _with(small, name, text).load()
    found = [fault for fault in caught.value.faults if words in fault.message]
    assert found, caught.value.message
    assert found[0].file == f"grading/{name}"
    assert line in (0, found[0].line), found


def test_the_shipped_types_have_every_measure_of_the_source_once() -> None:
    """Seven types, as the source says, with clauses 2 to 30 of its standard; the first one is the general rule."""
    book = read_workbook(Path(__file__).parents[3]).workbook
    assert book.coaching is not None
    measures = [name for each in book.coaching.types for name in each.measures]
    assert measures == [f"CCH-{number:02}" for number in range(2, 31)]
    assert len(book.coaching.types) == book.clauses["CCH-01"].limits[0].value


def test_the_limits_of_looking_are_shares(small: SmallWorkbook) -> None:
    with pytest.raises(ContentFaults, match="照练兵自带的"):
        read_looking_rules(small.root)
    rules = read_looking_rules(_with(small, "analysis.yml", ANALYSIS).root)
    assert (rules.easy, rules.telling, rules.dubious, rules.unused) == (0.95, 0.15, 15, 0.05)
    assert read_looking_rules(Path(__file__).parents[3]) == rules
