"""The key of an item, which judges answers; the base class for all types of question."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Self

from lianbing.domain.items.scoring import Judge, Score
from lianbing.domain.kernel.folding import Simplify, fold

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


class Key(ABC):
    """The key of one item, which judges answers. Every key is a frozen dataclass, stored as JSON by field.

    ``json_type`` is its name in JSON.
    """

    json_type: ClassVar[str]
    rule: Rule | None = None

    @abstractmethod
    def judge(self, answer: object, simplify: Simplify) -> Score:
        """Judges any JSON value that is not blank; never raises: what can't be read is malformed."""

    def is_gap(self, answer: object) -> bool:
        """Whether ``answer``, which is not empty in itself, holds nothing but gaps."""
        return False

    def printed_in(self, stem: str) -> Judge:
        """The judge of answers to a question that reads ``stem``; for most types the key alone."""
        return self

    def relettered(self, letters: Mapping[str, str]) -> Self:
        """Returns the key with new option letters; ``letters`` maps old to new."""
        return self

    def compared(self, answer: object, options: Mapping[str, str], simplify: Simplify) -> str:
        """A valid answer as a text that is equal for equal answers, whichever letters the ``options`` were shown by."""
        parts = [str(part) for part in (answer if isinstance(answer, list) else [answer])]
        return "\n".join(options[part] if part in options else fold(part, simplify) for part in parts)

    def asked(self) -> tuple[object, ...]:
        """The parts of the key that the learner sees; if they differ, the question is a different one."""
        return ()

    def typed_characters(self, stem: str) -> str:
        """The characters that a right answer in the learner's own words may hold, where ``stem`` is asked."""
        return ""

    @abstractmethod
    def right_answer(self) -> Answer:
        """An answer that earns all points; for an open question, the model answer."""

    @abstractmethod
    def wrong_answer(self) -> Answer:
        """A valid answer that earns no points; for an open question, one without any scoring point."""

    def malformed_answer(self) -> object:
        """Returns a value that is malformed as an answer to this type of question."""
        return 7

    @abstractmethod
    def shown(self) -> str:
        """Formats the right answer for display."""
