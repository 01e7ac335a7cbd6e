"""What made-up people don't know: points stay as they were, and who was taught knows more."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.app.samples.learning import Learning, WeakSpot, asks_weak_spots, moved, weak_spots
from lianbing.app.samples.practice import SamplePerson
from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.question import Skill
from tests.app.kit import Bench, told
from tests.unit.objects import item

SPOTS = {"VIS-25": WeakSpot(clause="VIS-25", knowing=0, taught=100)}


def person(number: str = "Y0101") -> SamplePerson:
    return SamplePerson(
        number=number,
        abilities=dict.fromkeys(Skill, 80),
        on_cases=80,
        absent=frozenset(),
        months=frozenset(range(1, 13)),
    )


def paper(*clauses: str) -> list[PaperItem]:
    return [
        PaperItem(place, Decimal(5), replace(item(f"q-{place}"), rests_on=(clause,)))
        for place, clause in enumerate(clauses)
    ]


def test_who_does_not_know_a_weak_spot_knows_something_else_instead() -> None:
    items = paper("VIS-25", "VIS-01", "VIS-02", "VIS-25")
    assert moved({0, 1}, items, person(), Learning(spots=SPOTS), "") == {1, 2}
    assert moved({0, 1, 2}, items, person(), Learning(spots=SPOTS), "") == {0, 1, 2}, "nothing else of equal worth"
    assert moved({0, 1}, items, person(), Learning(spots=SPOTS), "q-0") == {0, 1}, "whose key is wrong stays"


def test_who_was_taught_knows_it() -> None:
    asked = paper("VIS-25")[0].item
    learning = Learning(spots=SPOTS, taught={"VIS-25": {"Y0101"}})
    assert learning.knows(person("Y0101"), asked, "2027-01-theme")
    assert not learning.knows(person("Y0102"), asked, "2027-01-theme")


@pytest.mark.parametrize(
    ("clauses", "asks"), [(("VIS-25", "VIS-01"), True), (("VIS-25", "VIS-01", "VIS-02"), False), ((), False)]
)
def test_a_paper_is_made_for_weak_spots_if_half_of_it_asks_them(clauses: tuple[str, ...], asks: bool) -> None:
    assert asks_weak_spots(paper(*clauses), Learning(spots=SPOTS)) is asks


def test_the_weak_spots_of_the_sample_year_are_clauses_that_get_better(
    root: Path, shipped: Path, tmp_path: Path
) -> None:
    clauses = Bench(shipped, tmp_path).workspace.workbook.clauses
    spots = weak_spots(root)
    assert len(spots) >= 4
    for name, spot in spots.items():
        assert name in clauses
        assert spot.knowing < 60 < spot.taught


def test_nobody_made_up_comes_to_a_real_session(shipped: Path, tmp_path: Path) -> None:
    ran = Bench(shipped, tmp_path / "data")("sample", "phones", "2026-12")
    told(ran, "不是练习用的文件夹", code=2)
    assert "来了" not in ran.said


@pytest.mark.parametrize(
    ("months", "month", "has_left"),
    [
        (range(1, 13), "2027-01", False),
        (range(1, 9), "2026-08", False),
        (range(1, 9), "2026-11", True),
        ((1, 2, 3, 4, 7, 12), "2026-05", False),
    ],
)
def test_who_left_is_not_there_afterwards(months: range, month: str, has_left: bool) -> None:
    assert replace(person(), months=frozenset(months)).has_left(month) is has_left
