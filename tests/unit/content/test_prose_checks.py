"""Headings that links can't tell apart, bold that isn't closed, and what no chapter shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lianbing.content.checks import find_faults, read_checked
from lianbing.content.lint import Weight
from tests.unit.content.small_workbook import BANK, CHAPTER, SCENARIO, TASK, SmallWorkbook


@pytest.fixture
def small(tmp_path: Path) -> SmallWorkbook:
    return SmallWorkbook(tmp_path)


@pytest.mark.parametrize(
    ("added", "word"),
    [
        ("\n# 大标题\n", "从“##”写起"),
        ("\n## 小结\n\n一。\n\n## 小结：\n", "和第"),
        ("\n**时间：每天 8 点\n", "不成对"),
        ("\n- **甲**乙\n- **丙\n", "不成对"),
    ],
)
def test_slips_of_prose_are_told_with_their_line(small: SmallWorkbook, added: str, word: str) -> None:
    text = (small.root / CHAPTER).read_text(encoding="utf-8")
    (small.root / CHAPTER).write_text(text + added, encoding="utf-8")
    fault = small.fault()
    assert fault.file == CHAPTER
    assert word in fault.message
    last = max(number for number, line in enumerate((text + added).split("\n"), 1) if line)
    assert fault.line == last


@pytest.mark.parametrize("added", ["\n**时间：**每天\n", "\n```\n# 注释 **\n```\n", "\n`**` 是粗体\n"])
def test_bold_beside_punctuation_and_code_are_no_slips(small: SmallWorkbook, added: str) -> None:
    text = (small.root / CHAPTER).read_text(encoding="utf-8")
    (small.root / CHAPTER).write_text(text + added, encoding="utf-8")
    assert small.faults() == ()


@pytest.mark.parametrize(
    ("file", "marker", "line"),
    [(BANK, "check", "id: flow-0001"), (TASK, "task", "id: "), (SCENARIO, "scenario", "id: ")],
)
def test_what_no_chapter_shows_fails_the_check_and_nothing_else(
    small: SmallWorkbook, file: str, marker: str, line: str
) -> None:
    text = small.text(CHAPTER)
    small.write(CHAPTER, re.sub(rf":::\{{(?:{marker}|quiz)\}} .*\n:::\n", "", text))
    assert small.faults() == ()
    loaded = read_checked(small.root)
    told = [fault for fault in find_faults(loaded, Weight.FAILS_CHECK) if fault.file == file]
    assert told
    assert told[0].line == small.line(file, line)
    assert "没有放进任何一章" in told[0].message


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("standards/visiting.yml", "    place: 原文三2\n", "    place: 原文三2\n    note: 原文**掉字\n"),
        ("exercises/tasks/schedule.yml", "story: ", "story: 先看**这里。"),
        ("exercises/scenarios/supply.yml", "intro: ", "intro: 先看**这里。"),
    ],
)
def test_bold_that_stays_open_in_a_file_of_yaml_is_told(tmp_path: Path, file: str, old: str, new: str) -> None:
    small = SmallWorkbook(tmp_path)
    small.edit(file, old, new)
    fault = small.fault()
    assert fault.file == file
    assert "** 不成对" in fault.message


@pytest.mark.parametrize("heading", ["晨会三句话\n======", "<h1>晨会三句话</h1>"])
def test_a_heading_that_is_written_otherwise_is_told(small: SmallWorkbook, heading: str) -> None:
    small.append(CHAPTER, f"\n{heading}\n")
    assert "标题用“##”写" in small.fault().message
