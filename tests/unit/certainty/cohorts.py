"""Assessments of people with known true rates: papers like those of the shipped blueprint, drawn by seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from lianbing.app.certainty.adding import with_certainty
from lianbing.domain.assessment.assessment import Assessment, Candidate
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.makeups import Sitting
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.drills.papers import Employee
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period
from lianbing.domain.knowledge.syllabus import Domain, Syllabus, Topic
from tests.reports.objects import SCHEME

DRILL = "2026H2-a"
TOPICS = 12
SYLLABUS = Syllabus(
    domains=(
        Domain(
            id="d", title="领域", topics=tuple(Topic(id=f"t{n}", title=f"知识点{n}", domain="d") for n in range(TOPICS))
        ),
    ),
    parts=(),
)
SECTIONS = (
    (Skill.KNOWLEDGE, 8, 3),
    (Skill.KNOWLEDGE, 2, 5),
    (Skill.KNOWLEDGE, 3, 2),
    (Skill.SYSTEMS, 5, 4),
    (Skill.TOOLS, 5, 4),
    (Skill.ANALYSIS, 5, 4),
)
"""Skill, number of items and points of each."""
SKILLS = tuple(Skill)[:4]
Chances = Callable[[Generator, int], NDArray[np.float64]]


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """``true`` are the people's true rates by part, ``clauses`` the true rates of clauses."""

    assessment: Assessment
    true: NDArray[np.float64]
    clauses: dict[str, float]


def cohort(
    seed: int, *, people: int = 300, bank: int = 60, spread: float = 0.8, same: bool = False, equal: bool = False
) -> Cohort:
    """People by a model of ability and difficulty on the scale of logits, each with items drawn from the bank.

    ``spread`` is the standard deviation of ability; ``same`` gives the same items to all; ``equal`` makes all items
    equally easy for everybody.
    """
    generator = np.random.default_rng(seed)
    general = generator.normal(1.2, spread, people)
    ability = general[:, None] * 0.8 + 0.24 + generator.normal(0, 0.35 if spread else 0, (people, len(SKILLS)))
    true = np.zeros((people, len(SKILLS)))
    marks: list[list[MarkedItem]] = [[] for _ in range(people)]
    clauses: dict[str, float] = {}
    full = {skill: sum(count * worth for own, count, worth in SECTIONS if own is skill) for skill in SKILLS}
    for section, (skill, count, worth) in enumerate(SECTIONS):
        part = SKILLS.index(skill)
        difficulty = generator.normal(0, 0 if equal else 1, bank)
        chance = 1 / (1 + np.exp(difficulty - ability[:, part, None]))
        true[:, part] += chance.mean(axis=1) * count * worth / full[skill]
        right = generator.random((people, bank)) < chance
        everybody = generator.choice(bank, count, replace=False)
        for item in range(bank):
            clauses[f"C{section}{item:02}"] = float(chance[:, item].mean())
        for person in range(people):
            for item in everybody if same else generator.choice(bank, count, replace=False):
                marks[person].append(_mark(person, section, int(item), worth, bool(right[person, item])))
    return Cohort(assessment=assessed(marks), true=true, clauses=clauses)


def _mark(person: int, section: int, item: int, worth: int, right: bool) -> MarkedItem:
    skill = SECTIONS[section][0]
    return MarkedItem(
        drill=DRILL,
        paper=f"{DRILL}-{person:04}",
        item=f"q{section}-{item:02}",
        number=item,
        skill=skill,
        worth=Decimal(worth),
        earned=Decimal(worth * right),
        entry=1,
        clauses=(f"C{section}{item:02}",),
        topic=f"t{(section * 2 + item % 2) % TOPICS}",
    )


def marked(person: int, topic: str, clause: str, right: bool) -> MarkedItem:
    """An item of one point that rests on one clause of a topic."""
    return MarkedItem(
        drill=DRILL,
        paper=f"{DRILL}-{person:04}",
        item=f"q-{clause}",
        number=1,
        skill=Skill.KNOWLEDGE,
        worth=Decimal(1),
        earned=Decimal(right),
        entry=1,
        clauses=(clause,),
        topic=topic,
    )


def assessed(marks: list[list[MarkedItem]], units: int = 5) -> Assessment:
    """The assessment of people with these marks, each of one paper, with its certainty."""
    candidates = [
        Candidate(
            employee=Employee(id=f"S{person:04}", name=f"样例{person}", team=f"{person % units}组"),
            marks=tuple(own),
            sittings=(Sitting(drill=DRILL, handed_in=True),),
        )
        for person, own in enumerate(marks)
    ]
    assessment = Assessment(
        period=Period.parse("2026H2"),
        made_at="2026-12-28T17:05:00+08:00",
        scheme=SCHEME,
        drills={DRILL: "技能练兵"},
        results=assess(SCHEME, candidates),
        basis={},
        ledger_sequence=1,
        ledger_digest="0" * 64,
    )
    return with_certainty(assessment, (), SYLLABUS)


def marks_of(assessment: Assessment) -> list[list[MarkedItem]]:
    """By person, the marks."""
    return [[*result.marks] for result in assessment.results]


def without_topics(assessment: Assessment) -> Assessment:
    """The same as it was kept before topics were, with its certainty worked out anew."""
    results = tuple(
        replace(result, marks=tuple(replace(mark, topic="") for mark in result.marks)) for result in assessment.results
    )
    return with_certainty(replace(assessment, results=results), (), SYLLABUS)
