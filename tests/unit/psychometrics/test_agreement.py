"""How far markers agree: against published values, against a computation of another kind, and at the edges."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lianbing.errors import PackageMissing
from lianbing.psychometrics.agreement import (
    AgreementOptions,
    Coefficient,
    Note,
    Weighting,
    krippendorff_alpha,
    marker_biases,
    pair_agreement,
    weighted_kappa,
)

LINEAR, QUADRATIC = Weighting.LINEAR, Weighting.QUADRATIC
MARK = st.sampled_from([Decimal(each) for each in ("0", "0.5", "2", "4", "4.5", "10")])
MANY = st.lists(st.tuples(MARK, MARK), min_size=5, max_size=40)


def decimals(*marks: object) -> list[Decimal]:
    return [Decimal(str(mark)) for mark in marks]


def from_table(table: Sequence[Sequence[int]], marks: Sequence[object]) -> tuple[list[Decimal], list[Decimal]]:
    pairs = [(a, b) for a, row in zip(marks, table, strict=True) for b, count in zip(marks, row, strict=True)
             for _ in range(count)]  # fmt: skip
    return decimals(*(a for a, _ in pairs)), decimals(*(b for _, b in pairs))


def by_pairs(first: Sequence[Decimal], second: Sequence[Decimal], power: int) -> float:
    """κ without a table: the distance within answers against that of every mark of one with every one of the other."""
    one, other = [Fraction(mark) for mark in first], [Fraction(mark) for mark in second]
    observed = sum(abs(a - b) ** power for a, b in zip(one, other, strict=True)) / Fraction(len(one))
    expected = sum(abs(a - b) ** power for a in one for b in other) / Fraction(len(one) ** 2)
    return float(1 - observed / expected)


# Two dermatologists on 88 patients, the example of SAS/STAT for PROC FREQ (Agreement Study).
SKIN = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]


def test_published_weighted_kappa_with_its_interval() -> None:
    found = weighted_kappa(*from_table(SKIN, [1, 2, 3, 4]), LINEAR)
    assert found.answers == 88
    assert (found.value, found.low, found.high) == pytest.approx((0.5082, 0.3798, 0.6366), abs=5e-5)


@pytest.mark.parametrize(("weighting", "power"), [(LINEAR, 1), (QUADRATIC, 2)])
def test_the_marks_weigh_and_not_the_steps_between_them(weighting: Weighting, power: int) -> None:
    """From 4 to 10 is three times as far as from 2 to 4; by steps it would be the same."""
    marks = from_table(SKIN, [0, 2, 4, 10])
    found = weighted_kappa(*marks, weighting)
    assert found.value == pytest.approx(by_pairs(*marks, power), abs=1e-9)
    assert found.value != pytest.approx(weighted_kappa(*from_table(SKIN, [1, 2, 3, 4]), weighting).value, abs=1e-3)


@settings(max_examples=40)
@given(MANY)
def test_kappa_is_that_of_the_pairs_with_half_marks_and_unused_ones(pairs: list[tuple[Decimal, Decimal]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    assume(len({*first}) > 1 and len({*second}) > 1 and first != second)
    for weighting, power in ((LINEAR, 1), (QUADRATIC, 2)):
        found = weighted_kappa(first, second, weighting, least=5)
        assert found.value == pytest.approx(by_pairs(first, second, power), abs=1e-9)
        assert weighted_kappa(second, first, weighting, least=5).value == pytest.approx(found.value, abs=1e-9)
        if found.value is not None and found.low is not None and found.high is not None:
            assert -1 <= found.low <= found.value <= found.high <= 1
        else:
            assert found.note is Note.NO_INTERVAL


def test_full_agreement_is_a_sentence_and_not_nan() -> None:
    same = decimals(*[8] * 30)
    assert weighted_kappa(same, same, LINEAR) == Coefficient(answers=30, note=Note.ONE_MARK)
    mixed = decimals(*[0, 5, 10] * 10)
    assert weighted_kappa(mixed, mixed, QUADRATIC) == Coefficient(answers=30, value=1.0, note=Note.ALL_EQUAL)
    table = {"甲": dict(enumerate_names(same)), "乙": dict(enumerate_names(same))}
    assert krippendorff_alpha(table) == Coefficient(answers=30, note=Note.ONE_MARK)


def enumerate_names(marks: Sequence[Decimal | None]) -> list[tuple[str, Decimal]]:
    return [(f"{number:03d}", mark) for number, mark in enumerate(marks) if mark is not None]


def test_one_differing_mark_in_thirty_is_no_zero_agreement() -> None:
    """κ is exactly 0 there; without the sentence it would read as the worst of markers."""
    found = weighted_kappa(decimals(*[8] * 30), decimals(*[8] * 29, 7), LINEAR)
    assert found == Coefficient(answers=30, value=0.0, note=Note.SAME_TO_ALL)


def test_too_few_give_counts_and_no_conclusion() -> None:
    one, other = ({f"{n}": Decimal(n % 4) for n in range(29)} for _ in range(2))
    found = pair_agreement(("甲", "乙"), (one, {**other, "28": Decimal(3)}), AgreementOptions(allowed=Decimal(1)))
    assert (found.answers, found.equal, found.within, found.largest) == (29, 28, 28, 3)
    assert [each.note for each in (found.linear, found.quadratic, found.difference)] == [Note.TOO_FEW] * 3
    assert found.linear.value is None


def test_alpha_of_the_published_table_with_missing_marks() -> None:
    """Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C: 12 units, 4 observers; interval .849."""
    lines = {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
    marks = {
        name: dict(enumerate_names([None if m is None else Decimal(m) for m in row])) for name, row in lines.items()
    }
    found = krippendorff_alpha(marks, least=2)
    assert found.answers == 11
    assert found.value == pytest.approx(0.849, abs=5e-4)


def test_alpha_without_missing_marks_is_that_of_all_pairs() -> None:
    first, second = from_table(SKIN, [0, "0.5", 4, 10])
    table = {"甲": dict(enumerate_names(first)), "乙": dict(enumerate_names(second))}
    every = [Fraction(mark) for mark in (*first, *second)]
    observed = sum((Fraction(a) - Fraction(b)) ** 2 for a, b in zip(first, second, strict=True)) / len(first)
    expected = sum((a - b) ** 2 for a in every for b in every) / Fraction(len(every) * (len(every) - 1))
    assert krippendorff_alpha(table).value == pytest.approx(float(1 - observed / expected), abs=1e-9)


def test_a_hard_marker_shows_with_an_interval() -> None:
    """Student's t by hand: mean −0.95, sd √(Σ(d − mean)² ÷ 39), 2.0227 of the 97.5 % quantile with 39 degrees."""
    easy = {f"{n:02d}": Decimal(6 + n % 4) for n in range(40)}
    hard = {
        name: mark - (Decimal("0.5") if n % 4 == 0 else Decimal("1.1")) for n, (name, mark) in enumerate(easy.items())
    }
    bias = {each.marker: each.difference for each in marker_biases({"甲": easy, "乙": hard, "丙": {}})}
    assert [*bias] == ["甲", "乙"]
    spread = ((10 * (0.95 - 0.5) ** 2 + 30 * (1.1 - 0.95) ** 2) / 39) ** 0.5
    reach = 2.022691 * spread / 40**0.5
    assert bias["乙"].value == pytest.approx(-0.95)
    assert (bias["乙"].low, bias["乙"].high) == pytest.approx((-0.95 - reach, -0.95 + reach), abs=1e-6)
    assert bias["甲"].value == pytest.approx(0.95)


def test_a_marker_is_held_against_the_mean_of_the_others() -> None:
    marks = {name: {"1": Decimal(mark)} for name, mark in (("甲", 9), ("乙", 6), ("丙", 4))}
    assert [each.difference.value for each in marker_biases(marks)] == pytest.approx([4, -0.5, -3.5])


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    table = {"甲": {"1": Decimal(1)}, "乙": {"1": Decimal(2)}}
    with pytest.raises(PackageMissing, match=r"pip install \"lianbing\[statistics\]\""):
        krippendorff_alpha(table, least=1)
