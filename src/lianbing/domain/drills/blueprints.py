"""组卷细目表: what papers are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import ItemStatus, ItemType, Question, Skill


@dataclass(frozen=True, kw_only=True)
class Difficulty:
    """难易: how many points a paper may be expected to give, and how far papers may differ in that.

    ``rates`` is the share of its points that a question of each difficulty is expected to give; the expected total of
    a paper is the sum of worth times rate. It lies between the shares ``lowest`` and ``highest`` of the maximum score,
    and no two papers differ by more than ``spread`` points.
    """

    rates: Mapping[int, Decimal]
    lowest: Decimal
    highest: Decimal
    spread: Decimal


@dataclass(frozen=True, kw_only=True)
class Apart:
    """Whose items a paper avoids while the stock allows: so many neighbours on either side, so many earlier drills."""

    neighbours: int = 2
    drills: int = 2


@dataclass(frozen=True, kw_only=True)
class BlueprintSection:
    """A group of questions of one skill and type; ``topics`` empty means any.

    ``items`` are on every paper; ``clauses`` says how many questions at least rest on a clause.
    """

    title: str
    skill: Skill
    type: ItemType
    count: int
    worth: Decimal
    reserved: int = 0
    topics: tuple[str, ...] = ()
    clauses: Mapping[str, int] = field(default_factory=dict)
    items: tuple[str, ...] = ()

    def takes(self, question: Question) -> bool:
        """Whether ``question`` may be drawn for this section."""
        return self.suits(question) and (not self.topics or question.classification.topic in self.topics)

    def suits(self, question: Question) -> bool:
        """Whether ``question`` may be named in ``items``: of any topic, but reviewed and of this skill and type."""
        return (
            question.classification.status is ItemStatus.REVIEWED
            and question.type is self.type
            and question.classification.skill is self.skill
        )


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """组卷细目表: the blueprint by which the papers of drills are drawn.

    ``kind`` is the kind of drill that schemes refer to, ``minutes`` the default duration of a drill.
    ``topic_weights`` (鉴定比重) and ``importance`` (X, Y, Z) are target shares; empty means any. ``forms`` is how many
    different papers there are: one for all, several dealt so that neighbours differ, or ``None`` for one each.
    """

    id: str
    title: str
    kind: str
    minutes: int
    sections: tuple[BlueprintSection, ...]
    topic_weights: Mapping[str, int] = field(default_factory=dict)
    importance: Mapping[str, int] = field(default_factory=dict)
    short_answers: ShortAnswers = field(default_factory=ShortAnswers)
    difficulty: Difficulty | None = None
    forms: int | None = None
    apart: Apart = Apart()

    @property
    def count(self) -> int:
        """The number of items on a paper."""
        return sum(section.count for section in self.sections)

    @property
    def worth(self) -> Decimal:
        """The maximum score of a paper."""
        return sum((section.count * section.worth for section in self.sections), Decimal(0))
