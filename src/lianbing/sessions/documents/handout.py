"""讲义: what people take home, up to four pages: goals, clauses in their words, what to remember, a worked example.

It holds nothing that the session asks: its example and its common errors come from questions that no quiz, vote or
case of this session has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.on_paper import OneLetter, ShortText, TrueOrFalse
from lianbing.domain.items.question import Item, Question, realise
from lianbing.domain.knowledge.clauses import Clause, Fact, Status
from lianbing.domain.sessions.forms import serves_quiz
from lianbing.domain.sessions.plans import SessionPlan
from lianbing.domain.workbook import Workbook
from lianbing.printing.blocks import Block, FramedText, Heading, PaperDocument, Points, RuledLines
from lianbing.sessions.documents.house_style import new_document, when_and_where
from lianbing.sessions.documents.questions import answered_blocks
from lianbing.sessions.documents.room import lines_that_fit
from lianbing.wire.sessions.prepared import PreparedSession

_ESSENTIALS, _WORDS, _ERRORS, _LONGEST = 3, 6, 3, 90
"""So many points to a clause, words and differences, common errors; the longest texts of questions that are used."""


def handout(prepared: PreparedSession, workbook: Workbook) -> PaperDocument:
    """The document."""
    plan = prepared.plan
    blocks: list[Block] = [when_and_where(plan), Heading("这次要学会的")]
    blocks.append(Points(tuple(_goals(prepared))))
    spare = _Spare(plan, workbook)
    example = spare.example()
    blocks.append(Heading("条款和要点"))
    for name in plan.clauses:
        blocks.append(_card(name, workbook))
        if essentials := tuple(spare.essentials(name)):
            blocks.append(Points(essentials))
    if points := (*islice(_to_remember(plan, workbook), _WORDS), *spare.errors()):
        blocks += [Heading("容易混、容易错的"), Points(points)]
    if example:
        basis = {name: workbook.basis(name) for name in example.rests_on}
        is_taught = not {*plan.clauses}.isdisjoint(example.rests_on)
        blocks += [Heading("例题" if is_taught else "例题（同一章里挨着的条款）"), *answered_blocks(example, 1, basis)]
    if chapters := tuple(_chapters(plan, workbook)):
        blocks += [Heading("课后读哪一章"), Points(chapters)]
    notes = Heading("我的笔记")
    if lines := lines_that_fit([*blocks, notes]):
        blocks += [notes, RuledLines(lines)]
    return new_document(prepared, "讲义", blocks)


def _goals(prepared: PreparedSession) -> Iterator[str]:
    names = [goal.clause for goal in prepared.plan.goals] or [*prepared.plan.clauses]
    for name in names:
        basis = prepared.basis[name]
        yield f"{basis.title}（{name}）：说得出原话，照着做得到。"


def _card(name: str, workbook: Workbook) -> FramedText:
    match workbook.find_basis(name):
        case Clause() as clause:
            return FramedText(
                title=f"{name}　{clause.title}", text=clause.wording, notes=tuple(_notes(clause, workbook))
            )
        case Fact() as fact:
            source = f"出处：{fact.source}；置信度{fact.confidence.value}。{fact.note}"
            return FramedText(title=f"{name}　{fact.title}", text=fact.text, notes=(source,))
    return FramedText(title=name, text="")


def _notes(clause: Clause, workbook: Workbook) -> Iterator[str]:
    if clause.limits:
        owned = "，本单位参数，可能另定" if any(limit.parameter for limit in clause.limits) else ""
        yield f"限额：{'；'.join(limit.in_words for limit in clause.limits)}{owned}。"
    standard = workbook.standards[clause.standard]
    yield f"出处：{clause.place}（{standard.title}，{standard.edition}）。"
    if clause.status is not Status.COMPLETE:
        yield f"原文{clause.status.value}。{clause.note}"


def _to_remember(plan: SessionPlan, workbook: Workbook) -> Iterator[str]:
    """Words of the trade, and how to take what sources say differently."""
    for term in workbook.terms:
        if not set(term.see).isdisjoint(plan.clauses):
            yield f"{term.term}：{term.meaning}"
    differing = dict.fromkeys(
        name
        for clause in plan.clauses
        if clause in workbook.clauses
        for name in workbook.clauses[clause].contradictions
    )
    for name in differing:
        contradiction = workbook.contradictions[name]
        yield f"{contradiction.title}，各处说法不一：{contradiction.treatment}"


class _Spare:
    """The questions about what is taught that the session doesn't ask; each is used once."""

    def __init__(self, plan: SessionPlan, workbook: Workbook) -> None:
        self._workbook = workbook
        rank = {clause: place for place, clause in enumerate(plan.clauses)}
        free = [one for one in workbook.drawable if serves_quiz(one) and one.id not in plan.questions]
        self._beside = _beside(plan, workbook, free)
        spare = [question for question in free if not rank.keys().isdisjoint(question.rests_on)]
        self._left = sorted(spare, key=lambda one: min(rank.get(name, len(rank)) for name in one.rests_on))

    def example(self) -> Item | None:
        """A question to work out on what is taught, a calculation first; else one on what the book has beside it."""
        papers = (ShortText, OneLetter, TrueOrFalse)
        taught = (one for paper in papers for one in self._left if isinstance(one.type.paper, paper))
        beside = (one for one in self._beside if isinstance(one.type.paper, papers))
        question = next(chain(taught, beside), None)
        return self._taken(question) if question else None

    def essentials(self, clause: str) -> Iterator[str]:
        """What is said about answers to questions on a clause, where it holds no numbers of the question."""
        fitting = [
            question
            for question in self._left
            if clause in question.rests_on and not question.parametrised and len(question.explain) <= _LONGEST
        ]
        for question in fitting[:_ESSENTIALS]:
            yield self._taken(question).explain

    def errors(self) -> Iterator[str]:
        """Wrong options with the reason why they are wrong, each about another clause."""
        used: set[str] = set()
        for question in self._left:
            is_short = isinstance(question.type.paper, OneLetter) and len(question.stem) <= _LONGEST
            if is_short and question.why and used.isdisjoint(question.rests_on) and len(used) < _ERRORS:
                used.add(question.rests_on[0])
                item = self._taken(question)
                letter = min(item.why)
                yield f"{item.stem}不是“{item.options[letter].rstrip('。')}”：{item.why[letter]}"

    def _taken(self, question: Question) -> Item:
        self._left = [one for one in self._left if one is not question]
        return realise(question, self._workbook.sources, practice_seed(question.id))


