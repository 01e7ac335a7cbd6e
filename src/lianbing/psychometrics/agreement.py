"""评分的一致程度: how far markers of the same answers agree, with intervals, and who marks high or low.

Marks are compared as numbers: from 2 to 4 is twice as far as from 4 to 5, whichever marks happen to be given. Nothing
here turns a number into a verdict on a marker.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from lianbing.domain.kernel.decimals import plain
from lianbing.psychometrics.extra import krippendorff, scipy_stats, statsmodels_agreement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

LEAST_ANSWERS = 30
"""Answers marked by two people below which no coefficient is given: with fewer, the interval of κ spans most of 0–1."""

Marks = Mapping[str, Decimal]
"""The marks of one marker by the answer."""


class Note(StrEnum):
    """Why there is no coefficient, or no interval; the value is the text that users see."""

    TOO_FEW = "两人都评过的太少，不下结论"
    ONE_MARK = "全都给了同一个分：完全一致，只是没有高低，系数无从算起"
    ALL_EQUAL = "每一份给的分都相同：完全一致；区间的公式在这里不成立，不给"
    NO_INTERVAL = "区间的公式在这里不成立，不给"
    SAME_TO_ALL = "有一人给每一份同一个分，κ 只能是 0，说明不了一致不一致：看“允许差以内”"
    ALL_SHIFTED = "两人的差每一份都一样，没有波动，不给区间"


class Weighting(StrEnum):
    """How the distance of two marks counts; the value is what statsmodels calls it."""

    LINEAR = "linear"
    QUADRATIC = "quadratic"

    @property
    def label(self) -> str:
        """What users see."""
        return {Weighting.LINEAR: "线性加权", Weighting.QUADRATIC: "平方加权"}[self]


@dataclass(frozen=True, kw_only=True)
class Coefficient:
    """A statistic with its interval of 95 per cent; ``note`` says why one of them is missing.

    ``answers`` is how many answers it rests on.
    """

    answers: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: Note | None = None


@dataclass(frozen=True, kw_only=True)
class PairAgreement:
    """Two markers on the answers that both have marked.

    ``equal`` and ``within`` count answers with the same mark, and with marks that differ by no more than is allowed;
    ``difference`` is the mean of first − second in points with the interval of Student's t, ``largest`` the largest
    distance.
    """

    first: str
    second: str
    answers: int
    equal: int
    within: int
    linear: Coefficient
    quadratic: Coefficient
    difference: Coefficient
    largest: Decimal


@dataclass(frozen=True, kw_only=True)
class MarkerBias:
    """A marker against the mean of the others on the same answers, in points; positive: gives more than they do."""

    marker: str
    difference: Coefficient


@dataclass(frozen=True, kw_only=True)
class AgreementOptions:
    """``allowed``: the difference in points that the unit allows; ``least``: see :data:`LEAST_ANSWERS`."""

    allowed: Decimal
    least: int = LEAST_ANSWERS


def pair_agreement(names: tuple[str, str], marks: tuple[Marks, Marks], options: AgreementOptions) -> PairAgreement:
    """Compares two markers; answers that only one of them has marked are left out. At least one has to be common."""
    first, second = marks
    common = sorted(first.keys() & second.keys())
    one, other = [first[answer] for answer in common], [second[answer] for answer in common]
    distances = [a - b for a, b in zip(one, other, strict=True)]
    return PairAgreement(
        first=names[0],
        second=names[1],
        answers=len(common),
        equal=sum(distance == 0 for distance in distances),
        within=sum(abs(distance) <= options.allowed for distance in distances),
        linear=weighted_kappa(one, other, Weighting.LINEAR, options.least),
        quadratic=weighted_kappa(one, other, Weighting.QUADRATIC, options.least),
        difference=_mean(distances, options.least),
        largest=Decimal(plain(max(abs(distance) for distance in distances))),  # 1 and 1.0 are one distance
    )


def weighted_kappa(
    first: Sequence[Decimal], second: Sequence[Decimal], weighting: Weighting, least: int = LEAST_ANSWERS
) -> Coefficient:
    """Cohen's κ of two markers, weighted by the distance of the marks themselves.

    Formula (Cohen 1968): κ = 1 − Σ d·observed ÷ Σ d·expected, d the distance of two marks (linear) or its square
    (quadratic). The interval is κ ± 1.96 standard errors (Fleiss, Cohen and Everitt 1969), cut off at −1 and 1.
    Marks that nobody gave change nothing.
    """
    count = len(first)
    if count < least:
        return Coefficient(answers=count, note=Note.TOO_FEW)
    given = sorted({*first, *second})
    if len(given) == 1:
        return Coefficient(answers=count, note=Note.ONE_MARK)
    if [*first] == [*second]:
        return Coefficient(answers=count, value=1.0, note=Note.ALL_EQUAL)
    if len({*first}) == 1 or len({*second}) == 1:
        return Coefficient(answers=count, value=0.0, note=Note.SAME_TO_ALL)
    value, error = _kappa_with_error(first, second, given, weighting)
    if error < _NOTHING:
        return Coefficient(answers=count, value=value, note=Note.NO_INTERVAL)
    low, high = value - _NORMAL * error, value + _NORMAL * error
    return Coefficient(answers=count, value=value, low=max(low, -1.0), high=min(high, 1.0))


def _kappa_with_error(
    first: Sequence[Decimal], second: Sequence[Decimal], given: Sequence[Decimal], weighting: Weighting
) -> tuple[float, float]:
    place = {mark: number for number, mark in enumerate(given)}
    table = np.zeros((len(given), len(given)))
    np.add.at(table, ([place[mark] for mark in first], [place[mark] for mark in second]), 1)
    with np.errstate(divide="ignore", invalid="ignore"):  # its tests of κ = 0, which nobody asked for
        computed = statsmodels_agreement().cohens_kappa(table, weights=np.array(given, dtype=float), wt=weighting.value)
    return float(computed["kappa"]), math.sqrt(max(float(computed["var_kappa"]), 0))


_NOTHING = 1e-9
"""A standard error below this is rounding."""
_NORMAL = 1.959963984540054
"""The 97.5 per cent quantile of the normal distribution."""


def krippendorff_alpha(marks: Mapping[str, Marks], least: int = LEAST_ANSWERS) -> Coefficient:
    """Krippendorff's α at interval level of all markers together; not everybody has to have marked everything.

    Formula: α = 1 − observed ÷ expected disagreement, the disagreement of two marks being their squared difference.
    ``answers`` counts those with at least two marks; no others take part.
    """
    answers = sorted({answer for own in marks.values() for answer in own})
    table = np.array([[float(own.get(answer, math.nan)) for answer in answers] for own in marks.values()], dtype=float)
    shared: NDArray[np.float64] = table[:, (~np.isnan(table)).sum(axis=0) > 1] if answers else np.zeros((0, 0))
    count = shared.shape[1]
    if count < max(least, 1):
        return Coefficient(answers=count, note=Note.TOO_FEW)
    if len(np.unique(shared[~np.isnan(shared)])) == 1:
        return Coefficient(answers=count, note=Note.ONE_MARK)
    value = float(krippendorff().alpha(shared, level_of_measurement="interval"))
    return Coefficient(answers=count, value=value, note=Note.ALL_EQUAL if _all_equal(shared) else None)


def _all_equal(shared: NDArray[np.float64]) -> bool:
    return bool((np.nanmax(shared, axis=0) == np.nanmin(shared, axis=0)).all())


def marker_biases(marks: Mapping[str, Marks], least: int = LEAST_ANSWERS) -> tuple[MarkerBias, ...]:
    """Each marker against the mean of the others, in the order of ``marks``; who shares no answer is left out."""
    return tuple(
        MarkerBias(marker=marker, difference=_mean(differences, least))
        for marker in marks
        if (differences := [*_from_others(marker, marks)])
    )


def _from_others(marker: str, marks: Mapping[str, Marks]) -> Iterator[Fraction]:
    for answer, mark in marks[marker].items():
        others = [Fraction(own[answer]) for name, own in marks.items() if name != marker and answer in own]
        if others:
            yield Fraction(mark) - sum(others, Fraction(0)) / len(others)


def _mean(differences: Sequence[Decimal] | Sequence[Fraction], least: int) -> Coefficient:
    """The mean with the interval of Student's t; no interval where there are too few or all are the same."""
    count = len(differences)
    mean = float(sum(Fraction(each) for each in differences) / count)
    if count < max(least, 2):
        return Coefficient(answers=count, value=mean, note=Note.TOO_FEW)
    if len({*differences}) == 1:
        return Coefficient(answers=count, value=mean, note=Note.ALL_SHIFTED)
    error = float(np.std(np.array(differences, dtype=float), ddof=1)) / math.sqrt(count)
    reach = error * float(scipy_stats().t.ppf(0.975, count - 1))
    return Coefficient(answers=count, value=mean, low=mean - reach, high=mean + reach)
