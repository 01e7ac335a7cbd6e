"""甲卷、乙卷 against the shipped bank's kinds of questions."""

from __future__ import annotations

from lianbing.domain.items.question import Exposure, ItemStatus, Question
from lianbing.domain.sessions.forms import Expectation, choose_forms, quiz_pool, serves_quiz
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
