"""A round of marking, the blind marks that people give in it, and the answers that they give them for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.drills.papers import Employee, PaperItem
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.ledger.ledger import Entry
from lianbing.domain.reviewing.plans import MarkerRole, ReviewPlan, ReviewRule
from lianbing.domain.reviewing.rubrics import Rubric, rubric_for

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 6


@dataclass(frozen=True, kw_only=True)
class Marker:
    """A person who marks; ``avoids`` are the numbers of people, and the units, that they don't mark (回避)."""

    name: str
    role: MarkerRole = MarkerRole.MARKER
    avoids: tuple[str, ...] = ()

    def may_mark(self, person: Employee) -> bool:
        """Whether the answers of a person are no business of the marker's own."""
        return person.name != self.name and not {person.id, person.team} & {*self.avoids}


@dataclass(frozen=True, kw_only=True)
class ReviewRound:
    """A round as it was opened: who marks by which plan and rubrics; the newest of a drill counts.

    ``borders`` are the points per cent of a paper at which levels of the period begin. ``seed`` orders the answers.
    """

    sequence: int = 0
    drill: str
    markers: tuple[Marker, ...]
    plan: ReviewPlan
    rubrics: tuple[Rubric, ...] = ()
    borders: tuple[Decimal, ...] = ()
    seed: str
    reason: str
    by: str = ""
    at: str = ""

    def marker(self, name: str) -> Marker | None:
        """One of the people who mark."""
        return next((marker for marker in self.markers if marker.name == name), None)


class ReviewStep(StrEnum):
    """What a mark is for; the value is the text that users see."""

    FIRST = "初评"
    THIRD = "三评"
    AGAIN = "再评"
    SETTLE = "仲裁"
    TRAINING = "试评"


class MarkedIn(StrEnum):
    """How a mark came; the value is the text that users see."""

    NOTEBOOK = "笔记本"
    SHEET = "评分表"
    COMMAND = "命令"


@dataclass(frozen=True, kw_only=True)
class GivenMark:
    """What a marker writes: points before deductions, the level of the rubric, deductions by title, a comment."""

    points: Decimal
    level: str = ""
    deductions: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class MarkedAnswer:
    """Which answer a mark is for: a submission's, judged by the key of a correction round, if any.

    For training, ``item`` is the question and ``submission`` the id of the example; there is no paper.
    """

    paper: str
    item: str
    submission: str
    correction: str = ""


@dataclass(frozen=True, kw_only=True)
class RawMark:
    """A blind mark as it was given; nothing overwrites it, a later one of the same marker counts instead.

    ``earned`` is what is left of the points after deductions; ``round`` is the number of the round.
    """

    sequence: int
    drill: str
    round: int
    answer: MarkedAnswer
    step: ReviewStep
    marker: str
    role: MarkerRole
    given: GivenMark
    earned: Decimal
    worth: Decimal
    way: MarkedIn
    at: str


@dataclass(frozen=True, kw_only=True)
class OpenAnswer:
    """An answer that people mark: whose, to which item, and what the ledger says of it.

    ``section`` is the title of the paper's section. ``is_open``: it waits for points. ``advice`` is what the program
    found, a sentence for each scoring point.
    """

    code: str
    key: MarkedAnswer
    person: Employee
    asked: PaperItem
    section: str
    text: str
    entry: Entry
    is_open: bool
    advice: tuple[str, ...] = ()

    def rule(self, review_round: ReviewRound) -> ReviewRule:
        """How it is marked."""
        return review_round.plan.rule(self.section, self.asked.item.type.name)

    def rubric(self, review_round: ReviewRound) -> Rubric:
        """What it is marked by."""
        return rubric_for(self.asked, self.section, review_round.rubrics, self.rule(review_round).step)


def answer_code(key: MarkedAnswer, *seed: str) -> str:
    """The code by which markers know an answer: six signs that tell nobody whose it is without the seed."""
    text = "\x1f".join((*seed, key.paper, key.item, key.submission, key.correction))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    signs = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[place])
    return "".join(signs)


def described(mark: RawMark) -> str:
    """A mark in a sentence about several: who, and how many points."""
    return f"{mark.marker} {plain(mark.earned)} 分"
