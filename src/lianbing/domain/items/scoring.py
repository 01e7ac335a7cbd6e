"""(key, answer) → score: the rules that ``scoring.js`` shares, word for word in ``docs/wire-format.md``.

Each type of question has a key class that judges answers; this module holds the rules that all types share.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from lianbing.domain.kernel.decimals import ratio, round_half_up
from lianbing.domain.kernel.folding import Simplify, as_typed


class Verdict(StrEnum):
    """The verdict on an answer. ``review``: waits for a person; ``withdrawn``: the question was withdrawn.

    ``unrun``: the answer is code that was not run.
    """

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
    EMPTY = "empty"
    MALFORMED = "malformed"
    REVIEW = "review"
    WITHDRAWN = "withdrawn"
    UNRUN = "unrun"

    @property
    def label(self) -> str:
        """The Chinese name shown on pages, marked papers and the terminal."""
        return _NAMES[self][1]

    @property
    def sign(self) -> str:
        """The sign shown before the label."""
        return _NAMES[self][0]


_NAMES = {
    Verdict.CORRECT: ("✓", "答对"),
    Verdict.PARTIAL: ("◐", "部分答对"),
    Verdict.WRONG: ("✗", "答错"),
    Verdict.EMPTY: ("—", "未作答"),
    Verdict.MALFORMED: ("?", "待复核"),
    Verdict.REVIEW: ("…", "待评分"),
    Verdict.WITHDRAWN: ("∅", "作废"),
    Verdict.UNRUN: ("?", "没有判"),
}


@dataclass(frozen=True)
class Score:
    """A verdict and the exact share (0 to 1) of the item's points that it earns."""

    verdict: Verdict
    fraction: Fraction = Fraction(0)

    def earned(self, worth: Decimal) -> Decimal:
        """The earned points, two decimals, half up."""
        earned = ratio(worth * self.fraction.numerator, Decimal(self.fraction.denominator))
        return round_half_up(earned, 2)


CORRECT = Score(Verdict.CORRECT, Fraction(1))
WRONG = Score(Verdict.WRONG)
EMPTY = Score(Verdict.EMPTY)
MALFORMED = Score(Verdict.MALFORMED)
REVIEW = Score(Verdict.REVIEW)
UNRUN = Score(Verdict.UNRUN)


class Judge(Protocol):
    """The interface of keys that judges answers."""

    def is_gap(self, answer: object) -> bool:
        """Whether ``answer``, which is not empty in itself, holds nothing but gaps."""

    def judge(self, answer: object, simplify: Simplify) -> Score:
        """Judges any JSON value that is not blank; never raises."""


def score(key: Judge, answer: object, simplify: Simplify = as_typed) -> Score:
    """Judges any JSON value as an answer; never raises."""
    return EMPTY if is_blank(key, answer) else key.judge(answer, simplify)


def is_blank(key: Judge, answer: object) -> bool:
    """Whether an answer is blank, including forms with only empty parts and unchanged starter code."""
    return is_nothing(answer) or key.is_gap(answer)


def is_nothing(answer: object) -> bool:
    """Whether an answer is empty for any type of question."""
    return answer is None or answer == [] or (isinstance(answer, str) and not answer.strip())


def shared(right: int, parts: int, counts: bool) -> Score:
    """The score for ``right`` of ``parts``; a partly right answer earns its share only if ``counts``."""
    if right == parts:
        return CORRECT
    return Score(Verdict.PARTIAL, Fraction(right, parts)) if right and counts else WRONG
