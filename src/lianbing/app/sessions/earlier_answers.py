"""How the bank's questions went before: which share of their points they gave, and what was chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lianbing.app.analysing.gathering import SourceChoice, gather
from lianbing.app.workspace import Workspace
from lianbing.domain.sessions.answers import GatheredAnswer
from lianbing.domain.sessions.forms import Expectation
from lianbing.sessions.documents.history import ItemHistory

_FEWEST = 10
"""Fewer answers than that say nothing of an item where the workbook has no rules for sessions."""
_RATES: Mapping[int, float] = {1: 0.85, 2: 0.7, 3: 0.55}
"""By difficulty, where no blueprint says it."""


@dataclass(frozen=True, kw_only=True)
class EarlierAnswers:
    """The history of every item that was answered before, and how many files could not be read for it."""

    histories: Mapping[str, ItemHistory]
    unread: int


def earlier_answers(workspace: Workspace) -> EarlierAnswers:
    """The answers of all drills and sessions; raises StoreFault and ContentFaults."""
    gathered = gather(workspace, SourceChoice())
    by_item: dict[str, list[GatheredAnswer]] = {}
    for answer in gathered.answers:
        by_item.setdefault(answer.item, []).append(answer)
    return EarlierAnswers(
        histories={item: _history(answers) for item, answers in by_item.items()}, unread=len(gathered.faults)
    )


def expectation_of(workspace: Workspace, histories: Mapping[str, ItemHistory]) -> Expectation:
    """What questions are expected to give: as answered if often enough, else by the first blueprint that says it."""
    rules = workspace.workbook.sessions
    fewest = rules.weak.least_answers if rules else _FEWEST
    blueprints = (blueprint.difficulty for blueprint in workspace.workbook.blueprints.values())
    rates = next((each.rates for each in blueprints if each), _RATES)
    return Expectation(
        rates={level: float(rate) for level, rate in rates.items()},
        facilities={item: one.facility for item, one in histories.items() if one.answers >= fewest},
    )


def _history(answers: Iterable[GatheredAnswer]) -> ItemHistory:
    counted = [answer for answer in answers if answer.worth]
    letters = Counter(letter for answer in counted for letter in answer.answer if "A" <= letter <= "H")
    shares = [float(answer.earned / answer.worth) for answer in counted]
    return ItemHistory(answers=len(counted), facility=sum(shares) / max(1, len(shares)), options=letters)
