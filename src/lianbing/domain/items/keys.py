"""The key of an item: what judges its answers, whatever the type of question."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Self

from lianbing.domain.items.scoring import Score
from lianbing.domain.kernel.folding import Simplify

Answer = str | bool | list[str] | dict[str, str]


class Rule(StrEnum):
    """How an answer with several parts is marked.

    All or nothing; half for a right but incomplete choice; a share for each right choice if none is wrong; the same
    with a deduction for each wrong one; by each blank, pair or number that code returns; by pairs in the right order.
    """

    EXACT = "exact"
    HALF = "half"
    SHARE = "share"
    DEDUCT = "deduct"
    EACH = "each"
    PAIRS = "pairs"


SPARSE: Mapping[str, bool] = {"sparse": True}
"""Of a field of a key: JSON leaves it out where it says nothing more than its default."""


MAY_MISS: Mapping[str, bool] = {"may_miss": True}
"""Of a field of a key: JSON written before there was such a field has none."""


def named(name: str) -> Mapping[str, str]:
    """Of a field of a key: what JSON calls it."""
    return {"json": name}


class Key(ABC):
    """What judges the answers to one item. Every key is a frozen dataclass, and travels as JSON field by field.

    ``json_type`` is what JSON calls it; ``json_derived`` names properties that a reader of the JSON needs besides.
    """

    json_type: ClassVar[str]
    json_derived: ClassVar[tuple[str, ...]] = ()
    rule: Rule | None = None

    @abstractmethod
    def judge(self, answer: object, simplify: Simplify) -> Score:
        """Judges any JSON value that is not blank; never raises: what can't be read is malformed."""

    def is_gap(self, answer: object) -> bool:
        """Whether ``answer``, which is not empty in itself, holds nothing but gaps."""
        return False

    def relettered(self, letters: Mapping[str, str]) -> Self:
        """The key once each option has another letter, old to new."""
        return self

    def asked(self) -> tuple[object, ...]:
        """What of the key the learner has in hand: with something else there, other answers were asked for."""
        return ()

    @abstractmethod
    def right_answer(self) -> Answer:
        """An answer that earns all points; of an open question, the model answer."""

    @abstractmethod
    def wrong_answer(self) -> Answer:
        """A readable answer that earns nothing; of an open question, one that says nothing to the point."""

    def malformed_answer(self) -> object:
        """Something that can't be an answer to such a question."""
        return 7

    @abstractmethod
    def shown(self) -> str:
        """The right answer as a person reads it."""
