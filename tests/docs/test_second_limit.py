"""The guide's example of a clause with two numbers works as it is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from lianbing.book.cards import clause_card
from lianbing.content.checking.limits import second_limit_advice
from lianbing.content.checks import read_checked
from lianbing.content.loader import Loaded
from lianbing.domain.changes.comparing import compare
from lianbing.domain.changes.snapshots import snapshot_of

_YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CONTENT = ("standards", "syllabus", "quizzes", "exercises", "grading", "findings")


@pytest.fixture(scope="module")
def before(root: Path) -> Loaded:
    return read_checked(root)


@pytest.fixture(scope="module")
def after(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The content with what the guide says to add and to replace."""
    guide = (root / "docs" / "trainer-guide.md").read_text(encoding="utf-8")
    parameter, clause = _YAML.findall(guide.partition("### 一条里要两个数")[2].partition("\n## ")[0])
    copy = tmp_path_factory.mktemp("two")
    for name in _CONTENT:
        shutil.copytree(root / name, copy / name)
    _edit(copy / "standards" / "parameters.yml", r"(?=^  - id: visit\.min_per_month$)", f"{parameter}\n")
    _edit(
        copy / "standards" / "visiting.yml", r"(?<=title: 每天走访户数\n)    text: .*\n(.*\n)    limits:\n.*\n", clause
    )
    return read_checked(copy)


def _edit(file: Path, old: str, new: str) -> None:
    """Puts ``new`` in the place of a pattern; the lines of its group stay, behind the first line."""

    def changed(match: re.Match[str]) -> str:
        first, rest = new.split("\n", 1)
        return f"{first}\n{match[1]}{rest}" if match.re.groups else new

    text, count = re.subn(old, changed, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1, old
    file.write_text(text, encoding="utf-8")


def test_the_card_says_which_number_is_whose(after: Loaded) -> None:
    card = clause_card(after.workbook, after.workbook.clauses["VIS-06"])
    assert "城区不少于 30 户，农村不少于 25 户。" in card
    assert "> 本单位另定：农村 25 户。" in card
    assert "（原写 30 户）" in card


def test_what_changed_is_told_in_words(before: Loaded, after: Loaded) -> None:
    changes = compare(snapshot_of(before.workbook), snapshot_of(after.workbook))
    told = {change.id: change.sentence for change in changes}
    assert set(told) == {"VIS-06", "visit.rural_per_day"}
    assert told["VIS-06"].endswith("；农村：新增 不少于 25 户/天")
    assert "。；" not in told["VIS-06"]


def test_the_places_that_know_one_number_are_told(before: Loaded, after: Loaded) -> None:
    assert list(second_limit_advice.faults(before)) == []
    (fault,) = second_limit_advice.faults(after)
    assert "VIS-06 有 2 个限额" in fault.message
