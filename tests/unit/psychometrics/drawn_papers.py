"""Honest cohorts with papers drawn from a bank, each person's other items, and true item–rest correlations."""

from __future__ import annotations

import numpy as np

from lianbing.psychometrics.items.associations import Against, item_rest, upper_lower
from lianbing.psychometrics.items.rests import rest_scores
from lianbing.psychometrics.scored import Floats
from tests.unit.psychometrics.simulations import Held

_NODES = 61


def true_correlations(difficulty: Floats, items: int) -> Floats:
    """By item, the correlation with the rest of a paper of ``items`` items, over all people and papers.

    With x the item's mark and r the mean over ``items`` − 1 others of mark − facility, by quadrature over ability:
    cov(x, r) is the mean covariance with the others, var(r) that of a mean of so many, drawn from all.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    weights = weights / weights.sum()
    right = 1 / (1 + np.exp(difficulty - nodes[:, None]))
    facility = weights @ right
    cov = (right - facility).T @ (weights[:, None] * (right - facility))
    others = len(difficulty) - 1
    own = facility * (1 - facility)
    between = cov - np.diag(np.diag(cov))
    with_rest = between.sum(axis=1) / others
    spread = (own.sum() - own) / others
    pairs = (between.sum() - 2 * between.sum(axis=1)) / (others * (others - 1))
    of_rest = (spread + (items - 2) * pairs) / (items - 1)
    return np.asarray(with_rest / np.sqrt(own * of_rest))


def of_papers(*, people: int, bank: int, items: int, cohorts: int, seed: int = 5) -> list[Held]:
    """The item–rest correlation and how often its interval is shown and holds, over all items of all cohorts."""
    random = np.random.default_rng(seed)
    difficulty = np.linspace(-2.2, 0.8, bank)
    truth = true_correlations(difficulty, items)
    low, high, true, values = [], [], [], []
    for _ in range(cohorts):
        item = np.argsort(random.random((people, bank)), axis=1)[:, :items].ravel()
        person = np.repeat(np.arange(people), items)
        ability = random.normal(size=people)[person]
        share = (random.random(len(item)) < 1 / (1 + np.exp(difficulty[item] - ability))).astype(float)
        rest = rest_scores(item=item, sitting=person, share=share, worth=np.ones(len(item)))
        for place in range(bank):
            had = item == place
            against = Against(own=share[had], rest=rest[had], person=np.arange(np.count_nonzero(had)))
            estimate = item_rest(against)
            assert upper_lower(against).count == against.people
            if estimate.low is not None and estimate.high is not None and estimate.value is not None:
                low.append(estimate.low)
                high.append(estimate.high)
                values.append(estimate.value)
                true.append(truth[place])
    inside = (np.array(low) <= true) & (np.array(true) <= high)
    error = float((np.array(values) - true).mean())
    return [
        Held(
            figure="题与其余的相关",
            cohort=f"{bank} 题里各抽 {items} 题，平均每题 {people * items // bank} 份，平均偏 {error:+.3f}",
            people=people,
            shown=len(low),
            runs=cohorts * bank,
            held=float(inside.mean()),
            width=float(np.median(np.array(high) - low)),
        )
    ]
