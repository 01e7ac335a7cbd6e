"""A session as it is planned."""

from __future__ import annotations

from lianbing.domain.sessions.plans import Activity, ParallelForms, SessionGoal, SessionPlan
from lianbing.wire.shapes.kinds import Whole
from lianbing.wire.shapes.shape import Says, Shape, optional

_GOAL = Shape(SessionGoal, {"clause": "the clause or fact", "why": optional("why, with its figures")})
_ACTIVITY = Shape(
    Activity,
    {
        "kind": "what is done",
        "minutes": Says(text="how long it takes", kind=Whole(least=0)),
        "title": optional("what it is called"),
        "clauses": optional("what is taught"),
        "items": optional("the questions to vote on, or the cases for groups"),
        "scenario": optional("the scenario that is played"),
        "notes": optional("what the trainer wants to remember"),
    },
)
_FORMS = Shape(
    ParallelForms,
    {
        "a": "the questions of form A, by id",
        "b": "those of form B",
        "swapped": "whether half the people get B first",
    },
)
PLAN = Shape(
    SessionPlan,
    {
        "id": "the session: its month, with a number from the second in it on",
        "title": "its title",
        "date": optional("its day, an ISO date; may be open"),
        "begins": optional("the time of day at which it begins, HH:MM; may be open"),
        "place": optional("where it is"),
        "trainer": optional("who holds it"),
        "goals": "what it is for, the weakest first",
        "activities": "what is done, in order",
        "forms": "the two quizzes",
    },
    uses=[_GOAL, _ACTIVITY, _FORMS],
)
