"""The numbers that the documents tell of the shipped content are its numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from lianbing.domain.items.registry import SHIPPED
from lianbing.domain.workbook import Workbook

PAGES = ("README.md", "docs/learner-guide.md", "docs/trainer-guide.md", "docs/hr-guide.md")
DIGITS = "零一二三四五六七八九十"
ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def requirement_lines(workbook: Workbook) -> int:
    return len({source for clause in workbook.clauses.values() for source in clause.sources})


def themes(workbook: Workbook) -> int:
    return sum("theme" in name for name in workbook.blueprints)


def chinese(workbook: Workbook) -> Mapping[str, int]:
    """What is counted, as it is written after the number."""
    coded = [question for question in workbook.questions.values() if question.type.name == "code"]
    return {
        "行要求": requirement_lines(workbook),
        "份标准": len(workbook.standards),
        "条条款": len(workbook.clauses),
        "条行业知识": len(workbook.facts),
        "个本单位参数": len(workbook.parameters),
        "个参数填的是默认值": len(workbook.parameters),
        "章，": len(workbook.chapters),
        "道题（": len(workbook.questions),
        "道，半年技能练兵": len(workbook.questions),
        "道，只在数据分析加试": len(coded),
        "种题型": len(SHIPPED),
        "个情景演练": len(workbook.scenarios),
        "个数据练习": len(workbook.tasks),
        "幅图": len(workbook.figures),
        "个主题练兵": themes(workbook),
    }


def english(workbook: Workbook) -> Mapping[str, int]:
    return {
        "clauses": len(workbook.clauses),
        "requirement lines": requirement_lines(workbook),
        "standards": len(workbook.standards),
        "facts": len(workbook.facts),
        "parameters": len(workbook.parameters),
        "contradictions": len(workbook.contradictions),
        "chapters": len(workbook.chapters),
        "parts": len(workbook.syllabus.parts),
        "questions": len(workbook.questions),
        "scenarios": len(workbook.scenarios),
        "data exercises": len(workbook.tasks),
        "figures": len(workbook.figures),
        "indicators": len(workbook.indicators),
        "terms": len(workbook.terms),
        "types of question": len(SHIPPED),
        "drill themes": themes(workbook),
    }


def number(word: str) -> int:
    """A number as a document writes it: in digits or as a word."""
    if word.isdecimal():
        return int(word)
    return DIGITS.index(word) if word in DIGITS else ENGLISH.index(word.lower())


def told(page: str, noun: str, words: str) -> list[int]:
    """The numbers before a noun; a line may end between the two."""
    spaced = r"\s+".join(map(re.escape, noun.split(" ")))
    numbers: list[str] = re.findall(rf"({words})\s*{spaced}", page)
    return [number(word) for word in numbers]


def test_the_readme_counts_what_is_there(root: Path, workbook: Workbook) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    for noun, count in chinese(workbook).items():
        assert set(told(readme, noun, rf"\d+|[{DIGITS}]")) == {count}, f"README.md: {count} {noun}"


@pytest.mark.parametrize("name", PAGES)
def test_no_guide_counts_otherwise(root: Path, workbook: Workbook, name: str) -> None:
    page = (root / name).read_text(encoding="utf-8")
    for noun in ("条条款", "条行业知识", "个本单位参数", "种题型", "个情景演练", "个数据练习"):
        assert set(told(page, noun, r"\d{2,}")) <= {chinese(workbook)[noun]}, noun


def test_the_changelog_counts_what_is_there(root: Path, workbook: Workbook) -> None:
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    for noun, count in english(workbook).items():
        assert set(told(changes, noun, rf"\b(?:\d+|(?i:{'|'.join(ENGLISH)}))\b")) == {count}, f"CHANGELOG.md: {noun}"


def test_the_sample_cohort_is_as_large_as_the_readme_says(root: Path) -> None:
    with (root / "grading" / "samples" / "roster.csv").open(encoding="utf-8-sig") as file:
        people = len(list(csv.DictReader(file)))
    assert f"{people} 个虚构的人" in (root / "README.md").read_text(encoding="utf-8")
