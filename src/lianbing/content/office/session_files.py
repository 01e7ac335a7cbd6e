"""The model of ``grading/sessions.yml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model
from lianbing.domain.assessment.certainty import CertaintyRule
from lianbing.domain.sessions.plans import ActivityKind
from lianbing.domain.sessions.rules import ActivityTime, GoalRule, SessionRules, VoteRule

Words = Annotated[str, Field(min_length=1)]
Few = Annotated[int, Field(ge=1, le=20)]
PerCent = Annotated[Decimal, Field(ge=0, le=100)]


class GoalsModel(Model):
    """How many clauses a session is for."""

    least: Few
    most: Few
    at_once: Few
    questions: Few
    rest_months: Annotated[int, Field(ge=0, le=24)]

    @model_validator(mode="after")
    def _in_order(self) -> GoalsModel:
        if self.least > self.most:
            raise ValueError("least 不能大于 most")
        return self


class WeakSinceModel(Model):
    """When a clause is weak."""

    least_answers: Annotated[int, Field(ge=1)]
    margin: PerCent
    sure: Annotated[Decimal, Field(gt=50, lt=100)]


class VotesModel(Model):
    """Which questions are voted on."""

    each: Few
    low: PerCent
    high: PerCent

    @model_validator(mode="after")
    def _in_order(self) -> VotesModel:
        if self.low > self.high:
            raise ValueError("low 不能大于 high")
        return self


class ActivityModel(Model):
    """The time of an activity."""

    kind: ActivityKind
    minutes: Annotated[int, Field(ge=1, le=240)]
    share: Annotated[int, Field(ge=0, le=100)] = 0


class SessionsFile(Model):
    """月度培训."""

    minutes: Annotated[int, Field(ge=15, le=480)]
    every_month: Words
    roles: list[Words] = []
    goals: GoalsModel
    weak: WeakSinceModel
    votes: VotesModel
    quiz: Few
    activities: Annotated[list[ActivityModel], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> SessionsFile:
        kinds = [each.kind for each in self.activities]
        missing, twice = set(ActivityKind) - set(kinds), {kind for kind in kinds if kinds.count(kind) > 1}
        if missing or twice:
            what = "、".join(sorted(missing or twice))
            raise ValueError(f"activities 里每一样写一行：{what} {'没有写' if missing else '写了两次'}")
        return self

    def build(self) -> SessionRules:
        """The rules."""
        return SessionRules(
            minutes=self.minutes,
            every_month=self.every_month,
            roles=tuple(self.roles),
            goals=GoalRule(**dict(self.goals)),
            weak=CertaintyRule(**dict(self.weak)),
            votes=VoteRule(**dict(self.votes)),
            quiz=self.quiz,
            activities={each.kind: ActivityTime(minutes=each.minutes, share=each.share) for each in self.activities},
        )
