"""The analysis of a bank, as the page and the workbook show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lianbing.domain.sessions.answers import AskedQuestion
from lianbing.errors import Fault
from lianbing.psychometrics.estimates import Estimate
from lianbing.psychometrics.items.drifting import ItemDrift
from lianbing.psychometrics.items.figures import ItemFigures


@dataclass(frozen=True, kw_only=True)
class ItemExposure:
    """Where a question was seen: on how many papers and in how many quizzes, by how many people, and when last.

    ``last`` is an ISO date, empty where it was never asked. ``in_book`` says that everybody may practise it.
    """

    papers: int = 0
    quizzes: int = 0
    people: int = 0
    last: str = ""
    in_book: bool = False


@dataclass(frozen=True, kw_only=True)
class PeriodFacility:
    """How easy a question was in the drills of a half-year."""

    period: str
    facility: Estimate


@dataclass(frozen=True, kw_only=True)
class LostEvidence:
    """What a clause would have left if a question were retired: so many questions in force, of those that test it."""

    clause: str
    title: str
    left: int

    @property
    def words(self) -> str:
        """As a clause of a sentence."""
        rest = f"只剩 {self.left} 道题考它" if self.left else "没有别的题考它了"
        return f"{self.clause} {self.title}：{rest}"


@dataclass(frozen=True, kw_only=True)
class AnalysedItem:
    """A question with everything that is known of it.

    ``figures`` are those of drills and quizzes, ``self_study`` is the share of learners whose last answer was right;
    both are ``None`` where there is no answer. ``status`` is a word of the bank. ``drift`` is the change
    between the two last of ``periods``. ``reasons`` say why somebody should look at it, the weightiest first; ``rank``
    is its place among all those that somebody should look at, from 1, or 0.
    """

    question: AskedQuestion
    topic: str
    chapter: str
    status: str
    figures: ItemFigures | None
    self_study: Estimate | None
    exposure: ItemExposure
    periods: tuple[PeriodFacility, ...] = ()
    drift: ItemDrift | None = None
    reasons: tuple[str, ...] = ()
    rank: int = 0
    lost: tuple[LostEvidence, ...] = ()

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id


@dataclass(frozen=True, kw_only=True)
class AnalysedClause:
    """A clause or fact in the answers to all questions that test it; ``in_force`` counts those that papers may ask."""

    reference: str
    title: str
    chapter: str
    answers: int
    facility: Estimate
    self_study: Estimate
    items: tuple[str, ...]
    in_force: int


@dataclass(frozen=True, kw_only=True)
class ChapterProgress:
    """How far a learner is in a chapter: so many of its questions done, so many of those right at the last try.

    ``place`` is that of the chapter in the book.
    """

    person: str
    label: str
    unit: str
    chapter: str
    place: int
    title: str
    questions: int
    done: int
    right: int


@dataclass(frozen=True, kw_only=True)
class ChapterTotals:
    """What learners did in a chapter with so many questions, all together."""

    title: str
    questions: int
    learners: int
    done: int
    right: int

    @property
    def mean_done(self) -> float:
        """The mean share of the chapter's questions that somebody did who did any, from 0 to 1."""
        return self.done / (self.questions * self.learners)


@dataclass(frozen=True, kw_only=True)
class LearnerTotals:
    """What a learner's record comes to."""

    person: str
    label: str
    unit: str
    days: int
    first: str
    last: str
    exported: str
    done: int
    right: int
    exams: int
    scenarios: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """A sitting, as people call it, with its number of people and answers."""

    id: str
    label: str
    people: int
    answers: int


@dataclass(frozen=True, kw_only=True)
class BankAnalysis:
    """Everything, in the order in which it is shown. ``at`` is when it was made, ``chosen`` what was asked for.

    ``items`` are in the order of their ids, ``clauses`` the weakest first; ``topics`` are titles by id. ``look_notes``
    say what the list of questions to look at promises, and by which limits it was made.
    """

    at: str
    chosen: tuple[str, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    items: tuple[AnalysedItem, ...]
    clauses: tuple[AnalysedClause, ...]
    progress: tuple[ChapterProgress, ...]
    learners: tuple[LearnerTotals, ...]
    topics: Mapping[str, str]
    look_notes: tuple[str, ...] = ()
    is_pseudonymous: bool = False

    @cached_property
    def looks(self) -> tuple[AnalysedItem, ...]:
        """The questions that somebody should look at, the weightiest reason first."""
        return tuple(sorted((each for each in self.items if each.rank), key=lambda each: each.rank))

    @property
    def weak_for_learners(self) -> tuple[AnalysedClause, ...]:
        """The clauses on which learners surely do worse than on all that they practised, the weakest first."""
        done = sum(learner.done for learner in self.learners)
        overall = sum(learner.right for learner in self.learners) / done if done else 0.0
        weak = [each for each in self.clauses if each.self_study.high is not None and each.self_study.high < overall]
        return tuple(sorted(weak, key=lambda each: (each.self_study.high or 0.0, each.reference)))

    @property
    def chapters(self) -> tuple[ChapterTotals, ...]:
        """How far all learners are in each chapter of which anybody did anything, in the order of the book."""
        lines: dict[str, list[ChapterProgress]] = {}
        for line in self.progress:
            lines.setdefault(line.chapter, []).append(line)
        return tuple(
            ChapterTotals(
                title=own[0].title,
                questions=own[0].questions,
                learners=len(own),
                done=sum(line.done for line in own),
                right=sum(line.right for line in own),
            )
            for own in sorted(lines.values(), key=lambda own: own[0].place)
        )

    @property
    def answers(self) -> int:
        """How many answers there are altogether."""
        return sum(source.answers for source in self.sources)
