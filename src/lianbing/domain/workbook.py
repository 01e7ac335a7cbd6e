"""工作簿: all content of one company together, with look-ups by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.coaching.rules import CoachingRules
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drill import DrillPlan
from lianbing.domain.drills.papers import Basis
from lianbing.domain.items.question import Question
from lianbing.domain.items.scenarios import Scenario
from lianbing.domain.items.tasks import Task, TaskSources
from lianbing.domain.kernel.bindings import bind, fill_references
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.knowledge.clauses import Clause, Contradiction, Fact, Parameter, Role, Standard
from lianbing.domain.knowledge.editions import ChangeNote, EditionChanges
from lianbing.domain.knowledge.figures import Figure
from lianbing.domain.knowledge.forms import WorkForm
from lianbing.domain.knowledge.looking_up import limit_value, parameter_value
from lianbing.domain.knowledge.quoted import QuotedNumber
from lianbing.domain.knowledge.reference import Indicator, Term
from lianbing.domain.knowledge.syllabus import Chapter, Prose, Syllabus
from lianbing.domain.practicals.rubric import PracticalRubric
from lianbing.domain.privacy.retention import RetentionRule
from lianbing.domain.reviewing.plans import ReviewPlan
from lianbing.domain.reviewing.rubrics import Rubric
from lianbing.domain.sessions.record_rules import TrainingRules
from lianbing.domain.sessions.rules import SessionRules
from lianbing.errors import UnknownReference


@dataclass(frozen=True)
class Workbook:
    """Everything by id; every mapping keeps the order of the files."""

    standards: Mapping[str, Standard]
    clauses: Mapping[str, Clause]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    contradictions: Mapping[str, Contradiction]
    roles: Mapping[str, Role]
    syllabus: Syllabus
    chapters: Mapping[str, Chapter]
    questions: Mapping[str, Question]
    tasks: Mapping[str, Task]
    scenarios: Mapping[str, Scenario]
    figures: Mapping[str, Figure]
    indicators: tuple[Indicator, ...]
    terms: tuple[Term, ...]
    blueprints: Mapping[str, Blueprint]
    drills: Mapping[str, DrillPlan]
    schemes: Mapping[str, Scheme]
    practicals: Mapping[str, PracticalRubric]
    rubrics: Mapping[str, Rubric]
    review_plans: Mapping[str, ReviewPlan]
    retention: tuple[RetentionRule, ...] = ()
    coaching: CoachingRules | None = None
    sessions: SessionRules | None = None
    training: TrainingRules | None = None
    forms: Mapping[str, WorkForm] = field(default_factory=dict)
    quoted: tuple[QuotedNumber, ...] = ()
    held: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By item that waits for somebody to look at it, what it rests on that has changed since the edition before."""
    edition: str = ""
    """What the edition before is called, if one is kept."""
    changed: tuple[ChangeNote, ...] = ()
    """What has changed since."""
    editions: tuple[EditionChanges, ...] = ()
    """What earlier editions changed, the oldest first."""

    @property
    def drawable(self) -> tuple[Question, ...]:
        """The questions that papers, practice exams and quizzes may draw: all but those that wait."""
        return tuple(question for question in self.questions.values() if question.id not in self.held)

    @property
    def sources(self) -> TaskSources:
        """Look-ups of limits, parameters and data exercises for formulas and texts."""
        return TaskSources(limit=self.limit_value, parameter=self.parameter_value, task=self.find_task)

    def limit_value(self, place: str) -> Quantity:
        """The value of a clause's limit, by what texts call it; raises UnknownReference."""
        return limit_value(self.clauses, place)

    def parameter_value(self, name: str) -> Quantity:
        """The value of a parameter, by what texts call it; raises UnknownReference."""
        return parameter_value(self.parameters, name)

    def find_task(self, task_id: str) -> Task:
        """The data exercise; raises UnknownReference."""
        task = self.tasks.get(task_id)
        if task is None:
            raise UnknownReference(f"没有数据练习 {task_id}")
        return task

    def prose(self, chapter: Chapter, block: Prose) -> str:
        """A stretch of a chapter with its placeholders filled in; raises ExpressionFault and UnknownReference."""
        return fill_references(block.text, self.sources, bind(chapter.values, self.sources, chapter.id))

    def find_basis(self, reference: str) -> Clause | Fact | None:
        """The clause or fact that an item rests on."""
        return self.clauses.get(reference) or self.facts.get(reference)

    def basis(self, reference: str) -> Basis:
        """The clause or fact as people read it; raises UnknownReference."""
        match self.find_basis(reference):
            case Clause() as clause:
                return Basis(title=clause.title, text=clause.full_wording, status=clause.status.value)
            case Fact() as fact:
                return Basis(title=fact.title, text=fact.text, status=f"置信度{fact.confidence.value}")
        raise UnknownReference(f"没有条款或行业知识 {reference}")

    def selftest_questions(self, chapter: Chapter) -> tuple[Question, ...]:
        """The questions that a chapter's self-test can draw: of its topics, open, and marked without a person."""
        return tuple(
            question
            for question in self.questions.values()
            if question.classification.topic in chapter.topics
            and question.practisable
            and not question.type.needs_person
        )

    def chapters_of(self, reference: str) -> tuple[str, ...]:
        """The chapters that show a clause or fact."""
        return self.chapters_by_reference.get(reference, ())

    @cached_property
    def chapters_by_reference(self) -> Mapping[str, tuple[str, ...]]:
        """The chapters that show each clause and fact, in the order of the chapters."""
        chapters: dict[str, tuple[str, ...]] = {}
        for chapter in self.chapters.values():
            for reference in dict.fromkeys((*chapter.marked("clauses"), *chapter.marked("facts"))):
                chapters[reference] = (*chapters.get(reference, ()), chapter.id)
        return chapters
