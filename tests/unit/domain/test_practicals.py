"""How several assessors become one score."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.practicals.combining import combine
from lianbing.domain.practicals.rubric import Beyond, Panel

PANEL = Panel(assessors=3, allowed=Decimal(10), beyond=Beyond.CHIEF, source="默认值")
NEAREST = replace(PANEL, beyond=Beyond.NEAREST)


def totals(*points: str) -> dict[str, Decimal]:
    return dict(zip("甲乙丙丁", map(Decimal, points), strict=False))


@pytest.mark.parametrize(
    ("panel", "points", "chief", "score", "words"),
    [
        (PANEL, ("86", "84", "89"), "", "86.33", "取平均"),
        (PANEL, ("80.5", "80.5", "80.52"), "", "80.51", "取平均"),  # 80.50666…
        (PANEL, ("90", "80", "85"), "", "85", "最多相差 10，允许 10"),
        (PANEL, ("90", "79.9", "85"), "乙", "79.9", "以首席评委 乙 的为准"),
        (PANEL, ("90", "79.9", "85"), "", None, "--chief"),
        (PANEL, ("90", "88"), "甲", None, "评了的只有 2 人，至少要 3 人"),
        (NEAREST, ("90", "70", "73"), "", "71.5", "最接近的两个"),
        (NEAREST, ("90", "70", "80"), "", None, "一样接近"),
        (NEAREST, ("90", "70", "50"), "", None, "也超过了"),
    ],
)
def test_by_the_rule_of_the_panel(
    panel: Panel, points: tuple[str, ...], chief: str, score: str | None, words: str
) -> None:
    found = combine(panel, totals(*points), chief)
    assert found.score == (None if score is None else Decimal(score))
    assert words in found.how
    assert all(point in found.how for point in points)


@given(st.lists(st.integers(0, 200), min_size=3, max_size=4), st.sampled_from([PANEL, NEAREST]))
def test_a_score_never_lies_outside_what_was_given(points: list[int], panel: Panel) -> None:
    given_totals = totals(*(str(Decimal(point) / 2) for point in points))
    score = combine(panel, given_totals, chief="甲").score
    if score is not None:
        assert min(given_totals.values()) <= score <= max(given_totals.values())
    else:
        assert panel is NEAREST
