"""甲卷、乙卷: two quizzes about the same clauses, equally long and equally hard, with no question in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lianbing.domain.items.on_paper import OneLetter, SeveralLetters, SeveralTexts, ShortText, TrueOrFalse
from lianbing.domain.items.question import MarkedBy, Question
from lianbing.domain.sessions.form_search import QuizQuestion, most_alike
from lianbing.domain.sessions.plans import ParallelForms

LENGTH = 6
"""How many questions a form has where nobody says otherwise."""
_EASY_ON_PHONES = (OneLetter, SeveralLetters, TrueOrFalse, ShortText, SeveralTexts)


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """Which share of its points a question is expected to give: as people answered it, else by its difficulty."""

    rates: Mapping[int, float]
    facilities: Mapping[str, float] = field(default_factory=dict)

    def of(self, question: Question) -> float:
        """The share, from 0 to 1."""
        return self.facilities.get(question.id, self.rates[question.classification.difficulty])


@dataclass(frozen=True, kw_only=True)
class FormFigures:
    """What a form comes to: how often it asks each clause and type, mean difficulty, mean expected share of points."""

    count: int
    clauses: Mapping[str, int]
    types: Mapping[str, int]
    difficulty: float
    expected: float
    known: int


@dataclass(frozen=True, kw_only=True)
class FormBalance:
    """How alike two forms are."""

    a: FormFigures
    b: FormFigures

    @property
    def difference(self) -> float:
        """The expected share of points of A less that of B."""
        return self.a.expected - self.b.expected

    @property
    def uneven(self) -> tuple[str, ...]:
        """The clauses that one form asks more often than the other."""
        return tuple(clause for clause, count in self.a.clauses.items() if count != self.b.clauses[clause])


@dataclass(frozen=True, kw_only=True)
class ChosenForms:
    """Two forms, how alike they are, and in Chinese sentences what the bank could not give."""

    forms: ParallelForms
    balance: FormBalance
    shortages: tuple[str, ...]


def serves_quiz(question: Question) -> bool:
    """Whether the book may show a question, a key alone marks it, and a phone answers it with taps or a word."""
    is_easy = isinstance(question.type.paper, _EASY_ON_PHONES)
    return question.practisable and question.type.marked_by is MarkedBy.KEY and is_easy


def quiz_question(question: Question, clauses: Sequence[str], expectation: Expectation) -> QuizQuestion:
    """What counts of a question where ``clauses`` are taught."""
    return QuizQuestion(
        id=question.id,
        type=question.type.label,
        clauses=tuple(clause for clause in clauses if clause in question.rests_on),
        difficulty=question.classification.difficulty,
        expected=expectation.of(question),
        is_known=question.id in expectation.facilities,
    )


def quiz_pool(
    questions: Iterable[Question], clauses: Sequence[str], expectation: Expectation, besides: Collection[str] = ()
) -> tuple[QuizQuestion, ...]:
    """The questions that may be asked about ``clauses``, but for those that are shown otherwise (``besides``)."""
    serving = (question for question in questions if serves_quiz(question) and question.id not in besides)
    counted = (quiz_question(question, clauses, expectation) for question in serving)
    return tuple(question for question in counted if question.clauses)


def choose_forms(pool: Sequence[QuizQuestion], clauses: Sequence[str], length: int = LENGTH) -> ChosenForms:
    """The two forms that are most alike; the same for the same pool, in whatever order.

    Args:
        pool: what may be asked.
        clauses: what is taught, the most important first.
        length: how many questions each form is to have; fewer where the pool is too small.
    """
    ordered = sorted(pool, key=lambda question: question.id)
    a, b = most_alike(ordered, clauses, min(length, len(ordered) // 2))
    forms = ParallelForms(a=tuple(one.id for one in a), b=tuple(one.id for one in b))
    return ChosenForms(
        forms=forms,
        balance=balance_of(a, b, clauses),
        shortages=tuple(form_shortages(forms, ordered, clauses, length)),
    )


def balance_of(a: Sequence[QuizQuestion], b: Sequence[QuizQuestion], clauses: Sequence[str]) -> FormBalance:
    """How alike two forms are in what they ask of ``clauses``."""
    types = [*dict.fromkeys(question.type for question in (*a, *b))]
    return FormBalance(a=_figures(a, clauses, types), b=_figures(b, clauses, types))


def _figures(form: Sequence[QuizQuestion], clauses: Sequence[str], types: Sequence[str]) -> FormFigures:
    asked = Counter(clause for question in form for clause in question.clauses)
    of_type = Counter(question.type for question in form)
    count = max(1, len(form))
    return FormFigures(
        count=len(form),
        clauses={clause: asked[clause] for clause in clauses},
        types={name: of_type[name] for name in types},
        difficulty=sum(question.difficulty for question in form) / count,
        expected=sum(question.expected for question in form) / count,
        known=sum(question.is_known for question in form),
    )


def form_shortages(
    forms: ParallelForms, pool: Sequence[QuizQuestion], clauses: Sequence[str], length: int
) -> Iterator[str]:
    """What the bank, or the length, keeps two forms from asking, in Chinese sentences without a full stop."""
    reached = len(forms.a)
    if reached < length:
        yield f"题库里能考这些条款、又能当堂判的题只有 {len(pool)} 道，两卷各出 {reached} 题，不够 {length} 题"
    chosen = {*forms.a, *forms.b}
    for clause in clauses:
        own = {question.id for question in pool if clause in question.clauses}
        if not own:
            yield f"{clause} 在题库里没有能用的题，两卷都考不到"
        elif len(own) == 1:
            where = "只进了一份卷" if own & chosen else "没有考"
            yield f"{clause} 在题库里只有一道能用的题（{min(own)}），两卷不能各出一道，{where}"
        elif not own & chosen:
            yield f"{clause} 有题，但两卷各 {reached} 题放不下：要考就加题数"
