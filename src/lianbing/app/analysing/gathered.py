"""What answers are asked for, and what was gathered."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.domain.kernel.days import number_of
from lianbing.domain.sessions.answers import AskedQuestion, GatheredAnswer
from lianbing.drills.tokens import pseudonym
from lianbing.errors import Fault, WrongUsage

PURPOSE = "题库分析"
"""What the pseudonyms of an analysis are for: they match no other export, and stay the same from month to month."""


@dataclass(frozen=True, kw_only=True)
class SourceChoice:
    """Which answers: of these drills (none: of all), from one ISO date to another, both included (empty: no end).

    ``records`` is a folder with files that learners handed over.
    """

    drills: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    records: Path | None = None
    with_sessions: bool = True
    pseudonyms: bool = False

    def check(self) -> None:
        """Raises WrongUsage where a date is none, the dates are the wrong way round, or there is no such folder."""
        for day in filter(None, (self.since, self.until)):
            number_of(day)
        if self.since and self.until and self.until < self.since:
            raise WrongUsage(f"--until {self.until} 比 --since {self.since} 还早：改正其中一个")
        if self.records is not None and not self.records.is_dir():
            raise WrongUsage(f"没有文件夹 {self.records}：--records 写收来的学习记录放在哪个文件夹里")

    def takes(self, day: str) -> bool:
        """Whether an answer of an ISO date is meant."""
        return self.since <= day and (not self.until or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class SittingHeld:
    """A sitting that gave answers: what it is called, its period's code, and how many people answered in it.

    Only a drill's ``id`` is one that people write.
    """

    id: str
    title: str
    period: str
    people: int
    is_drill: bool = False

    @property
    def label(self) -> str:
        """What people call it."""
        return f"{self.title}（{self.id}）" if self.is_drill and self.id != self.title else self.title


@dataclass(frozen=True, kw_only=True)
class Learner:
    """Somebody who handed over a record.

    ``person`` is empty where nobody knows whose it is, and ``label`` is how the learner is called then, too. ``items``
    are the questions done as they are asked today, with whether the last answer was right. ``days`` are ISO dates on
    which something was answered, ``exported`` is that of the newest file.
    """

    person: str
    label: str
    unit: str
    items: Mapping[str, bool]
    days: tuple[str, ...]
    exported: str
    exams: int
    scenarios: int


@dataclass(frozen=True, kw_only=True)
class GatheredAnswers:
    """Answers in the order of their sittings; ``faults`` could not be used, ``notes`` say what was left out and why.

    ``questions`` are all that were answered, by id, as they were asked last. ``reworded`` are pairs of a sitting and a
    question that was asked otherwise there than last: in other words, or with another key.
    """

    answers: tuple[GatheredAnswer, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    questions: Mapping[str, AskedQuestion] = field(default_factory=dict)
    sittings: tuple[SittingHeld, ...] = ()
    reworded: frozenset[tuple[str, str]] = frozenset()
    learners: tuple[Learner, ...] = ()


class Naming:
    """How people and units appear: by number and name of unit, or by pseudonyms for this purpose alone."""

    def __init__(self, workspace: Workspace, *, pseudonyms: bool) -> None:
        self._workspace, self.is_hiding = workspace, pseudonyms
        self.person = cache(self._person)
        self.unit = cache(self._unit)

    @cached_property
    def _secret(self) -> bytes:
        return self._workspace.secret

    def _person(self, number: str) -> str:
        return self._name("人", number)

    def _unit(self, unit: str) -> str:
        return self._name("单位", unit)

    def _name(self, kind: str, name: str) -> str:
        hidden = self.is_hiding and name
        return sys.intern(pseudonym(self._secret, PURPOSE, kind, name) if hidden else name)
