"""Which clauses would be left with too few questions if one were retired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lianbing.domain.items.question import ItemStatus
from lianbing.domain.workbook import Workbook
from lianbing.errors import UnknownReference
from lianbing.reports.analysis.analysis import LostEvidence

LEAST_QUESTIONS = 2
"""With one question alone, a clause is judged by how that question is worded."""


class ClauseEvidence:
    """The questions in force by the clause or fact that they test."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._questions: defaultdict[str, set[str]] = defaultdict(set)
        for question in workbook.questions.values():
            if question.classification.status is ItemStatus.REVIEWED:
                for reference in question.rests_on:
                    self._questions[reference].add(question.id)

    def in_force(self, reference: str) -> int:
        """How many questions in force test a clause."""
        return len(self._questions.get(reference, ()))

    def lost_with(self, item: str) -> Iterator[LostEvidence]:
        """The clauses that have fewer than :data:`LEAST_QUESTIONS` without a question that is in force."""
        question = self._workbook.questions.get(item)
        for reference in question.rests_on if question else ():
            names = self._questions.get(reference, set())
            if item in names and len(names) - 1 < LEAST_QUESTIONS:
                yield LostEvidence(clause=reference, title=self.title(reference), left=len(names) - 1)

    def title(self, reference: str) -> str:
        """What a clause or fact is about; empty where the book has none of this name any more."""
        try:
            return self._workbook.basis(reference).title
        except UnknownReference:
            return ""
