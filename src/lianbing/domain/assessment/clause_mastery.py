"""条款掌握: what marked items say about clauses and topics, and about which they say too little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Mastery(StrEnum):
    """What may be said of a clause or topic; the value is the text that users see."""

    WEAK = "偏弱"
    NOT_WEAK = "看不出偏弱"
    TOO_FEW = "太少，不下结论"


@dataclass(frozen=True, kw_only=True)
class MasteryEstimate:
    """What answers say, rates in per cent.

    ``rate`` is as observed, the mean over ``answers`` of what each earned of its worth; ``estimate`` is shrunk
    towards where the clause or topic belongs, the more the fewer answers there are, and lies between ``low`` and
    ``high`` nine times out of ten.
    """

    answers: int
    items: int
    rate: Decimal
    estimate: Decimal
    low: Decimal
    high: Decimal
    mastery: Mastery


@dataclass(frozen=True, kw_only=True)
class ClauseMastery:
    """A clause or fact in the answers of everybody, shrunk towards its topic."""

    reference: str
    topic: str
    figures: MasteryEstimate


@dataclass(frozen=True, kw_only=True)
class TopicMastery:
    """A topic in the answers of everybody (``unit`` empty), shrunk towards all answers, or in those of one unit."""

    topic: str
    unit: str = ""
    figures: MasteryEstimate


@dataclass(frozen=True, kw_only=True)
class MasteryReport:
    """Clauses and topics of an assessment; ``rate`` is that of all answers, in per cent, ``titles`` are of topics.

    Clauses, and topics, are in the order of their estimates, the weakest first.
    """

    rate: Decimal
    titles: Mapping[str, str]
    clauses: tuple[ClauseMastery, ...]
    topics: tuple[TopicMastery, ...]
    of_units: tuple[TopicMastery, ...]

    @cached_property
    def by_clause(self) -> Mapping[str, ClauseMastery]:
        """The clauses by their reference."""
        return {clause.reference: clause for clause in self.clauses}

    @property
    def weak_topics(self) -> tuple[TopicMastery, ...]:
        """Topics that are weak in the answers of everybody, the weakest first."""
        return tuple(topic for topic in self.topics if topic.figures.mastery is Mastery.WEAK)

    @property
    def weak_clauses(self) -> Mapping[str, tuple[ClauseMastery, ...]]:
        """The weak clauses by topic, the weakest first."""
        weak: dict[str, tuple[ClauseMastery, ...]] = {}
        for clause in self.clauses:
            if clause.figures.mastery is Mastery.WEAK:
                weak[clause.topic] = (*weak.get(clause.topic, ()), clause)
        return weak

    @property
    def weak_in_units(self) -> Mapping[str, tuple[TopicMastery, ...]]:
        """The weak topics of units by unit."""
        weak: dict[str, tuple[TopicMastery, ...]] = {}
        for topic in self.of_units:
            if topic.figures.mastery is Mastery.WEAK:
                weak[topic.unit] = (*weak.get(topic.unit, ()), topic)
        return weak
