"""How sessions are planned: a company's own figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.assessment.certainty import CertaintyRule
from lianbing.domain.sessions.plans import ActivityKind


@dataclass(frozen=True, kw_only=True)
class GoalRule:
    """How many clauses a session is for: ``least`` to ``most``, ``at_once`` between two votes.

    A clause needs so many ``questions`` that the book shows and the program marks. Once taught it rests for
    ``rest_months``, unless it is weak in answers given since.
    """

    least: int
    most: int
    at_once: int
    questions: int
    rest_months: int


@dataclass(frozen=True, kw_only=True)
class VoteRule:
    """How many questions each vote has; the best are those that ``low`` to ``high`` per cent get right."""

    each: int
    low: Decimal
    high: Decimal


@dataclass(frozen=True, kw_only=True)
class ActivityTime:
    """The least minutes of an activity, and its share of what is left."""

    minutes: int
    share: int = 0


@dataclass(frozen=True, kw_only=True)
class SessionRules:
    """``every_month`` is the clause that says how often sessions are held, ``roles`` are those of the audience.

    ``quiz`` is how many questions a warm-up or exit quiz has.
    """

    minutes: int
    every_month: str
    roles: tuple[str, ...]
    goals: GoalRule
    weak: CertaintyRule
    votes: VoteRule
    quiz: int
    activities: Mapping[ActivityKind, ActivityTime]
