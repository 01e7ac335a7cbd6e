"""Small cohorts with seeds of their own, for tests of the similarity of answers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lianbing.similarity.responses import RIGHT, Responses

Chosen = dict[str, dict[str, str]]


def honest(seed: int, people: int = 60, items: int = 30) -> Chosen:
    """Rasch with three wrong options that are chosen by 5 : 3 : 2."""
    generator = np.random.default_rng(seed)
    abilities, difficulties = generator.normal(size=people), generator.normal(size=items)
    right = generator.random((people, items)) < 1 / (1 + np.exp(difficulties - abilities[:, None]))
    wrong = generator.choice(["甲", "乙", "丙"], size=(people, items), p=[0.5, 0.3, 0.2])
    answers = np.where(right, RIGHT, wrong)
    return {f"p{row:02}": {f"q{place:02}": str(one) for place, one in enumerate(answers[row])} for row in range(people)}


def copied(chosen: Chosen, source: str, copier: str, items: int) -> Chosen:
    """The same, but the copier has the source's answers to the first ``items`` items."""
    taken = dict(sorted(chosen[source].items())[:items])
    return {**chosen, copier: {**chosen[copier], **taken}}


def mapped(chosen: Mapping[str, Mapping[str, str]], names: Mapping[str, str]) -> Responses:
    """The same answers with other names for the options, in the opposite order of people and items."""
    return Responses(
        {
            who: {item: names.get(option, option) for item, option in reversed([*answers.items()])}
            for who, answers in reversed([*chosen.items()])
        }
    )
