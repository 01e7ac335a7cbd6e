"""A session of the shipped content, as packing prepares it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lianbing.book.elements import scenario_data
from lianbing.domain.drills.papers import PaperItem, PaperSection
from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.question import Item, realise
from lianbing.domain.sessions.plans import Activity, ActivityKind, ParallelForms, SessionGoal, SessionPlan
from lianbing.domain.workbook import Workbook
from lianbing.wire.exercises.scenarios import SCENARIO
from lianbing.wire.sessions.prepared import PreparedSession

GOALS = (
    SessionGoal(clause="VIS-06", why="上半年 42 人答过，19 人答错，答对 55%（40%～69%）。"),
    SessionGoal(clause="VIS-04", why="今年还没有讲过；12 人答过，太少，还不能下结论。"),
)
ACTIVITIES = (
    Activity(kind=ActivityKind.SIGN_IN, minutes=5),
    Activity(kind=ActivityKind.WARM_UP, minutes=8),
    Activity(
        kind=ActivityKind.TEACH,
        minutes=20,
        title="定路线与走访户数",
        clauses=("VIS-06", "VIS-04", "VIS-01"),
        notes="先讲老周那家店。",
    ),
    Activity(kind=ActivityKind.VOTE, minutes=15, items=("vis-0006", "vis-0009")),
    Activity(kind=ActivityKind.SCENARIO, minutes=12, scenario="complaint-supply"),
    Activity(kind=ActivityKind.GROUPS, minutes=15, items=("dth-0501",)),
    Activity(kind=ActivityKind.EXIT, minutes=8),
    Activity(kind=ActivityKind.CLOSE, minutes=7),
)
PLAN = SessionPlan(
    id="2026-12",
    title="十二月培训：走访户数与定路线",
    date="2026-12-15",
    begins="14:00",
    place="城区一部会议室",
    trainer="样例培训师",
    goals=GOALS,
    activities=ACTIVITIES,
    forms=ParallelForms(a=("vis-0001", "vis-0007"), b=("vis-0003", "vis-0010")),
)


def prepared_of(workbook: Workbook, plan: SessionPlan = PLAN) -> PreparedSession:
    """The plan with everything that it names."""
    items = [item_of(workbook, name) for name in plan.questions]
    names = {*plan.clauses, *(name for item in items for name in item.rests_on)}
    scenarios = {activity.scenario for activity in plan.activities if activity.scenario}
    return PreparedSession(
        at="2026-12-01T09:00:00Z",
        plan=plan,
        sections=_sections(items),
        basis={name: workbook.basis(name) for name in names},
        scenarios=tuple(SCENARIO.decode(scenario_data(workbook, name)) for name in sorted(scenarios)),
    )


def item_of(workbook: Workbook, name: str) -> Item:
    """A question with its numbers in place."""
    return realise(workbook.questions[name], workbook.sources, practice_seed(name))


def _sections(items: Sequence[Item]) -> tuple[PaperSection, ...]:
    skills = sorted({item.skill for item in items})
    return tuple(
        PaperSection(
            skill.label,
            skill,
            tuple(PaperItem(number, Decimal(1), item) for number, item in enumerate(items, 1) if item.skill is skill),
        )
        for skill in skills
    )
