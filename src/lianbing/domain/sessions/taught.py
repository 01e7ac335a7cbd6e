"""讲过以后: what the clauses of a session gave in answers before it, and what they gave the same people afterwards.

Nobody drew lots who comes to a session, so those who were absent are listed beside those who came, and no more is made
of it. Questions differ between drills: a change holds what the questions differ in as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from lianbing.domain.sessions.answers import AnswerSource, GatheredAnswer, sitting_label

TOGETHER = ""
"""Stands for all clauses of a session taken together, in place of the name of one."""


@dataclass(frozen=True, kw_only=True)
class PairedShare:
    """The same people before and after, by the mean share of their answers, from 0 to 1.

    ``people`` have answers on both sides; ``only_before`` and ``only_after`` on one, and don't count. ``low`` to
    ``high`` hold the change of 95 in 100 such groups; they are ``None`` where ``why_not`` says why.
    """

    people: int
    only_before: int = 0
    only_after: int = 0
    before: float | None = None
    after: float | None = None
    change: float | None = None
    low: float | None = None
    high: float | None = None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class TaughtClause:
    """A clause that was taught (``clause`` empty: all of them together), for those who came and those who didn't.

    ``sittings`` are the drills and quizzes that asked it afterwards.
    """

    clause: str
    title: str
    present: PairedShare
    absent: PairedShare
    sittings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TaughtThen:
    """What became of a session: all clauses together first, then one by one.

    Where there is nothing to compare, ``clauses`` is empty and ``why_not`` says why.
    """

    session: str
    title: str
    date: str
    present: int
    clauses: tuple[TaughtClause, ...] = ()
    why_not: str = ""

    @property
    def sittings(self) -> tuple[str, ...]:
        """What asked any of the clauses afterwards, as people call it."""
        return tuple(dict.fromkeys(sitting_label(name) for each in self.clauses for name in each.sittings))


@dataclass(frozen=True, kw_only=True)
class SharePairs:
    """Shares before and after by person, for those who have both; and how many have only one.

    ``step`` is by how much one answer changes the share of whoever has the fewest answers, on either side.
    """

    pairs: tuple[tuple[float, float], ...]
    step: float
    only_before: int
    only_after: int


def share_pairs(
    before: Iterable[GatheredAnswer], after: Iterable[GatheredAnswer], clauses: Collection[str], people: Collection[str]
) -> SharePairs:
    """Pairs up what ``people`` earned of answers that rest on any of ``clauses``."""
    earlier, later = _shares(before, clauses, people), _shares(after, clauses, people)
    both = [person for person in earlier if person in later]
    return SharePairs(
        pairs=tuple((_mean(earlier[person]), _mean(later[person])) for person in both),
        step=1 / min((len(own) for person in both for own in (earlier[person], later[person])), default=1),
        only_before=len(earlier) - len(both),
        only_after=len(later) - len(both),
    )


def _shares(
    answers: Iterable[GatheredAnswer], clauses: Collection[str], people: Collection[str]
) -> dict[str, list[float]]:
    """The shares of each person's answers."""
    shares: dict[str, list[float]] = {}
    for answer in answers:
        if answer.person in people and answer.worth and not set(clauses).isdisjoint(answer.rests_on):
            shares.setdefault(answer.person, []).append(float(answer.earned / answer.worth))
    return shares


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares)


def sittings_that_asked(answers: Sequence[GatheredAnswer], clauses: Collection[str]) -> tuple[str, ...]:
    """The drills and quizzes with answers on any of ``clauses``, as they come."""
    return tuple(dict.fromkeys(each.sitting for each in answers if not set(clauses).isdisjoint(each.rests_on)))


def counts_before(answer: GatheredAnswer) -> bool:
    """Whether an answer may stand for what was known before a session: quizzes are of what has just been taught."""
    return answer.source is AnswerSource.DRILL
