"""What the next session is for: the clauses of one topic that are weak, or else what was not taught for longest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil

from lianbing.domain.assessment.clause_mastery import Mastery, MasteryEstimate
from lianbing.domain.kernel.decimals import ZERO, plain
from lianbing.domain.sessions.calendar import months_later
from lianbing.domain.sessions.rules import GoalRule


@dataclass(frozen=True, kw_only=True)
class ClauseNeed:
    """A clause or fact, and what is known of it since it was last taught.

    ``place`` is where the book teaches it, counted from its beginning; ``questions`` are how many a quiz may ask.
    ``people`` answered, ``wrong`` of them lost points; ``figures`` are ``None`` without answers. ``taught`` is the
    month in which it was taught last, empty if never.
    """

    clause: str
    title: str
    topic: str
    place: int
    questions: int
    people: int = 0
    wrong: int = 0
    figures: MasteryEstimate | None = None
    taught: str = ""

    @property
    def is_weak(self) -> bool:
        """Whether it is surely weaker than the rest."""
        return self.figures is not None and self.figures.mastery is Mastery.WEAK

    @property
    def why(self) -> str:
        """What is known, in a sentence without its end."""
        when = f"上次讲是 {self.taught}" if self.taught else "从没讲过"
        since = "讲过以后" if self.taught else ""
        if self.figures is None:
            return f"{when}；{since}还没有人答过它的题"
        had = f"{since}{self.people} 人答过，{self.wrong} 人丢分"
        if self.figures.mastery is Mastery.TOO_FEW:
            return f"{had}，只有 {self.figures.answers} 人次，太少，不下结论；{when}"
        estimate, low, high = map(plain, (self.figures.estimate, self.figures.low, self.figures.high))
        return f"{had}；得分率估计 {estimate}%（{low}%–{high}%），{self.figures.mastery}；{when}"

    def unasked(self, least: int) -> str:
        """What quizzes can't ask where fewer than ``least`` questions serve them; empty where there are enough."""
        if self.questions >= least:
            return ""
        if not self.questions:
            return f"{self.clause}：书里能自动判分的题只有 0 道，热身、课后测验考不到它"
        return f"{self.clause}：书里能自动判分的题只有 {self.questions} 道，热身、课后测验不能各考一道"


class ChosenBecause(StrEnum):
    """Why a topic was chosen; the value is the text that users see."""

    WEAK = "这个知识点里确实偏弱的条款最要紧"
    NOT_TAUGHT = "没有确实偏弱的条款，选最久没有讲的"


@dataclass(frozen=True, kw_only=True)
class ChosenGoals:
    """The clauses of one topic, the most urgent first."""

    topic: str
    goals: tuple[ClauseNeed, ...]
    because: ChosenBecause


def choose_goals(
    needs: Iterable[ClauseNeed], usual: Decimal, month: str, rule: GoalRule, asked: int = 0
) -> ChosenGoals | None:
    """Chooses what a session is for; ``None`` where no topic has enough clauses that could be taught.

    The topic is the one whose weakest clauses lie farthest below the rest, all together; without weak clauses the one
    that was not taught for longest.

    Args:
        needs: what is known of each clause.
        usual: the rate of all answers, in per cent.
        month: the month of the session.
        rule: how many clauses, and which.
        asked: how many questions both quizzes ask; topics that have as many go first where nothing is weak.
    """
    topics = _by_topic(need for need in needs if _has_rested(need, month, rule))
    ready = {topic: [need for need in own if need.questions >= rule.questions] for topic, own in topics.items()}
    urgent = {topic: _urgent(own, usual, rule) for topic, own in topics.items()}
    weak = {topic: _filled(own, ready[topic], rule, asked) for topic, own in urgent.items() if own}
    if weak := {topic: own for topic, own in weak.items() if len(own) >= rule.least}:
        short = {topic: sum((_shortfall(need, usual) for need in urgent[topic]), ZERO) for topic in weak}
        topic = min(weak, key=lambda each: (-short[each], weak[each][0].place))
        return ChosenGoals(topic=topic, goals=weak[topic], because=ChosenBecause.WEAK)
    waiting = {topic: _longest(own)[: rule.most] for topic, own in ready.items() if len(own) >= rule.least}
    if not waiting:
        return None
    topic = min(waiting, key=lambda each: _patience(waiting[each], asked))
    return ChosenGoals(topic=topic, goals=tuple(waiting[topic]), because=ChosenBecause.NOT_TAUGHT)


def _by_topic(needs: Iterable[ClauseNeed]) -> dict[str, list[ClauseNeed]]:
    topics: dict[str, list[ClauseNeed]] = {}
    for need in sorted(needs, key=lambda need: need.place):
        topics.setdefault(need.topic, []).append(need)
    return topics


def _has_rested(need: ClauseNeed, month: str, rule: GoalRule) -> bool:
    return not need.taught or need.is_weak or months_later(need.taught, rule.rest_months) < month


def _urgent(needs: Sequence[ClauseNeed], usual: Decimal, rule: GoalRule) -> list[ClauseNeed]:
    """The weak clauses of a topic, the weakest first."""
    weak = [need for need in needs if need.is_weak]
    return sorted(weak, key=lambda need: (-_shortfall(need, usual), need.place))[: rule.most]


def _shortfall(need: ClauseNeed, usual: Decimal) -> Decimal:
    return max(usual - need.figures.estimate, ZERO) if need.figures else ZERO


def _filled(
    weak: Sequence[ClauseNeed], ready: Sequence[ClauseNeed], rule: GoalRule, asked: int
) -> tuple[ClauseNeed, ...]:
    """As many as a session and its quizzes need, never taught first.

    Of these, first those with their part of the questions that are still missing, then what lies beside the weakest in
    the book.
    """
    chosen, others = [*weak], [need for need in ready if need not in weak]
    while others and len(chosen) < rule.most:
        missing = asked - sum(each.questions for each in chosen)
        if len(chosen) >= rule.least and missing <= 0:
            break
        part = ceil(missing / (rule.most - len(chosen)))
        chosen.append(min(others, key=lambda need: _distance(need, weak[0], part)))
        others.remove(chosen[-1])
    return tuple(chosen)


def _distance(need: ClauseNeed, weakest: ClauseNeed, part: int) -> tuple[bool, bool, int, int]:
    """The smaller, the better a clause goes with the weakest one; ``part`` is how many questions it should have."""
    return bool(need.taught), need.questions < part, abs(need.place - weakest.place), need.place


def _patience(needs: Sequence[ClauseNeed], asked: int) -> tuple[bool, str, int]:
    """The smaller, the longer a topic has waited; one with too few questions waits on."""
    return sum(need.questions for need in needs) < asked, max(need.taught for need in needs), needs[0].place


def _longest(needs: Iterable[ClauseNeed]) -> list[ClauseNeed]:
    """What was not taught for longest first, in the order of the book."""
    return sorted(needs, key=lambda need: (need.taught, need.place))


def longest_untaught(needs: Iterable[ClauseNeed], titles: Mapping[str, str], most: int) -> tuple[tuple[str, str], ...]:
    """The topics that were not taught for longest, each with the month of its last session, empty if never."""
    latest: dict[str, str] = {}
    for need in sorted(needs, key=lambda need: need.place):
        latest[need.topic] = max(latest.get(need.topic, ""), need.taught)
    return tuple((titles.get(topic, topic), latest[topic]) for topic in sorted(latest, key=lambda t: latest[t])[:most])
