"""The gain from the quiz before to the one after: who counts, and what is said of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.sessions.happenings import QuizKind
from lianbing.domain.sessions.marked import QuizMark
from lianbing.psychometrics.gains import group_gain
from lianbing.reports.sessions import words
from lianbing.reports.sessions.gains import QuizGain, quiz_gain
from tests.unit.objects import item

FORMS = {"A": ("q-1", "q-2"), "B": ("q-3", "q-4")}
ITEMS = {
    name: PaperItem(place, Decimal(1), item(name, rests_on=("VIS-01" if name in ("q-1", "q-3") else f"VIS-0{place}",)))
    for place, name in enumerate(("q-1", "q-2", "q-3", "q-4"), 1)
}


def _marks(seat: str, quiz: QuizKind, form: str, *earned: str | None) -> list[QuizMark]:
    return [
        QuizMark(
            seat=seat,
            number="",
            quiz=quiz,
            form=form,
            item=name,
            worth=Decimal(1),
            earned=None if each is None else Decimal(each),
            answer="",
        )
        for name, each in zip(FORMS[form], earned, strict=True)
    ]


@pytest.fixture
def gain() -> QuizGain:
    return quiz_gain(
        [
            *_marks("s001", QuizKind.WARM_UP, "A", "0", "0"),
            *_marks("s001", QuizKind.EXIT, "B", "1", "0"),
            *_marks("s002", QuizKind.WARM_UP, "B", "0", "1"),
            *_marks("s002", QuizKind.EXIT, "A", "1", "1"),
            *_marks("s003", QuizKind.WARM_UP, "A", "1", "0"),
            *_marks("s003", QuizKind.EXIT, "B", "1", "1"),
            *_marks("s004", QuizKind.WARM_UP, "A", "0", "0"),
            *_marks("s005", QuizKind.EXIT, "A", "1", "1"),
            *_marks("s006", QuizKind.WARM_UP, "A", "1", "1"),
            *_marks("s006", QuizKind.EXIT, "B", "1", None),
        ],
        ITEMS,
    )


def test_only_those_with_both_quizzes_count_and_all_others_are_named(gain: QuizGain) -> None:
    assert gain.whole == group_gain([(0, 0.5), (0.5, 1), (0.5, 1)], 1, 0.5)
    assert (gain.only_before, gain.only_after, gain.unmarked) == (("s004",), ("s005",), ("s006",))
    assert gain.first_forms == {"A": 2, "B": 1}


def test_a_clause_is_compared_where_it_was_asked_before_and_after(gain: QuizGain) -> None:
    by_clause = {each.clause: each.gain for each in gain.clauses}
    assert by_clause["VIS-01"] == group_gain([(0, 1), (0, 1), (1, 1)], 1, 1)
    assert by_clause["VIS-02"].people == 0
    assert [each.clause for each in gain.paired] == ["VIS-01"]


def test_it_is_the_gain_of_the_group_and_not_the_mean_of_peoples_gains(gain: QuizGain) -> None:
    """Mean gain 0.5 of a mean of 2/3 that could be gained; the mean of single gains would be (0.5 + 1 + 1) / 3."""
    assert gain.whole.normalised.value == pytest.approx(0.75)


def test_nobody_with_both_quizzes_is_said_and_no_error() -> None:
    gain = quiz_gain(_marks("s001", QuizKind.WARM_UP, "A", "1", "0"), ITEMS)
    assert gain.whole.people == 0
    assert words.change(gain.whole.gain)
