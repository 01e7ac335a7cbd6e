"""Choices as a guesser sees them: the texts without the knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lianbing.domain.items.question import Exposure, Item, ItemStatus, Question, realise
from lianbing.domain.kernel.bindings import Sources
from lianbing.errors import LianbingError

_SEED = "guessing"


@dataclass(frozen=True, kw_only=True)
class AskedChoice:
    """A choice as it is shown: the stem, the options, and which of them are right.

    A statement to be judged is a choice between itself, which is right if it is true, and nothing at all.
    """

    id: str
    topic: str
    reserved: bool
    stem: str
    options: tuple[str, ...]
    right: tuple[bool, ...]

    @property
    def rights(self) -> int:
        """The number of right options."""
        return sum(self.right)


@dataclass(frozen=True, kw_only=True)
class AskedBank:
    """The choices of a bank by kind; drafts and retired questions are none of it."""

    singles: tuple[AskedChoice, ...]
    multiples: tuple[AskedChoice, ...]
    statements: tuple[AskedChoice, ...]


def asked_bank(questions: Iterable[Question], sources: Sources) -> AskedBank:
    """The choices among ``questions``, with one draw of their numbers; what has no draw is left out."""
    asked: dict[str, list[AskedChoice]] = {"single": [], "multiple": [], "truefalse": []}
    for question in questions:
        status = question.classification.status
        if question.type.name in asked and status not in (ItemStatus.RETIRED, ItemStatus.DRAFT):
            asked[question.type.name] += _asked(question, sources)
    return AskedBank(
        singles=tuple(asked["single"]),
        multiples=tuple(asked["multiple"]),
        statements=tuple(asked["truefalse"]),
    )


def _asked(question: Question, sources: Sources) -> Iterable[AskedChoice]:
    try:
        item = realise(question, sources, _SEED)
    except LianbingError:
        return  # another rule of `check` says what is wrong with it
    options, right = _options(item)
    classification = question.classification
    yield AskedChoice(
        id=question.id,
        topic=classification.topic,
        reserved=classification.exposure is Exposure.RESERVED,
        stem=item.stem,
        options=options,
        right=right,
    )


def _options(item: Item) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    answer = item.key.right_answer()
    if isinstance(answer, bool):
        return (item.stem, ""), (answer, not answer)
    keys = {answer} if isinstance(answer, str) else set(answer)
    return tuple(item.options.values()), tuple(letter in keys for letter in item.options)
