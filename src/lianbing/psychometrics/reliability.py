"""What of the differences between people's scores is error of measurement.

Where everybody has the same items, Cronbach's α (Cronbach 1951, KR-20 by Kuder and Richardson 1937 for items that are
right or wrong). Where each has items of their own, items are nested in people, and the error of a person's mean over n
items is the variance of items within people divided by n: Eρ² = σ²p ÷ (σ²p + σ²(i:p) ÷ n) (Cronbach, Gleser, Nanda and
Rajaratnam 1972; Brennan 2001, ch. 3), with strata added up (Rajaratnam, Cronbach and Gleser 1965).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lianbing.psychometrics.scored import Floats, Scored, by_part, sums

_LEAST_FREEDOM = 30
"""Fewer degrees of freedom say too little about a stratum of its own."""


@dataclass(frozen=True, kw_only=True)
class Errors:
    """The errors of people's rates by part, as variances of rates from 0 to 1.

    ``variance`` (people × parts) is what the draw of items does to each person, ``common`` (parts) what of that two
    people share on average because they had the same items: it shifts both and doesn't set them apart.
    """

    variance: Floats
    common: Floats

    @property
    def apart(self) -> Floats:
        """The errors that set people apart from each other; people × parts."""
        mean = self.variance.mean(axis=0)
        shared = np.divide(self.common, mean, out=np.zeros_like(mean), where=mean > 0)
        return np.asarray(self.variance * (1 - np.clip(shared, 0, 1)))


def errors_of(scored: Scored) -> Errors:
    """Estimates the errors from how the items of a stratum differ within people.

    Formulas, per stratum with shares x of person p on item i: σ²(i) + σ²(pi) = Σ (x − mean of p)² ÷ Σ (n − 1), and
    σ²(i) of that from the means of items over the people who had them. A person's variance is Σ w² (σ²(i) + σ²(pi));
    what two people share is Σ w w′ σ²(i) over their common items, averaged over all pairs. So equal items for everybody
    lead to σ²(pi) ÷ n, the error of α, and items of one's own to σ²(i:p) ÷ n. A stratum in which hardly anybody has two
    items takes the variance of all strata together.
    """
    within, of_items = _components(scored)
    variance = by_part(scored, scored.weight**2 * within[scored.stratum])
    return Errors(variance=variance, common=_common(scored, of_items))


def _components(scored: Scored) -> tuple[Floats, Floats]:
    """By stratum, the variance of items within people and the part of it that is the items' own."""
    strata = int(scored.stratum.max(initial=-1)) + 1
    cell = scored.stratum * scored.people + scored.person
    count = np.bincount(cell, minlength=strata * scored.people)
    mean = sums(cell, scored.share, strata * scored.people) / np.maximum(count, 1)
    residual = scored.share - mean[cell]
    squares = sums(scored.stratum, residual**2, strata)
    freedom = np.maximum(count - 1, 0).reshape(strata, scored.people).sum(axis=1)
    pooled = squares.sum() / max(int(freedom.sum()), 1)
    own = freedom >= _LEAST_FREEDOM
    within = np.where(own, squares / np.maximum(freedom, 1), pooled)
    return within, np.clip(_of_items(scored, residual, squares, strata), 0, within)


def _of_items(scored: Scored, residual: Floats, squares: Floats, strata: int) -> Floats:
    """σ²(i) by stratum: between items minus within items, from answers without their person's mean."""
    items = int(scored.item.max(initial=-1)) + 1
    pair, place = np.unique(scored.stratum * items + scored.item, return_inverse=True)
    stratum = pair // items
    had = np.bincount(place)
    between = sums(stratum, sums(place, residual, len(had)) ** 2 / had, strata)
    count = np.bincount(stratum, minlength=strata)
    answers = np.bincount(scored.stratum, minlength=strata)
    cells = np.unique(scored.stratum * scored.people + scored.person) // scored.people
    people = np.bincount(cells, minlength=strata)
    free_within = np.maximum(answers - people - count + 1, 0)
    free_between = np.maximum(count - 1, 0)
    usual = answers - sums(stratum, had.astype(np.float64) ** 2, strata) / np.maximum(answers, 1)
    known = (free_within >= _LEAST_FREEDOM) & (usual > free_between)
    error = np.where(known, (squares - between) / np.maximum(free_within, 1), 0)
    return np.where(known, (between - free_between * error) / np.where(known, usual, 1), 0)


def _common(scored: Scored, of_items: Floats) -> Floats:
    """By part, the covariance of two people's errors over all pairs."""
    items = int(scored.item.max(initial=-1)) + 1
    key = (scored.part * (int(scored.stratum.max(initial=-1)) + 1) + scored.stratum) * items + scored.item
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    pairs = sums(place, scored.weight, len(first)) ** 2 - sums(place, scored.weight**2, len(first))
    shared = sums(scored.part[first], pairs * of_items[scored.stratum[first]], scored.parts)
    return shared / max(scored.people * (scored.people - 1), 1)


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """A coefficient from 0 to 1 and the standard error of a rate from 0 to 1."""

    value: float
    error: float


def of_drawn(scored: Scored) -> Reliability | None:
    """The reliability of the rates of one part; ``None`` if people don't differ by more than their errors."""
    spread = float(scored.rates[:, 0].var(ddof=1))
    error = float(errors_of(scored).apart.mean())
    return Reliability(value=1 - error / spread, error=error**0.5) if spread > error else None


def alpha(points: Floats) -> Reliability | None:
    """Cronbach's α of people × items, and the standard error of the sum of points; ``None`` if it isn't positive.

    Formula: k ÷ (k − 1) · (1 − Σ variances of items ÷ variance of the sums); error = sd of the sums · √(1 − α).
    """
    items = points.shape[1]
    spread = float(points.sum(axis=1).var(ddof=1))
    if items < 2 or not spread:
        return None
    value = items / (items - 1) * (1 - float(points.var(axis=0, ddof=1).sum()) / spread)
    return Reliability(value=value, error=(spread * (1 - value)) ** 0.5) if value > 0 else None
