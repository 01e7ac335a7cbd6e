"""The answers of both quizzes of a session with their marks: each question is worth 1, by the rules of its type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.question import Item
from lianbing.domain.items.scoring import Verdict, is_nothing, score
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.kernel.folding import Simplify, as_typed
from lianbing.domain.sessions.answers import bank_answer
from lianbing.domain.sessions.happenings import QuizKind
from lianbing.domain.sessions.held import HeldSession, QuizAnswer
from lianbing.domain.sessions.plans import ParallelForms

_WORTH = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class QuizMark:
    """A person's answer to a question of a quiz.

    ``seat`` is the first of the person's seats, ``number`` is empty for a stranger. ``earned`` is ``None`` where the
    answer can't be marked. ``answer`` has the letters of the bank ("AC"), or words; it is empty if nothing was given.
    """

    seat: str
    number: str
    quiz: QuizKind
    form: str
    item: str
    worth: Decimal
    earned: Decimal | None
    answer: str


@dataclass(frozen=True, kw_only=True)
class QuestionCount:
    """How many people answered a question of a quiz, and how many of them were wholly right."""

    item: str
    right: int
    answered: int


def marked_quizzes(
    items: Mapping[str, PaperItem],
    held: HeldSession,
    forms: ParallelForms | None = None,
    simplify: Simplify = as_typed,
) -> tuple[QuizMark, ...]:
    """Marks the answers to questions in ``items``.

    With ``forms``, whoever began a quiz has an answer to each of its questions: one that was left out earns 0.
    """
    number_of = {seat: one.number for one in held.present for seat in one.seats}
    answers = [*held.quiz_answers, *(_left_out(held, forms) if forms else ())]
    return tuple(
        _marked(one, items[one.item].item, number_of.get(one.seat, ""), simplify)
        for one in answers
        if one.item in items
    )


def shown_answer(item: Item, answer: object, simplify: Simplify = as_typed) -> str:
    """An answer in the letters that the room saw, or in words; empty if nothing was given."""
    verdict = score(item.key.printed_in(item.stem), answer, simplify).verdict
    if verdict is Verdict.EMPTY:
        return ""
    letters = [str(each) for each in (answer if isinstance(answer, list) else [answer])]
    if all(letter in item.options for letter in letters):
        return "".join(sorted(letters) if isinstance(item.key, MultipleKey) else letters)
    if verdict is Verdict.MALFORMED:
        return str(answer)
    return item.type.answer_words(answer, item.options, item.prompts)


def is_right(item: Item, answer: object, simplify: Simplify = as_typed) -> bool:
    """Whether an answer is wholly right."""
    return score(item.key.printed_in(item.stem), answer, simplify).verdict is Verdict.CORRECT


def right_by_question(
    items: Mapping[str, PaperItem], answers: Iterable[Mapping[str, object]], simplify: Simplify = as_typed
) -> tuple[QuestionCount, ...]:
    """Counts people's answers by question, the one that went worst first; nothing given is no answer."""
    given: dict[str, list[bool]] = {}
    for sheet in answers:
        for item, answer in sheet.items():
            if item in items and not is_nothing(answer):
                given.setdefault(item, []).append(is_right(items[item].item, answer, simplify))
    counts = (QuestionCount(item=item, right=sum(each), answered=len(each)) for item, each in given.items())
    return tuple(sorted(counts, key=lambda one: one.right / one.answered))


def _marked(one: QuizAnswer, item: Item, number: str, simplify: Simplify) -> QuizMark:
    result = score(item.key.printed_in(item.stem), one.answer, simplify)
    is_marked = result.verdict not in (Verdict.MALFORMED, Verdict.REVIEW, Verdict.UNRUN)
    return QuizMark(
        seat=one.seat,
        number=number,
        quiz=one.quiz,
        form=one.form,
        item=one.item,
        worth=_WORTH,
        earned=result.earned(_WORTH) if is_marked else None,
        answer=bank_answer(item, one.answer),
    )


def _left_out(held: HeldSession, forms: ParallelForms) -> Iterator[QuizAnswer]:
    """What people left out of a quiz that they began, as an empty answer."""
    begun: dict[tuple[str, QuizKind, str], set[str]] = {}
    for one in held.quiz_answers:
        begun.setdefault((one.seat, one.quiz, one.form), set()).add(one.item)
    for (seat, quiz, form), given in begun.items():
        for item in forms.questions(form):
            if item not in given:
                yield QuizAnswer(seat=seat, quiz=quiz, form=form, item=item, answer=None)
