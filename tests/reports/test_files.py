"""Which files there are, that they are the same each time, and that a roster can't choose where they go."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from lianbing.domain.drills.papers import Employee
from lianbing.reports.files import person_stems
from lianbing.wire.assessments import assessment_from_json, assessment_to_json
from tests.reports.notebooks import run_all
from tests.reports.objects import sample

EVERYWHERE = (
    "人事索引.html",
    "方法说明.docx",
    "方法说明.pdf",
    "班组报告.html",
    "考评表.xlsx",
    "领导一页.docx",
    "领导一页.pdf",
)
NAMES = ("0007-样例丙", "C0001-样例甲", "C0003-样例丁", "C0004-样例戊", "C0005-样例己")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_notebooks_write_what_the_guide_lists(written: Path) -> None:
    units = {f"单位/{unit}-单位汇总.{form}" for unit in ("城区一组", "乡镇组") for form in ("docx", "pdf")}
    forms = {f"评定表/{unit}-评定表.docx" for unit in ("城区一组", "乡镇组")}
    people = {name for name in contents(written) if name.startswith("个人/")}
    assert {f"个人/{name}-{kind}.html" for name in NAMES for kind in ("成绩单", "改进计划")} <= people
    assert len(people) == 12
    assert contents(written).keys() - people == {*EVERYWHERE, *units, *forms}


def test_the_same_assessment_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    time.sleep(max(0, 2.1 - (time.time() - max(path.stat().st_mtime for path in written.rglob("*")))))  # zip's steps
    stored = assessment_from_json(assessment_to_json(sample()))
    run_all(stored, tmp_path, marked={"2026H2-a-C0001": "判过的试卷/2026H2-a-C0001.html"})
    assert contents(tmp_path) == contents(written)


@pytest.mark.parametrize(
    "number", ["../../etc/x", "/abs", "a\\b", "..", "CON", "com1", "工号1", "a b", "", "x" * 300, "a\x00"]
)
def test_no_employee_number_leads_out_of_the_folder(number: str) -> None:
    stem = person_stems([Employee(id=number, name="样例/甲", team="")])[number]
    assert stem.endswith("-样例甲")
    assert not set(stem) & set('/\\:*?"<>| \x00')
    assert len(stem) < 60


def test_numbers_that_differ_in_capitals_keep_files_of_their_own() -> None:
    numbers = ["c0001", "C0001", "C0002", "a/b", "a_b", "a?b"]
    stems = person_stems([Employee(id=number, name="样例甲", team="") for number in numbers])
    assert len({stem.casefold() for stem in stems.values()}) == len(stems)
    assert stems["C0002"] == "C0002-样例甲"
