"""How the bank's questions went before, in drills and in the quizzes of sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.app.analysing.gathering import SourceChoice, gather
from lianbing.app.analysing.item_figures import figures_of
from lianbing.app.workspace import Workspace
from lianbing.domain.sessions.forms import Expectation
from lianbing.psychometrics.items.figures import ItemFigures

_FEWEST = 10
"""Fewer people than that say nothing of an item where the workbook has no rules for sessions."""
_RATES: Mapping[int, float] = {1: 0.85, 2: 0.7, 3: 0.55}
"""By difficulty, where no blueprint says it."""


@dataclass(frozen=True, kw_only=True)
class EarlierAnswers:
    """The figures of every item that was answered before, and how many files could not be read for them."""

    figures: Mapping[str, ItemFigures]
    unread: int


def earlier_answers(workspace: Workspace) -> EarlierAnswers:
    """The answers of all drills and sessions; raises StoreFault and ContentFaults."""
    gathered = gather(workspace, SourceChoice())
    return EarlierAnswers(figures=figures_of(gathered), unread=len(gathered.faults))


def expectation_of(workspace: Workspace, figures: Mapping[str, ItemFigures]) -> Expectation:
    """What questions are expected to give: as answered if often enough, else by the first blueprint that says it."""
    rules = workspace.workbook.sessions
    fewest = rules.weak.least_answers if rules else _FEWEST
    blueprints = (blueprint.difficulty for blueprint in workspace.workbook.blueprints.values())
    rates = next((each.rates for each in blueprints if each), _RATES)
    known = {name: (each.people, each.facility.value) for name, each in figures.items()}
    return Expectation(
        rates={level: float(rate) for level, rate in rates.items()},
        facilities={name: value for name, (people, value) in known.items() if value is not None and people >= fewest},
    )
