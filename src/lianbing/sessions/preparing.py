"""Makes what a session takes into the room, from its plan and the workbook: questions with keys, clauses, scenarios.

Everybody in the room gets the same numbers and options; they are drawn by the session's id and differ from the book's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from lianbing.domain.drills.instances import Instances
from lianbing.domain.drills.papers import Basis, PaperItem, PaperSection
from lianbing.domain.items.question import Skill
from lianbing.domain.items.scenarios import realise_scenario
from lianbing.domain.sessions.forms import (
    LENGTH,
    ChosenForms,
    Expectation,
    balance_of,
    choose_forms,
    form_shortages,
    quiz_pool,
    quiz_question,
)
from lianbing.domain.sessions.plans import SessionPlan
from lianbing.domain.workbook import Workbook
from lianbing.wire.exercises.scenarios import PlayedScenario, played_scenario
from lianbing.wire.references import Reference
from lianbing.wire.sessions.prepared import PreparedSession


def shown_otherwise(plan: SessionPlan) -> frozenset[str]:
    """The questions of votes and cases, which no quiz may ask."""
    return frozenset(item for activity in plan.activities for item in activity.items)


def choose(plan: SessionPlan, workbook: Workbook, expectation: Expectation, length: int = LENGTH) -> ChosenForms:
    """The plan's forms with their balance, or those that are most alike where it has none.

    A form should have ``length`` questions; whatever there is no more of in the bank is left out of the balance.
    """
    pool = quiz_pool(workbook.drawable, plan.clauses, expectation, shown_otherwise(plan))
    if not plan.forms.a:
        chosen = choose_forms(pool, plan.clauses, length)
        return replace(chosen, forms=replace(chosen.forms, swapped=plan.forms.swapped))
    known = workbook.questions
    a, b = (
        [quiz_question(known[item], plan.clauses, expectation) for item in form if item in known]
        for form in (plan.forms.a, plan.forms.b)
    )
    shortages = form_shortages(plan.forms, pool, plan.clauses, length)
    return ChosenForms(forms=plan.forms, balance=balance_of(a, b, plan.clauses), shortages=tuple(shortages))


def prepare(plan: SessionPlan, workbook: Workbook, at: str) -> PreparedSession:
    """The session, whose plan has its forms and no faults; raises ExpressionFault for a question without a value."""
    sections = tuple(_sections(plan, workbook))
    scenarios = tuple(_scenarios(plan, workbook))
    named = [*plan.clauses]
    named += [name for section in sections for asked in section.items for name in asked.item.rests_on]
    named += [name for scenario in scenarios for name in scenario.clauses]
    return PreparedSession(at=at, plan=plan, sections=sections, basis=_basis(named, workbook), scenarios=scenarios)


def _sections(plan: SessionPlan, workbook: Workbook) -> Iterator[PaperSection]:
    """The questions by skill, numbered as the session asks them."""
    instances, seed = Instances(workbook.sources), f"session/{plan.id}"
    items = [instances.personal(workbook.questions[name], seed) for name in plan.questions]
    asked = [PaperItem(number, Decimal(1), item) for number, item in enumerate(items, 1)]
    for skill in Skill:
        own = tuple(one for one in asked if one.item.skill is skill)
        if own:
            yield PaperSection(skill.label, skill, own)


def _scenarios(plan: SessionPlan, workbook: Workbook) -> Iterator[PlayedScenario]:
    for name in dict.fromkeys(activity.scenario for activity in plan.activities if activity.scenario):
        written = workbook.scenarios[name]
        role = workbook.roles[written.role].title
        visit = realise_scenario(written, workbook.sources)
        yield played_scenario(
            visit, written.clauses, role, lambda clause: Reference(workbook.basis(clause)), f"session/{plan.id}"
        )


def _basis(names: Iterable[str], workbook: Workbook) -> dict[str, Basis]:
    return {name: workbook.basis(name) for name in dict.fromkeys(names)}
