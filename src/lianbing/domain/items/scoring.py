"""(key, answer) → score: the rules that ``scoring.js`` shares, word for word in ``docs/wire-format.md``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from lianbing.domain.items.question import (
    ChoiceKey,
    CodeKey,
    FillKey,
    Key,
    MatchingKey,
    MultipleKey,
    NumericKey,
    OpenKey,
    OrderingKey,
    Rule,
    TrueFalseKey,
)
from lianbing.domain.kernel.decimals import EXACT, ratio, read_number, round_half_up
from lianbing.domain.kernel.folding import Simplify, as_typed, fold


class Verdict(StrEnum):
    """What an answer is. ``review`` waits for a person; ``withdrawn``: the question was, whatever was answered.

    ``unrun``: it is code that was not run, so that nothing is known of it.
    """

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
    EMPTY = "empty"
    MALFORMED = "malformed"
    REVIEW = "review"
    WITHDRAWN = "withdrawn"
    UNRUN = "unrun"


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
UNRUN = Score(Verdict.UNRUN)


def score(key: Key, answer: object, simplify: Simplify = as_typed) -> Score:
    """Judges any JSON value as an answer; never raises."""
    if is_blank(key, answer):
        return EMPTY
    match key:
        case ChoiceKey():
            return _single(key, answer)
        case MultipleKey():
            return _multiple(key, answer)
        case TrueFalseKey():
            return _truefalse(key, answer)
        case NumericKey():
            return _numeric(key, answer, simplify)
        case FillKey():
            return _fill(key, answer, simplify)
        case OrderingKey():
            return _ordering(key, answer)
        case MatchingKey():
            return _matching(key, answer)
        case OpenKey() | CodeKey():
            return _unmarked(key, answer)


def _unmarked(key: OpenKey | CodeKey, answer: object) -> Score:
    """A text that a person reads, or code that has to be run first."""
    if not isinstance(answer, str):
        return MALFORMED
    return Score(Verdict.REVIEW) if isinstance(key, OpenKey) else UNRUN


def is_blank(key: Key, answer: object) -> bool:
    """Whether nothing was answered: a form left empty part by part, or the beginning of some code as it was given."""
    if answer is None or answer == [] or (isinstance(answer, str) and not answer.strip()):
        return True
    match key, answer:
        case FillKey(blanks=blanks), list() if len(answer) == len(blanks):
            return all(part is None or (isinstance(part, str) and not part.strip()) for part in answer)
        case MatchingKey(pairs=pairs), Mapping() if set(answer) <= set(pairs):
            return all(option is None for option in answer.values())
        case CodeKey(starter=starter), str():
            return answer.split() == starter.split()
    return False


def _of(right: int, parts: int, rule: Rule) -> Score:
    """The score for ``right`` of ``parts`` under a rule that counts parts, or under all or nothing."""
    if right == parts:
        return CORRECT
    if right == 0 or rule is Rule.EXACT:
        return WRONG
    return Score(Verdict.PARTIAL, Fraction(right, parts))


def _single(key: ChoiceKey, answer: object) -> Score:
    if not isinstance(answer, str) or answer not in key.options:
        return MALFORMED
    return CORRECT if answer == key.correct else WRONG


def _chosen(answer: object, options: Sequence[str]) -> list[str] | None:
    """The answer as a list of different options; ``None`` if it is none."""
    if not isinstance(answer, Sequence) or isinstance(answer, str):
        return None
    chosen = [option for option in answer if isinstance(option, str) and option in options]
    return chosen if len(chosen) == len(answer) == len(set(chosen)) else None


def _multiple(key: MultipleKey, answer: object) -> Score:
    chosen = _chosen(answer, key.options)
    if chosen is None:
        return MALFORMED
    right = len(key.correct.intersection(chosen))
    wrong, due = len(chosen) - right, len(key.correct)
    if right == due and not wrong:
        return CORRECT
    earned = Fraction(0)
    if key.rule is Rule.DEDUCT:
        # A wrong choice costs a right one's share, or more where few are wrong, so that choosing all never pays.
        earned = Fraction(right, due) - Fraction(wrong, min(due, len(key.options) - due) or 1)
    elif not wrong:
        earned = {Rule.HALF: Fraction(1, 2), Rule.SHARE: Fraction(right, due)}.get(key.rule, earned)
    return Score(Verdict.PARTIAL, earned) if earned > 0 else WRONG


def _truefalse(key: TrueFalseKey, answer: object) -> Score:
    if not isinstance(answer, bool):
        return MALFORMED
    return CORRECT if answer is key.correct else WRONG


def _numeric(key: NumericKey, answer: object, simplify: Simplify) -> Score:
    number = read_number(simplify(answer), simplify(key.unit)) if isinstance(answer, str) else None
    if number is None:
        return MALFORMED
    allowed = max(key.absolute, EXACT.multiply(key.relative, key.value.copy_abs()))
    return CORRECT if EXACT.subtract(number, key.value).copy_abs() <= allowed else WRONG


def _fill(key: FillKey, answer: object, simplify: Simplify) -> Score:
    if not isinstance(answer, list) or len(answer) != len(key.blanks):
        return MALFORMED
    if not all(part is None or isinstance(part, str) for part in answer):
        return MALFORMED
    right = sum(
        bool(folded := fold(typed or "", simplify)) and folded in {fold(wording, simplify) for wording in wordings}
        for typed, wordings in zip(answer, key.blanks, strict=True)
    )
    return _of(right, len(key.blanks), key.rule)


def _ordering(key: OrderingKey, answer: object) -> Score:
    chosen = _chosen(answer, key.options)
    if chosen is None or len(chosen) != len(key.options):
        return MALFORMED
    place = {option: number for number, option in enumerate(chosen)}
    pairs = list(combinations(key.order, 2))
    return _of(sum(place[first] < place[second] for first, second in pairs), len(pairs), key.rule)


def _matching(key: MatchingKey, answer: object) -> Score:
    if not isinstance(answer, Mapping):
        return MALFORMED
    given = {prompt: option for prompt, option in answer.items() if option is not None}
    if not set(answer) <= set(key.pairs):
        return MALFORMED
    options = [option for option in given.values() if isinstance(option, str) and option in key.options]
    if len(options) != len(given) or len(set(options)) != len(options):
        return MALFORMED
    right = sum(given.get(prompt) == option for prompt, option in key.pairs.items())
    return _of(right, len(key.pairs), key.rule)
