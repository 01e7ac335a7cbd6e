"""(key, answer) → score: the rules that ``scoring.js`` shares, word for word in ``docs/wire-format.md``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.decimals import EXACT, read_number, round_half_up
from lianbing.domain.items import ChoiceKey, Key, MultipleKey, NumericKey, Rule, TrueFalseKey


class Verdict(StrEnum):
    """What an answer is."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
    EMPTY = "empty"
    MALFORMED = "malformed"


_FRACTIONS = {Verdict.CORRECT: Decimal(1), Verdict.PARTIAL: Decimal("0.5")}


@dataclass(frozen=True)
class Score:
    """A verdict and the fraction (0, 0.5 or 1) of the item's points that it earns."""

    verdict: Verdict

    @property
    def fraction(self) -> Decimal:
        """The earned share of the points."""
        return _FRACTIONS.get(self.verdict, Decimal(0))

    def points(self, worth: Decimal) -> Decimal:
        """The earned points, two decimals, half up."""
        return round_half_up(self.fraction * worth, 2)


def score(key: Key, answer: object) -> Score:
    """Judges any JSON value as an answer; never raises."""
    if answer is None or (isinstance(answer, str) and not answer.strip()) or answer == []:
        return Score(Verdict.EMPTY)
    match key:
        case ChoiceKey():
            return Score(_single(key, answer))
        case MultipleKey():
            return Score(_multiple(key, answer))
        case TrueFalseKey():
            return Score(_truefalse(key, answer))
        case NumericKey():
            return Score(_numeric(key, answer))


def _single(key: ChoiceKey, answer: object) -> Verdict:
    if not isinstance(answer, str) or answer not in key.options:
        return Verdict.MALFORMED
    return Verdict.CORRECT if answer == key.correct else Verdict.WRONG


def _multiple(key: MultipleKey, answer: object) -> Verdict:
    if not isinstance(answer, Sequence) or isinstance(answer, str):
        return Verdict.MALFORMED
    chosen = [option for option in answer if isinstance(option, str) and option in key.options]
    if len(chosen) != len(answer) or len(set(chosen)) != len(chosen):
        return Verdict.MALFORMED
    if set(chosen) == key.correct:
        return Verdict.CORRECT
    return Verdict.PARTIAL if key.rule is Rule.HALF and set(chosen) < key.correct else Verdict.WRONG


def _truefalse(key: TrueFalseKey, answer: object) -> Verdict:
    if not isinstance(answer, bool):
        return Verdict.MALFORMED
    return Verdict.CORRECT if answer is key.correct else Verdict.WRONG


def _numeric(key: NumericKey, answer: object) -> Verdict:
    number = read_number(answer, key.unit) if isinstance(answer, str) else None
    if number is None:
        return Verdict.MALFORMED
    allowed = max(key.absolute, EXACT.multiply(key.relative, key.value.copy_abs()))
    return Verdict.CORRECT if EXACT.subtract(number, key.value).copy_abs() <= allowed else Verdict.WRONG
