from __future__ import annotations

import pytest

from lianbing.domain.knowledge.syllabus import Placement, Prose
from tests.unit.content.small_workbook import BANK, CHAPTER, SYLLABUS, SmallWorkbook


def test_a_chapter_is_prose_and_markers_in_order_with_their_lines(small: SmallWorkbook) -> None:
    chapter = small.load().chapters["flow"]
    names = [block.name if isinstance(block, Placement) else "prose" for block in chapter.blocks]
    assert names == ["prose", "clauses", "quiz", "scenario", "task", "parameters", "facts", "roles", "prose"]
    assert chapter.marked("clauses") == ("VIS-06", "VIS-34")
    assert [block.line for block in chapter.blocks[:3]] == [
        small.line(CHAPTER, "## 三定"),
        small.line(CHAPTER, ":::{clauses}"),
        small.line(CHAPTER, ":::{quiz}"),
    ]
    last = chapter.blocks[-1]
    assert isinstance(last, Prose)
    assert (last.text, last.line) == ("结束语。", small.line(CHAPTER, "结束语"))


def test_windows_line_ends_change_nothing(small: SmallWorkbook) -> None:
    before = small.load().chapters
    small.write(CHAPTER, ("\ufeff" + small.text(CHAPTER).replace("\n", "\r\n")).encode())
    assert small.load().chapters == before


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (":::{clauses} VIS-06 VIS-34", ":::{clause} VIS-06 VIS-34", "clause"),
        (":::{quiz} flow-0001", ":::{Quiz} flow-0001", "Quiz"),
        (":::{quiz} flow-0001", "::: {quiz} flow-0001", "quiz"),
        (":::{facts} K080\n:::\n", ":::{facts} K080\n\n正文\n", "facts"),
        (":::{roles}\n:::\n\n结束语。\n", ":::{roles}\n", "roles"),
    ],
)
def test_a_marker_that_is_unknown_misspelt_or_not_closed_is_told(
    small: SmallWorkbook, old: str, new: str, word: str
) -> None:
    small.edit(CHAPTER, old, new)
    told = [fault for fault in small.faults() if fault.file == CHAPTER]
    assert told
    assert told[0].line == small.line(CHAPTER, new.partition("\n")[0])
    assert word in told[0].message


def test_all_broken_markers_of_a_chapter_are_told_together(small: SmallWorkbook) -> None:
    small.edit(CHAPTER, ":::{facts}", ":::{fact}")
    small.edit(CHAPTER, ":::{task}", ":::{tasks}")
    assert [fault.line for fault in small.faults()] == [
        small.line(CHAPTER, ":::{tasks}"),
        small.line(CHAPTER, ":::{fact}"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("VIS-06 VIS-34", "VIS-06 VIS-34 VIS-99", "VIS-99"),
        ("flow-0001", "flow-0099", "flow-0099"),
        (":::{scenario} supply", ":::{scenario} none", "none"),
        (":::{task} schedule", ":::{task} none", "none"),
        (":::{parameters} visit.min_per_day", ":::{parameters} visit.none", "visit.none"),
        (":::{facts} K080", ":::{facts} K999", "K999"),
    ],
)
def test_what_a_marker_names_must_exist(small: SmallWorkbook, old: str, new: str, name: str) -> None:
    small.edit(CHAPTER, old, new)
    told = [fault for fault in small.faults() if fault.file == CHAPTER]
    assert [fault.line for fault in told] == [small.line(CHAPTER, name)]
    assert name in told[0].message


@pytest.mark.parametrize("name", ["VIS-99", "visit.none", "VIS-35"])
def test_prose_may_only_quote_limits_and_parameters_that_exist(small: SmallWorkbook, name: str) -> None:
    small.edit(CHAPTER, "{{VIS-06}}", f"{{{{{name}}}}}")
    fault = small.fault()
    assert (fault.file, fault.line) == (CHAPTER, small.line(CHAPTER, f"{{{{{name}}}}}"))
    assert name in fault.message


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [("roles: [manager]", "roles: [boss]", "boss"), ("topics: [flow]", "topics: [none]", "none")],
)
def test_the_head_names_known_roles_and_topics(small: SmallWorkbook, old: str, new: str, name: str) -> None:
    small.edit(CHAPTER, old, new)
    fault = small.fault()
    assert fault.file == CHAPTER
    assert name in fault.message


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("minutes: 40", "minutes: 0", 3),
        ("minutes: 40", "minutes: 四十", 3),
        ("title: 走访流程\n", "", 2),
        ("topics: [flow]", "topics: []", 4),
        ("minutes: 40", "minutes: 40\nauthor: 某人", 4),
        ("minutes: 40", "minutes: [40", 3),
    ],
)
def test_the_head_is_checked_with_the_lines_of_the_chapter(small: SmallWorkbook, old: str, new: str, line: int) -> None:
    small.edit(CHAPTER, old, new)
    fault = small.fault()
    assert (fault.file, fault.line) == (CHAPTER, line)


@pytest.mark.parametrize("text", ["", "## 没有说明\n", "---\ntitle: 没有收尾\n"])
def test_a_chapter_without_a_head_is_told(small: SmallWorkbook, text: str) -> None:
    small.write(CHAPTER, text)
    fault = small.fault()
    assert (fault.file, fault.line) == (CHAPTER, 1)
    assert "---" in fault.message


def test_a_reserved_question_cannot_stand_in_the_book(small: SmallWorkbook) -> None:
    small.edit(CHAPTER, "flow-0003", "flow-0002")
    fault = small.fault()
    assert (fault.file, fault.line) == (CHAPTER, small.line(CHAPTER, ":::{quiz}"))
    assert "flow-0002" in fault.message
    assert "练兵" in fault.message


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_question_that_is_not_reviewed_cannot_stand_in_the_book(small: SmallWorkbook, status: str) -> None:
    small.edit(BANK, "status: reviewed", f"status: {status}")
    fault = small.fault()
    assert (fault.file, fault.line) == (CHAPTER, small.line(CHAPTER, ":::{quiz}"))
    assert "flow-0001" in fault.message


def test_a_question_stands_in_the_book_once(small: SmallWorkbook) -> None:
    small.append(CHAPTER, "\n:::{quiz} flow-0001\n:::\n")
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, "id: flow-0001"))
    assert "两次" in fault.message


def test_a_chapter_of_the_syllabus_without_a_file_is_told(small: SmallWorkbook) -> None:
    small.edit(SYLLABUS, "chapters: [flow]", "chapters: [flow, lost]")
    fault = small.fault()
    assert fault.file == "syllabus/chapters/lost.md"


def test_a_chapter_file_outside_the_syllabus_is_told(small: SmallWorkbook) -> None:
    small.write("syllabus/chapters/stray.md", small.text(CHAPTER))
    fault = small.fault()
    assert fault.file == "syllabus/chapters/stray.md"
    assert "syllabus.yml" in fault.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chapters: [flow]", "chapters: [flow, flow]"),
        ("{id: flow, title: 走访流程}", "{id: flow, title: 走访流程}\n      - {id: flow, title: 又}"),
    ],
)
def test_topics_and_chapters_are_listed_once(small: SmallWorkbook, old: str, new: str) -> None:
    small.edit(SYLLABUS, old, new)
    told = [fault for fault in small.faults() if fault.file == SYLLABUS]
    assert len(told) == 1
    assert "flow" in told[0].message
    assert "重复" in told[0].message


def test_a_missing_syllabus_is_a_fault(small: SmallWorkbook) -> None:
    small.delete(SYLLABUS)
    assert any(fault.file == SYLLABUS for fault in small.faults())
