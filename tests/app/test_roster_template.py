"""An empty roster to fill in, written by the program."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.app.kit import DRILL, Bench, told


@pytest.fixture
def template(empty: Bench, tmp_path: Path) -> Path:
    path = tmp_path / "新名单.xlsx"
    ran = empty("drill", "roster-template", path)
    assert ran.code == 0
    assert str(path) in ran.out
    assert not empty.data.exists()
    return path


def test_the_template_can_be_filled_in_and_issued_to(empty: Bench, template: Path) -> None:
    told(empty("drill", "issue", DRILL, "--roster", template), "只有表头", "每人写一行")
    book = openpyxl.load_workbook(template)
    sheet = book["名单"]
    assert [sheet.column_dimensions[letter].number_format for letter in "ABC"] == ["@"] * 3
    sheet.append(["00101", "样例甲", "城区一部"])
    book.save(template)
    ran = empty("drill", "issue", DRILL, "--roster", template)
    assert ran.code == 0
    assert "没有名单的工作表 “填写说明”" in ran.out
    assert [*empty.booklets] == ["00101-样例甲.html"]


def test_the_template_is_the_same_bytes_and_overwrites_nothing(empty: Bench, template: Path, tmp_path: Path) -> None:
    first = template.read_bytes()
    told(empty("drill", "roster-template", template), "没有改它", code=2)
    told(empty("drill", "roster-template", tmp_path / "名单.csv"), ".xlsx", code=2)
    shutil.move(template, tmp_path / "旧.xlsx")
    empty("drill", "roster-template", template)
    assert template.read_bytes() == first
