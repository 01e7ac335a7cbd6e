"""Papers of one drill share no more than two fifths, while the stock allows."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest

from lianbing.domain.drills.alike import MOST_ALIKE, PapersAround, RecentPapers
from lianbing.domain.drills.assembly import stock_of
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.workbook import Workbook


def papers(workbook: Workbook, blueprint: Blueprint, people: int, apart: bool) -> list[frozenset[str]]:
    stock = stock_of(blueprint, workbook.drawable)
    recent, made = RecentPapers(stock), []
    for person in range(people):
        drawn = PapersAround(recent=recent if apart else None).draw(stock, f"seed/{person}")
        made.append(frozenset(question.id for section in drawn for question in section))
        recent.add(made[-1])
    return made


def worst(made: list[frozenset[str]], count: int) -> Fraction:
    return Fraction(max(len(one & other) for one, other in combinations(made, 2)), count)


@pytest.mark.parametrize("theme", range(1, 8))
def test_two_hundred_people_share_no_more_than_is_allowed_in_a_theme(workbook: Workbook, theme: int) -> None:
    blueprint = workbook.blueprints[f"theme-{theme}"]
    assert worst(papers(workbook, blueprint, 200, apart=True), blueprint.count) <= MOST_ALIKE


def test_without_looking_at_the_others_some_share_more(workbook: Workbook) -> None:
    blueprint = workbook.blueprints["theme-3"]
    assert worst(papers(workbook, blueprint, 200, apart=False), blueprint.count) > MOST_ALIKE


def test_the_same_people_in_the_same_order_get_the_same_papers(workbook: Workbook) -> None:
    blueprint = workbook.blueprints["theme-5"]
    assert papers(workbook, blueprint, 40, apart=True) == papers(workbook, blueprint, 40, apart=True)


def test_a_paper_that_the_bank_no_longer_knows_shares_nothing(workbook: Workbook) -> None:
    recent = RecentPapers(stock_of(workbook.blueprints["theme-1"], workbook.drawable))
    recent.add(["gone-0001"])
    assert recent.most_shared(["gone-0001", "dth-0101"]) == 0
