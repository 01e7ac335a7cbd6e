"""What sections are called in links, so that a link survives the next edition."""

from __future__ import annotations

import re

import pytest

from lianbing.book.headings import section_anchors
from lianbing.domain.knowledge.syllabus import Chapter, Prose
from lianbing.domain.workbook import Workbook


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("六不准", "六不准"),
        ("三率：算得对，还要看得懂", "三率"),
        ("区域市场科（区域市场部）", "区域市场科"),
        ("先看货，再看人", "先看货-再看人"),
        ("VIS-06 每天走访户数", "vis-06"),
        ("K165 订单预警示例", "k165"),
        ("数据练习：走访排程：三百户走得过来吗", "数据练习-走访排程-三百户走得过来吗"),
        ("Excel 公式", "excel-公式"),
        ("？！", "section"),
    ],
)
def test_a_section_is_called_by_its_heading(heading: str, anchor: str) -> None:
    assert section_anchors([heading]) == [anchor]


def test_sections_inserted_before_move_no_anchor() -> None:
    before = ["为什么重要", "三定：时间、路线、顺序", "六不准", "易错点"]
    after = ["为什么重要", "新的一节", "三定：时间、路线、顺序", "又一节", "六不准", "易错点"]
    assert set(section_anchors(before)) < set(section_anchors(after))


def test_what_follows_the_colon_may_be_reworded() -> None:
    assert section_anchors(["三定：时间、路线、顺序"]) == section_anchors(["三定：先定时间"])


def test_sections_that_begin_alike_are_told_apart() -> None:
    assert section_anchors(["年度：计划", "年度：总结", "一例", "一例"]) == ["年度-计划", "年度-总结", "一例", "一例-2"]


def test_the_shipped_chapters_need_no_numbers_to_tell_sections_apart(workbook: Workbook) -> None:
    for chapter in workbook.chapters.values():
        anchors = section_anchors(_headings(chapter))
        assert len(set(anchors)) == len(anchors)
        assert [anchor for anchor in anchors if re.search(r"-\d+$", anchor)] == [], chapter.id


def _headings(chapter: Chapter) -> list[str]:
    texts = (block.text for block in chapter.blocks if isinstance(block, Prose))
    return [heading for text in texts for heading in re.findall(r"^#{2,4} +(.+)$", text, re.MULTILINE)]
