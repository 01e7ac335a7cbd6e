"""甲卷、乙卷 against the shipped bank's kinds of questions, and those that a trainer wrote into the plan."""

from __future__ import annotations

import pytest

from lianbing.domain.items.question import Exposure, ItemStatus, Question
from lianbing.domain.sessions.forms import Expectation, choose_forms, form_faults, quiz_pool, serves_quiz
from lianbing.domain.sessions.plans import ParallelForms
from tests.unit.objects import classified, single

RATES = Expectation(rates={1: 0.85, 2: 0.7, 3: 0.55})


def question(item_id: str, *clauses: str, **marks: object) -> Question:
    return single(item_id, rests_on=clauses or ("VIS-01",), classification=classified(**marks))


BANK = {
    each.id: each
    for each in (
        question("q-1"),
        question("q-2"),
        question("q-3", "VIS-01", "VIS-02", difficulty=3),
        question("q-4", "VIS-02", difficulty=3),
        question("q-5", "VIS-09"),
        question("kept", exposure=Exposure.RESERVED),
        question("raw", status=ItemStatus.DRAFT),
    )
}


def test_only_questions_that_the_book_may_show_are_asked() -> None:
    pool = quiz_pool(BANK.values(), ("VIS-01", "VIS-02"), RATES, besides={"q-2"})
    assert [each.id for each in pool] == ["q-1", "q-3", "q-4"]
    assert not serves_quiz(BANK["kept"])
    assert not serves_quiz(BANK["raw"])


def test_what_people_answered_goes_before_the_difficulty() -> None:
    known = Expectation(rates=RATES.rates, facilities={"q-1": 0.31})
    first, second, *_ = quiz_pool(BANK.values(), ("VIS-01",), known)
    assert (first.expected, first.is_known) == (0.31, True)
    assert (second.expected, second.is_known) == (0.85, False)


def test_a_clause_with_one_question_is_named() -> None:
    pool = quiz_pool(BANK.values(), ("VIS-01", "VIS-09", "VIS-77"), RATES)
    chosen = choose_forms(pool, ("VIS-01", "VIS-09", "VIS-77"), 1)
    assert chosen.forms == ParallelForms(a=("q-1",), b=("q-2",))
    assert chosen.shortages == (
        "VIS-09 在题库里只有一道能用的题（q-5），两卷不能各出一道，没有考",
        "VIS-77 在题库里没有能用的题，两卷都考不到",
    )


def test_an_empty_bank_gives_empty_forms_and_says_so() -> None:
    chosen = choose_forms((), ("VIS-01",))
    assert chosen.forms == ParallelForms()
    assert "0 道" in chosen.shortages[0]


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        (("q-1",), (), "题数要一样"),
        (("q-1",), ("q-1",), "只能出一次"),
        (("q-1", "q-1"), ("q-2", "q-4"), "只能出一次"),
        (("q-1",), ("q-77",), "没有题 q-77"),
        (("q-1",), ("kept",), "只用于练兵"),
        (("raw",), ("q-2",), "没有审过"),
        (("q-1",), ("q-5",), "已经用了"),
    ],
)
def test_forms_of_the_plan_are_checked(a: tuple[str, ...], b: tuple[str, ...], sentence: str) -> None:
    faults = form_faults(ParallelForms(a=a, b=b), BANK, besides={"q-5"})
    assert len(faults) == 1
    assert sentence in faults[0]


def test_sound_forms_have_no_faults() -> None:
    assert form_faults(ParallelForms(a=("q-1", "q-3"), b=("q-2", "q-4")), BANK) == ()
    assert form_faults(ParallelForms(), BANK) == ()
