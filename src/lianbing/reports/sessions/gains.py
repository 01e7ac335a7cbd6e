"""What a session changed at once: the same people in the quiz before and in the quiz after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.kernel.decimals import ZERO
from lianbing.domain.sessions.happenings import QuizKind
from lianbing.domain.sessions.marked import QuizMark
from lianbing.psychometrics.gains import GroupGain, group_gain


@dataclass(frozen=True, kw_only=True)
class ClauseGain:
    """The gain on the questions that rest on a clause, of those who had one in either quiz."""

    clause: str
    gain: GroupGain


@dataclass(frozen=True, kw_only=True)
class QuizGain:
    """The gain from the quiz before to the quiz after, of those who did both; scores are shares from 0 to 1.

    Attributes:
        whole: on all questions.
        clauses: on those of each clause, in the order of their ids.
        only_before: the seats of those who did the first quiz alone.
        only_after: of those who did the second alone.
        unmarked: of those who did both, but have an answer that can't be marked.
        first_forms: how many of those who did both had each form first.
    """

    whole: GroupGain
    clauses: tuple[ClauseGain, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    unmarked: tuple[str, ...]
    first_forms: Mapping[str, int]

    @property
    def paired(self) -> tuple[ClauseGain, ...]:
        """The clauses that somebody was asked before and after."""
        return tuple(each for each in self.clauses if each.gain.people)


def quiz_gain(marks: Iterable[QuizMark], items: Mapping[str, PaperItem]) -> QuizGain:
    """The gain; ``marks`` hold an answer to each question of a quiz that somebody began."""
    by_seat: dict[str, dict[QuizKind, list[QuizMark]]] = {}
    for mark in marks:
        by_seat.setdefault(mark.seat, {}).setdefault(mark.quiz, []).append(mark)
    both = {seat: quizzes for seat, quizzes in sorted(by_seat.items()) if len(quizzes) == len(QuizKind)}
    whole = {seat: pair for seat, quizzes in both.items() if (pair := _pair(quizzes)) is not None}
    firsts = [both[seat][QuizKind.WARM_UP][0].form for seat in whole]
    return QuizGain(
        whole=_gain([*whole.values()]),
        clauses=tuple(_clause_gains({seat: both[seat] for seat in whole}, items)),
        only_before=_only(by_seat, QuizKind.WARM_UP),
        only_after=_only(by_seat, QuizKind.EXIT),
        unmarked=tuple(sorted(both.keys() - whole.keys())),
        first_forms={form: firsts.count(form) for form in sorted({*firsts})},
    )


def _only(by_seat: Mapping[str, Mapping[QuizKind, object]], quiz: QuizKind) -> tuple[str, ...]:
    return tuple(sorted(seat for seat, quizzes in by_seat.items() if [*quizzes] == [quiz]))


@dataclass(frozen=True, kw_only=True)
class _Shares:
    """Somebody's shares of points before and after; ``questions`` is the smaller number of questions of the two."""

    before: float
    after: float
    questions: int


def _gain(shares: Sequence[_Shares]) -> GroupGain:
    """The gain of people; one answer moves a share by the part that a question is of the shortest quiz."""
    fewest = min((each.questions for each in shares), default=1)
    return group_gain([(each.before, each.after) for each in shares], 1, 1 / fewest)


def _pair(quizzes: Mapping[QuizKind, list[QuizMark]]) -> _Shares | None:
    """The shares of points before and after; ``None`` where there are none, or one can't be told."""
    before, after = (_share(quizzes[quiz]) for quiz in (QuizKind.WARM_UP, QuizKind.EXIT))
    if before is None or after is None:
        return None
    return _Shares(before=before, after=after, questions=min(map(len, quizzes.values())))


def _share(marks: list[QuizMark]) -> float | None:
    earned = [mark.earned for mark in marks if mark.earned is not None]
    if not marks or len(earned) < len(marks):
        return None
    return float(sum(earned, ZERO) / sum((mark.worth for mark in marks), Decimal(0)))


def _clause_gains(
    both: Mapping[str, Mapping[QuizKind, list[QuizMark]]], items: Mapping[str, PaperItem]
) -> Iterable[ClauseGain]:
    asked = {mark.item for quizzes in both.values() for marks in quizzes.values() for mark in marks}
    for clause in sorted({name for item in asked for name in items[item].item.rests_on}):
        pairs = [
            pair
            for quizzes in both.values()
            if (pair := _pair({quiz: _on(clause, marks, items) for quiz, marks in quizzes.items()})) is not None
        ]
        yield ClauseGain(clause=clause, gain=_gain(pairs))


def _on(clause: str, marks: Iterable[QuizMark], items: Mapping[str, PaperItem]) -> list[QuizMark]:
    return [mark for mark in marks if clause in items[mark.item].item.rests_on]
