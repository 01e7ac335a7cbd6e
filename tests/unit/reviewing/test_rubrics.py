"""Rubrics for items, and whether marks fit them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.domain.reviewing.giving import earned_points, mark_faults, with_level
from lianbing.domain.reviewing.rounds import GivenMark
from lianbing.domain.reviewing.rubrics import Rubric, rubric_for, to_step
from tests.unit.reviewing.objects import LEVELLED, case

HALF = Decimal("0.5")


def test_the_nearest_rubric_counts_and_brings_the_points_of_the_item() -> None:
    by_type = Rubric(id="type", title="题型", worth=Decimal(100), type="case", levels=LEVELLED.levels)
    by_section = Rubric(id="section", title="段", worth=Decimal(10), section="案例分析题")
    by_item = Rubric(id="item", title="题", worth=Decimal(10), items=("q-1",))
    everything = [by_type, by_section, by_item]
    assert rubric_for(case(), "案例分析题", everything, HALF).id == "item"
    assert rubric_for(case(), "案例分析题", everything[:2], HALF).id == "section"
    found = rubric_for(case(), "别的段", everything[:2], HALF)
    assert (found.id, found.model) == ("type", "参考答案")
    assert [(point.text, point.worth) for point in found.points] == [("找到原因", 5), ("提出办法", 5)]


def test_an_item_without_a_rubric_is_marked_by_its_own_points() -> None:
    found = rubric_for(case("7"), "段", [], HALF)
    assert (found.worth, found.levels) == (7, ())
    assert [point.worth for point in found.points] == [Decimal("3.5"), Decimal("3.5")]


def test_a_rubric_is_fitted_to_the_worth_of_the_item() -> None:
    fitted = LEVELLED.fitted(Decimal(30), HALF)
    assert [level.low for level in fitted.levels] == [24, 15, 0]
    assert [fitted.span(level, HALF) for level in fitted.levels] == [
        (24, 30),
        (15, Decimal("23.5")),
        (0, Decimal("14.5")),
    ]
    assert fitted.deductions[0].points == 6
    assert to_step(Decimal("2.25"), HALF, Decimal(10)) == Decimal("2.5")


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (GivenMark(points=Decimal(11)), "0 到 10 之间"),
        (GivenMark(points=Decimal("-0.5")), "0 到 10 之间"),
        (GivenMark(points=Decimal("6.25")), "每 0.5 分一格"),
        (GivenMark(points=Decimal(6), level="一档"), "8–10"),
        (GivenMark(points=Decimal(6), level="特档"), "有 一档、二档、三档"),
        (GivenMark(points=Decimal(6), deductions=("错别字",)), "没有扣分项“错别字”：有 违规"),
        (GivenMark(points=Decimal(6), deductions=("违规", "违规")), "写了两次"),
        (GivenMark(points=Decimal(6), comment="好" * 1001), "1000 字"),
    ],
)
def test_a_mark_that_does_not_fit_is_refused_with_what_would(given: GivenMark, fault: str) -> None:
    (found,) = mark_faults(given, LEVELLED, HALF)
    assert fault in found.message


def test_a_good_mark_has_no_faults_and_gets_the_level_of_its_points() -> None:
    given = GivenMark(points=Decimal("7.5"), deductions=("违规",))
    assert [*mark_faults(given, LEVELLED, HALF)] == []
    assert with_level(given, LEVELLED).level == "二档"
    assert earned_points(given, LEVELLED) == Decimal("5.5")
    assert earned_points(replace(given, points=Decimal(1)), LEVELLED) == 0
