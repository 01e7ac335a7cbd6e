"""培训记录: what it holds, however it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.domain.drills.papers import Basis
from lianbing.domain.items.scenarios import Node
from lianbing.domain.sessions.held import HeldSession
from lianbing.domain.sessions.hours import SessionTime
from lianbing.domain.sessions.plans import SessionPlan
from lianbing.domain.sessions.record_rules import TrainingRules
from lianbing.domain.sessions.records import HeldActivity, RollCall, SessionDoubt
from lianbing.domain.sessions.taught import TaughtThen
from lianbing.domain.sessions.votes import VotedQuestion
from lianbing.reports.sessions.gains import QuizGain
from lianbing.wire.sessions.prepared import PreparedSession


@dataclass(frozen=True, kw_only=True)
class SessionRecord:
    """Everything that the record of a session is written from.

    ``titles`` are those of the clauses that the rules name. ``taught`` is what became of the session in later drills.
    ``doubts`` are what is odd about it; ``files`` are the documents of the session by name.
    """

    prepared: PreparedSession
    held: HeldSession
    time: SessionTime
    roll: RollCall
    activities: tuple[HeldActivity, ...]
    votes: tuple[VotedQuestion, ...]
    gain: QuizGain
    rules: TrainingRules | None
    titles: Mapping[str, str]
    doubts: tuple[SessionDoubt, ...]
    files: tuple[str, ...]
    taught: TaughtThen | None = None

    @property
    def plan(self) -> SessionPlan:
        """The plan."""
        return self.prepared.plan

    @property
    def basis(self) -> Mapping[str, Basis]:
        """The clauses and facts as they stood when the session was prepared."""
        return self.prepared.basis

    @property
    def day(self) -> str:
        """The day on which it was held, else the one that was planned; may be empty."""
        return (self.time.began or self.held.began)[:10] or self.plan.date

    @property
    def made_at(self) -> str:
        """The time that stands for every time in the files: when anything last happened."""
        return self.held.last or self.prepared.at

    def clause(self, name: str) -> str:
        """A clause with its title."""
        title = self.basis[name].title if name in self.basis else self.titles.get(name, "")
        return f"{name} {title}".strip()

    def node(self, scenario: str, name: str) -> Node | None:
        """A moment of a scenario; ``None`` where it is not prepared."""
        played = self.prepared.scenarios_by_id.get(scenario)
        return played.nodes.get(name) if played else None

    def who(self, seat: str) -> str:
        """Whose seat it is, as people read it."""
        for one in self.held.present:
            if seat in one.seats:
                return f"{one.number} {one.name}".strip()
        return f"座位 {seat}"
