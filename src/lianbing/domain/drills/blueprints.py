"""组卷细目表: blueprints of papers, and the check that a bank has enough questions for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import ItemStatus, ItemType, Question, Skill


@dataclass(frozen=True)
class BlueprintSection:
    """A group of questions of one skill and type; ``topics`` empty means any."""

    title: str
    skill: Skill
    type: ItemType
    count: int
    worth: Decimal
    reserved: int = 0
    topics: tuple[str, ...] = ()

    def takes(self, question: Question) -> bool:
        """Whether ``question`` may be used in this section."""
        return (
            question.classification.status is ItemStatus.REVIEWED
            and question.type is self.type
            and question.classification.skill is self.skill
            and (not self.topics or question.classification.topic in self.topics)
        )


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """组卷细目表: the blueprint by which the papers of drills are drawn.

    ``kind`` is the kind of drill that schemes refer to, ``minutes`` the default duration of a drill.
    ``topic_weights`` (鉴定比重) and ``importance`` (X, Y, Z) are target shares; empty means any.
    """

    id: str
    title: str
    kind: str
    minutes: int
    sections: tuple[BlueprintSection, ...]
    topic_weights: Mapping[str, int] = field(default_factory=dict)
    importance: Mapping[str, int] = field(default_factory=dict)
    short_answers: ShortAnswers = field(default_factory=ShortAnswers)

    @property
    def count(self) -> int:
        """The number of items on a paper."""
        return sum(section.count for section in self.sections)

    @property
    def worth(self) -> Decimal:
        """The maximum score of a paper."""
        return sum((section.count * section.worth for section in self.sections), Decimal(0))


def shortages(blueprint: Blueprint, bank: Sequence[Question]) -> tuple[str, ...]:
    """Reports sections for which the bank lacks questions; sections share the questions that fit several."""
    missing = []
    for place, section in enumerate(blueprint.sections):
        fitting = [question for question in bank if section.takes(question)]
        unseen = [question for question in fitting if question.unseen]
        before = blueprint.sections[:place]
        used = sum(min(other.count, sum(map(other.takes, fitting))) for other in before)
        kept = sum(min(other.reserved, sum(map(other.takes, unseen))) for other in before)
        if len(fitting) < section.count + used:
            missing.append(f"“{section.title}”要 {section.count} 题，题库里合适的只有 {len(fitting) - used} 题")
        elif len(unseen) < section.reserved + kept:
            stock = len(unseen) - kept
            missing.append(f"“{section.title}”要 {section.reserved} 道只用于练兵的题，题库里只有 {stock} 道")
    return tuple(missing)
