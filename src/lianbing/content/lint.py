"""The rules of ``check``: each is one function with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from lianbing.content.loader import Loaded
from lianbing.domain.items.question import Question
from lianbing.domain.knowledge.clauses import Confidence
from lianbing.domain.workbook import Workbook
from lianbing.errors import Fault


class Weight(Enum):
    """What follows from the faults that a rule finds.

    They stop every command, for it could not work on such content; or ``check`` alone fails, for they are mended
    before the content is given out; or they are advice.
    """

    STOPS = "stops"
    FAILS_CHECK = "fails-check"
    ADVISES = "advises"


@dataclass(frozen=True)
class LintRule:
    """A rule by its name: what is wrong with the content, each fault with its place."""

    name: str
    faults: Callable[[Loaded], Iterator[Fault]]
    weight: Weight = Weight.STOPS


def content_rule(name: str, weight: Weight = Weight.STOPS) -> Callable[[Callable[[Loaded], Iterator[Fault]]], LintRule]:
    """Makes a rule of a function that looks at all content and gives faults."""
    return lambda faults: LintRule(name, faults, weight)


def question_rule(name: str) -> Callable[[Callable[[Question, Workbook], Iterable[str]]], LintRule]:
    """Makes a rule of a function that looks at one question and gives sentences: what is wrong and what to do."""

    def of(sentences: Callable[[Question, Workbook], Iterable[str]]) -> LintRule:
        def faults(loaded: Loaded) -> Iterator[Fault]:
            for question in loaded.workbook.questions.values():
                for sentence in sentences(question, loaded.workbook):
                    yield loaded.places.fault("items", question.id, f"题 {question.id}：{sentence}")

        return LintRule(name, faults)

    return of


def unknown(word: str, names: Iterable[str], known: Iterable[str]) -> list[str]:
    """A sentence for each name that is not among those that are known."""
    have = set(known)
    return [f"没有{word} {name}：改编号，或先定义它" for name in names if name not in have]


def basis_faults(book: Workbook, references: Iterable[str], scored: bool = True) -> list[str]:
    """A sentence for each clause or fact that there is none of, and one where all are too uncertain to be marked by."""
    bases = [book.find_basis(reference) for reference in references]
    messages = [f"依据 {ref} 不存在：改编号，或先写进 standards/" for ref in references if not book.find_basis(ref)]
    confidences = [getattr(basis, "confidence", None) for basis in bases]
    if scored and confidences and all(confidence is Confidence.LOW for confidence in confidences):
        messages.append("只依据低置信度的行业知识，不能计分：补一条条款或可靠的依据")
    return messages
