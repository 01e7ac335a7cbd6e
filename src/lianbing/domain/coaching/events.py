"""What is recorded of coaching: the type that a manager chose, the plan, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lianbing.domain.coaching.weak_clauses import ClauseScore


@dataclass(frozen=True, kw_only=True)
class CoachingChoice:
    """A manager chose a type for a person, for what the manager observed. No program ever does."""

    kind: ClassVar[str] = "coaching-chosen"
    label: ClassVar[str] = "辅导：经理选类型"
    type: str
    title: str
    observed: str

    def described(self) -> str:
        """The type; what was observed stands in the record of the person alone."""
        return self.title


@dataclass(frozen=True, kw_only=True)
class StudyClause:
    """A clause to study: its title, what it gave so far, and where it is taught, from the root of the book."""

    score: ClauseScore
    title: str
    chapter: str
    address: str
    is_weak: bool


@dataclass(frozen=True, kw_only=True)
class CoachingPlan:
    """The measures (clause ids) that the manager takes, the clauses that the person studies, the day to look again.

    ``assessed_at`` is the time of the assessment that the clauses are from.
    """

    kind: ClassVar[str] = "coaching-planned"
    label: ClassVar[str] = "辅导：计划"
    measures: tuple[str, ...]
    study: tuple[StudyClause, ...]
    follow_up: str
    assessed_at: str

    def described(self) -> str:
        """How much there is to do, and until when."""
        return f"办法 {'、'.join(self.measures)}，要学 {len(self.study)} 条，{self.follow_up} 回看"


@dataclass(frozen=True, kw_only=True)
class CoachingOutcome:
    """What came of a plan, in the manager's words, with what the same clauses gave since."""

    kind: ClassVar[str] = "coaching-followed"
    label: ClassVar[str] = "辅导：回看"
    outcome: str
    scores: tuple[ClauseScore, ...]

    def described(self) -> str:
        """How many of the clauses were met again."""
        return f"同样的条款后来考到 {len(self.scores)} 条"
