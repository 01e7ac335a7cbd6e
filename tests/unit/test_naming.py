"""File names of people and units: readable, allowed on Windows, and never the same for two."""

from __future__ import annotations

import pytest

from lianbing.domain.drills.papers import Employee
from lianbing.naming import person_stem, unit_stems


@pytest.mark.parametrize(
    ("number", "name", "stem"),
    [
        ("C0001", "样例甲", "C0001-样例甲"),
        ("C0001", "样例·买买提", "C0001-样例·买买提"),
        ("C0001", "样例𬭎", "C0001-样例𬭎"),
        ("C0001", "../样例/甲:*?", "C0001-样例甲"),
        ("C0001", "甲" * 99, "C0001-" + "甲" * 24),
        ("con", "？", "con_"),
    ],
)
def test_a_person(number: str, name: str, stem: str) -> None:
    assert person_stem(Employee(id=number, name=name, team="")) == stem


def test_units() -> None:
    units = ["城区一部", "城区/一部", "城区\\一部", "", "..", "NUL", "一科 ", "部" * 99]
    stems = unit_stems(units)
    assert stems["城区一部"] == "城区一部"
    assert stems["NUL"] == "NUL_"
    assert stems[""] == "未填部门"
    assert len({stem.casefold() for stem in stems.values()}) == len(units)
    assert all(stem and not set(stem) & set('/\\:*?"<>|. ') for stem in stems.values())
    assert unit_stems(reversed(units)) == stems