def _beside(plan: SessionPlan, workbook: Workbook, questions: Iterable[Question]) -> list[Question]:
    """Those of the topics of the chapters that teach what is taught, the nearest clauses and facts there first."""
    chapters = {name: workbook.chapters[name] for clause in plan.clauses for name in workbook.chapters_of(clause)[:1]}
    topics = {topic for chapter in chapters.values() for topic in chapter.topics}
    cards = [name for chapter in chapters.values() for name in (*chapter.marked("clauses"), *chapter.marked("facts"))]
    place = {name: number for number, name in enumerate(dict.fromkeys(cards))}
    taught = [place[name] for name in plan.clauses if name in place]
    near = {name: min(abs(number - each) for each in taught) for name, number in place.items()} if taught else {}
    beside = (one for one in questions if one.classification.topic in topics and one.rests_on[0] in near)
    return sorted(beside, key=lambda one: near[one.rests_on[0]])


def _chapters(plan: SessionPlan, workbook: Workbook) -> Iterator[str]:
    """The chapters that teach it, with the clauses that stand there."""
    taught: dict[str, list[str]] = {}
    for name in plan.clauses:
        for chapter in workbook.chapters_of(name)[:1]:
            taught.setdefault(chapter, []).append(name)
    for chapter, names in taught.items():
        yield f"《{workbook.chapters[chapter].title}》：{'、'.join(names)}"
