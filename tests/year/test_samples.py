"""The folder to practise in: what is in it, that it is told from a real one, and who answers what."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.app.kit import REPO, Bench, told
from tests.year.making import FOLDER, files, people, text


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A folder to practise in, with nothing done in it."""
    folder = tmp_path_factory.mktemp("sample") / "year"
    ran = Bench(REPO, folder / "var")("sample", "year", folder)
    assert ran.code == 0, ran.said
    return Bench(folder, folder / "var")


def test_the_files_of_the_sample_year_are_those_that_the_program_makes() -> None:
    for name, rows in files():
        assert (FOLDER / name).read_bytes() == text(rows).encode(), f"{name}: python -m tests.year.making"


def test_sixty_people_of_six_units_are_plainly_made_up() -> None:
    cohort = [*people()]
    assert len({person.number for person in cohort}) == 60
    assert len({person.unit for person in cohort}) == 6
    assert all(person.name.startswith("样例") for person in cohort)


def test_the_same_lists_are_the_same_bytes(practice: Bench, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert practice("sample", "year", again).code == 0
    first = {path.name: path.read_bytes() for path in (practice.root / "材料").rglob("*.xlsx")}
    assert {path.name: path.read_bytes() for path in (again / "材料").rglob("*.xlsx")} == first


def test_the_lists_have_a_title_and_a_head_as_lists_of_units_have(practice: Bench) -> None:
    sheet = openpyxl.load_workbook(practice.root / "材料" / "月度" / "2026-01.xlsx").active
    title, head, first, *_ = sheet.iter_rows(values_only=True)
    assert "样例" in title[0]
    assert head[:3] == ("工号", "姓名", "部门")
    assert first[:3] == ("Y0101", "样例一", "城区一部")
    assert all(isinstance(value, int | float) for value in first[3:])


def test_what_lies_in_the_folder_already_stays(practice: Bench) -> None:
    told(practice("sample", "year", practice.root), "没有动它", code=2)


@pytest.mark.parametrize("words", [("answers", "2026H2-skill"), ("correct",)])
def test_nobody_made_up_acts_in_a_real_workbook(tmp_path: Path, words: tuple[str, ...]) -> None:
    told(Bench(REPO, tmp_path / "data")("sample", *words), "不是练习用的文件夹", code=2)


def test_the_content_differs_from_the_shipped_one_by_one_key(practice: Bench) -> None:
    def differing() -> list[str]:
        names = [path.relative_to(REPO) for path in (REPO / "quizzes").rglob("*.yml")]
        return [name.name for name in names if (REPO / name).read_bytes() != (practice.root / name).read_bytes()]

    assert practice("check").code == 0
    assert differing() == ["law.yml"]
    assert "改正了" in practice("sample", "correct").out
    assert differing() == []
    assert "以前已经改正了" in practice("sample", "correct").out
