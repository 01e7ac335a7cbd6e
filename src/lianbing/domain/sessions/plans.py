"""A session as a trainer plans it: what it is for, what happens when, and the two parallel quizzes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActivityKind(StrEnum):
    """What is done in a stretch of a session."""

    SIGN_IN = "sign-in"
    WARM_UP = "warm-up"
    TEACH = "teach"
    VOTE = "vote"
    SCENARIO = "scenario"
    GROUPS = "groups"
    EXIT = "exit"
    CLOSE = "close"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _ACTIVITIES[self]


_ACTIVITIES = {
    ActivityKind.SIGN_IN: "签到",
    ActivityKind.WARM_UP: "热身测验",
    ActivityKind.TEACH: "讲解",
    ActivityKind.VOTE: "投票讨论",
    ActivityKind.SCENARIO: "情景演练",
    ActivityKind.GROUPS: "分组案例",
    ActivityKind.EXIT: "课后测验",
    ActivityKind.CLOSE: "小结",
}


@dataclass(frozen=True, kw_only=True)
class Activity:
    """A stretch of a session and how many minutes it takes.

    ``items`` are the questions to vote on, or the cases for groups; ``scenario`` is empty but for a scenario.
    """

    kind: ActivityKind
    minutes: int
    title: str = ""
    clauses: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    scenario: str = ""
    notes: str = ""

    @property
    def name(self) -> str:
        """What it is called: its title, or its kind."""
        return self.title or self.kind.label

    @property
    def is_voted_on(self) -> bool:
        """Whether its questions are voted on, rather than given to groups."""
        return self.kind is not ActivityKind.GROUPS


@dataclass(frozen=True, kw_only=True)
class SessionGoal:
    """A clause (or fact) that the session is to teach, and why, in a sentence with its figures."""

    clause: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class ParallelForms:
    """The two quizzes, as ids of questions: equally many, alike in clauses and difficulty.

    Where they are ``swapped``, half the people get ``b`` first, so that the gain does not depend on which is harder.
    """

    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    swapped: bool = True

    def questions(self, form: str) -> tuple[str, ...]:
        """The questions of form ``A`` or ``B``."""
        return self.b if form == "B" else self.a


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """A session: ``id`` is its month, with -2, -3 … for further ones in it; ``date`` is an ISO date, empty if open."""

    id: str
    title: str
    date: str = ""
    begins: str = ""
    place: str = ""
    trainer: str = ""
    goals: tuple[SessionGoal, ...] = ()
    activities: tuple[Activity, ...] = ()
    forms: ParallelForms = ParallelForms()

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that are taught: the goals, and what activities name besides, without repetition."""
        named = [goal.clause for goal in self.goals]
        for activity in self.activities:
            named.extend(activity.clauses)
        return tuple(dict.fromkeys(named))

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(activity.minutes for activity in self.activities)

    @property
    def questions(self) -> tuple[str, ...]:
        """All questions that it asks, without repetition: both quizzes, votes, cases."""
        named = [*self.forms.a, *self.forms.b]
        for activity in self.activities:
            named.extend(activity.items)
        return tuple(dict.fromkeys(named))
