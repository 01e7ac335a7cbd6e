"""Advice on what questions rest on: clauses that say something."""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.content.lint import Weight, content_rule
from lianbing.content.loader import Loaded
from lianbing.domain.items.question import ItemStatus, Question
from lianbing.domain.knowledge.clauses import Clause
from lianbing.domain.workbook import Workbook
from lianbing.errors import Fault


@content_rule("headings", Weight.ADVISES)
def heading_advice(loaded: Loaded) -> Iterator[Fault]:
    """Questions whose bases are all mere headings, so that nothing says why the key is right."""
    book = loaded.workbook
    for question in book.questions.values():
        headings = _headings(question, book)
        if headings and question.classification.status is not ItemStatus.RETIRED:
            message = (
                f"题 {question.id} 只依据标题式的条款（{'、'.join(headings)}），条款里没有答案："
                "在 rests_on 里添上说得出答案的条款或行业知识"
            )
            yield loaded.places.fault("items", question.id, message)


def _headings(question: Question, book: Workbook) -> list[str]:
    """What a question rests on if that is nothing but headings."""
    bases = [book.find_basis(name) for name in question.rests_on]
    headings = [basis for basis in bases if isinstance(basis, Clause) and basis.heading]
    return [f"{clause.id}“{clause.text.rstrip('。')}”" for clause in headings] if len(headings) == len(bases) else []
