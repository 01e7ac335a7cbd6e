"""Answers from everywhere that questions are asked, alike: drills, quizzes of sessions, learners' own records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.items.on_paper import FALSE, TRUE, OneLetter, SeveralLetters, TrueOrFalse
from lianbing.domain.items.question import Item
from lianbing.domain.sessions.happenings import QuizKind


class AnswerSource(StrEnum):
    """Where an answer was given."""

    DRILL = "drill"
    QUIZ = "quiz"
    RECORD = "record"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {AnswerSource.DRILL: "练兵", AnswerSource.QUIZ: "课堂测验", AnswerSource.RECORD: "自学"}[self]


RECORDS = "record"
"""The sitting of all that people answered by themselves."""


def sitting_label(sitting: str) -> str:
    """What people call a sitting: a drill has its id, a quiz its session and kind."""
    session, _, quiz = sitting.partition("/")
    if quiz:
        return f"{session} {QuizKind(quiz).label}"
    return "学习记录" if sitting == RECORDS else sitting


@dataclass(frozen=True, kw_only=True, slots=True)
class GatheredAnswer:
    """One person's answer to one item in one sitting.

    ``person`` is a number or a pseudonym, empty where nobody knows whose it is; ``at`` is an ISO date. ``sitting`` is
    a drill, ``2026-12/exit`` for the quiz of a session, or ``record``. ``answer`` is in the letters of the bank
    (``AC``, or 对, 错) where options were chosen, else the first words; empty where nothing was answered.
    """

    person: str
    unit: str
    item: str
    topic: str
    rests_on: tuple[str, ...]
    at: str
    source: AnswerSource
    sitting: str
    worth: Decimal
    earned: Decimal
    answer: str


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """A question as it was asked last: its options by the letters of the bank, and the letters that are right.

    ``right`` is empty where no options are chosen, or where it differs from person to person; ``varies`` says that
    stem or options do, since numbers are drawn.
    """

    id: str
    kind: str
    stem: str
    rests_on: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    right: str = ""
    varies: bool = False


_CHOOSING = (OneLetter, SeveralLetters, TrueOrFalse)
_LONGEST = 60
"""Answers in somebody's own words are kept to be recognised, not to be read."""


def bank_answer(item: Item, answer: object) -> str:
    """An answer to an item as it was asked: what was chosen in the letters of the bank, else its first words."""
    if item.type.is_blank(answer):
        return ""
    if isinstance(answer, bool):
        return TRUE if answer else FALSE
    parts = answer if isinstance(answer, list) else [answer]
    if not item.options or not all(isinstance(part, str) and part in item.origin for part in parts):
        return item.type.shown_answer(answer)[:_LONGEST]
    letters = [item.origin[str(part)] for part in parts]
    return "".join(sorted(letters)) if _is_chosen(item) else item.type.listed(letters)


def asked_question(item: Item) -> AskedQuestion:
    """What was asked, in the letters of the bank."""
    right = item.key.right_answer()
    options = {item.origin.get(letter, letter): text for letter, text in item.options.items()}
    if isinstance(right, bool):
        options = {TRUE: TRUE, FALSE: FALSE}
    return AskedQuestion(
        id=item.id,
        kind=item.type.label,
        stem=item.stem,
        rests_on=item.rests_on,
        options={letter: options[letter] for letter in sorted(options)},
        right=bank_answer(item, right) if _is_chosen(item) else "",
    )


def _is_chosen(item: Item) -> bool:
    return isinstance(item.type.paper, _CHOOSING)
