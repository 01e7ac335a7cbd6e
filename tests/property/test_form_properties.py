"""甲卷、乙卷, whatever the bank has: disjoint, equally long, the same for the same pool, and the best there are."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.sessions.form_search import QuizQuestion
from lianbing.domain.sessions.forms import FormBalance, balance_of, choose_forms

CLAUSES = ("VIS-01", "VIS-02", "VIS-03", "VIS-04")
TYPES = ("单选题", "判断题", "多选题")


@st.composite
def pools(draw: st.DrawFn, most: int = 24) -> list[QuizQuestion]:
    count = draw(st.integers(0, most))
    return [
        QuizQuestion(
            id=f"q-{number:04}",
            type=draw(st.sampled_from(TYPES)),
            clauses=tuple(sorted(draw(st.sets(st.sampled_from(CLAUSES), min_size=1, max_size=2)))),
            difficulty=(level := draw(st.integers(1, 3))),
            expected=1 - level * 0.15,
        )
        for number in range(count)
    ]


@given(pools(), st.integers(1, 8))
def test_forms_are_disjoint_equally_long_and_as_long_as_the_pool_allows(pool: list[QuizQuestion], length: int) -> None:
    forms = choose_forms(pool, CLAUSES, length).forms
    assert len(forms.a) == len(forms.b) == min(length, len(pool) // 2)
    assert len({*forms.a, *forms.b}) == len(forms.a) + len(forms.b)
    assert {*forms.a, *forms.b} <= {question.id for question in pool}


@given(pools(), st.randoms(use_true_random=False))
def test_the_order_of_the_bank_does_not_matter(pool: list[QuizQuestion], random: object) -> None:
    shuffled = [*pool]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose_forms(pool, CLAUSES) == choose_forms(shuffled, CLAUSES)


@given(pools(most=7), st.integers(1, 3))
def test_no_two_forms_of_a_small_pool_ask_the_clauses_more_evenly(pool: list[QuizQuestion], length: int) -> None:
    chosen = choose_forms(pool, CLAUSES, length)
    reached = len(chosen.forms.a)
    others = (
        balance_of(a, b, CLAUSES)
        for a in combinations(pool, reached)
        for b in combinations([question for question in pool if question not in a], reached)
    )
    assert _unevenness(chosen.balance, pool) == min(_unevenness(balance, pool) for balance in others)


@given(st.lists(st.sampled_from(TYPES), min_size=4, max_size=4))
def test_twins_are_parted(types: list[str]) -> None:
    """Where every question has a twin, the forms are equal in everything."""
    pool = [
        QuizQuestion(id=f"{name}{twin}", type=kind, clauses=(clause,), difficulty=level, expected=1 - level * 0.15)
        for name, kind, clause, level in zip("mnpr", types, CLAUSES, (1, 2, 3, 2), strict=True)
        for twin in "xy"
    ]
    balance = choose_forms(pool, CLAUSES, 4).balance
    assert balance.a == balance.b
    assert balance.difference == 0


@given(pools())
def test_clauses_that_the_bank_can_not_ask_twice_are_named(pool: list[QuizQuestion]) -> None:
    sentences = choose_forms(pool, CLAUSES).shortages
    for clause in CLAUSES:
        if sum(clause in question.clauses for question in pool) < 2:
            assert any(sentence.startswith(f"{clause} 在题库里") for sentence in sentences)


def _unevenness(balance: FormBalance, pool: list[QuizQuestion]) -> tuple[int, int]:
    """The clauses that a form lacks, the first weighing most, and how differently often the forms ask them."""
    absent = sum(
        (len(CLAUSES) - place) * sum(form.clauses[clause] == 0 for form in (balance.a, balance.b))
        for place, clause in enumerate(CLAUSES)
        if sum(clause in question.clauses for question in pool) > 1
    )
    return absent, sum(abs(balance.a.clauses[clause] - balance.b.clauses[clause]) for clause in CLAUSES)
