"""Training on example answers before real ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.kernel.decimals import EXACT
from lianbing.domain.reviewing.rounds import OpenAnswer, RawMark, ReviewRound
from lianbing.domain.reviewing.rubrics import ExampleAnswer, Rubric


@dataclass(frozen=True, kw_only=True)
class Training:
    """The examples of a question's rubric, and when they are marked well enough.

    ``rubric`` is in its own points, multiples of ``step``, and so is the ``allowed`` difference; ``count`` examples
    have to be marked within it.
    """

    rubric: Rubric
    step: Decimal
    allowed: Decimal
    count: int

    def is_close(self, example: ExampleAnswer, own: RawMark | None) -> bool:
        """Whether a mark of an example lies within the allowed difference."""
        return own is not None and abs(own.earned - example.points) <= self.allowed

    def own(self, marks: Iterable[RawMark], marker: str) -> dict[str, RawMark]:
        """A marker's newest mark of each example, by its id."""
        own = (mark for mark in marks if mark.marker == marker and mark.answer.item == self.rubric.id)
        return {mark.answer.submission: mark for mark in own}

    def left(self, own: Mapping[str, RawMark]) -> int:
        """How many examples a marker still has to mark closely."""
        close = sum(self.is_close(each, own.get(each.id)) for each in self.rubric.examples)
        return max(min(self.count, len(self.rubric.examples)) - close, 0)


def training_for(answer: OpenAnswer, review_round: ReviewRound) -> Training:
    """The training for the question of an answer."""
    rule, fitted = answer.rule(review_round), answer.rubric(review_round)
    rubric = next((each for each in review_round.rubrics if each.id == fitted.id), fitted)
    allowed = EXACT.divide(rule.allowed.of(fitted.worth) * rubric.worth, fitted.worth)
    return Training(rubric=rubric, step=rule.step, allowed=allowed, count=review_round.plan.training)
