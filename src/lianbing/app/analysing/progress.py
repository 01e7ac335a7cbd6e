"""How far learners are, by their records: in each chapter, and altogether."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lianbing.app.analysing.gathered import Learner
from lianbing.book.practice_files import practised_questions
from lianbing.domain.workbook import Workbook
from lianbing.reports.analysis.analysis import ChapterProgress, LearnerTotals


def chapter_progress(workbook: Workbook, learners: Sequence[Learner]) -> Iterator[ChapterProgress]:
    """A line for each learner and each chapter of which the learner did anything."""
    chapters = practised_questions(workbook) if learners else {}
    for learner in learners:
        for place, (name, questions) in enumerate(chapters.items(), 1):
            results = [learner.items[question.id] for question in questions if question.id in learner.items]
            if results:
                yield ChapterProgress(
                    person=learner.person,
                    label=learner.label,
                    unit=learner.unit,
                    chapter=name,
                    place=place,
                    title=workbook.chapters[name].title,
                    questions=len(questions),
                    done=len(results),
                    right=sum(results),
                )


def learner_totals(learners: Sequence[Learner]) -> Iterator[LearnerTotals]:
    """A line for each learner."""
    for learner in learners:
        yield LearnerTotals(
            person=learner.person,
            label=learner.label,
            unit=learner.unit,
            days=len(learner.days),
            first=min(learner.days, default=""),
            last=max(learner.days, default=""),
            exported=learner.exported,
            done=len(learner.items),
            right=sum(learner.items.values()),
            exams=learner.exams,
            scenarios=learner.scenarios,
        )
