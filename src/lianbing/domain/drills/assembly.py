"""Drawing papers from the bank by a blueprint, and measuring their overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection, shortages
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.papers import Basis, Employee, Paper, PaperItem, PaperSection
from lianbing.domain.drills.selfstudy import MockExam, mock_blueprint, practice_instances
from lianbing.domain.items.lettering import reletter
from lianbing.domain.items.question import Item, Question, realise
from lianbing.domain.kernel.bindings import Sources
from lianbing.domain.kernel.seeds import shuffled
from lianbing.errors import BlueprintShort

_REDRAWS = 50
_LOOK_AHEAD = 3
"""How many questions are weighed for each place: enough to come near the shares, few enough that papers differ."""


@dataclass(frozen=True)
class QuestionPool:
    """The source of papers: questions, look-ups for their numbers, and the text of each reference."""

    questions: tuple[Question, ...]
    sources: Sources
    basis: Callable[[str], Basis]


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """How alike papers are: the share of items that two papers have in common, and which section is worst."""

    mean: Fraction
    worst: Fraction
    tightest: str
    tightest_mean: Fraction


def assemble(drill: Drill, blueprint: Blueprint, bank: QuestionPool, employee: Employee, withdrawn: int = 0) -> Paper:
    """Draws one person's paper, determined by the drill's id and seed, blueprint, bank and employee.

    ``withdrawn`` papers of the person are out already: the new one has another id, so that nothing is mixed up.

    Raises:
        BlueprintShort: the bank can't serve a section.
        ExpressionFault: a drawn question can't be evaluated.
    """
    person_seed = paper_seed(drill.seed, drill.id, employee)
    sections, number = [], 1
    for section, drawn in zip(blueprint.sections, draw(blueprint, bank.questions, person_seed), strict=True):
        items = tuple(
            PaperItem(number + place, section.worth, personal(question, bank.sources, person_seed))
            for place, question in enumerate(drawn)
        )
        sections.append(PaperSection(section.title, section.skill, items))
        number += len(items)
    references = dict.fromkeys(ref for section in sections for item in section.items for ref in item.item.rests_on)
    basis = {reference: bank.basis(reference) for reference in references}
    return Paper(
        id=f"{drill.id}-{employee.id}" + (f".{withdrawn + 1}" if withdrawn else ""),
        drill=drill.id,
        employee=employee,
        sections=tuple(sections),
        basis=basis,
        short_answers=blueprint.short_answers,
    )


def paper_seed(seed: str, drill: str, employee: Employee) -> str:
    """Returns the seed of one person's paper in a drill."""
    return f"{seed}/{drill}/{employee.id}"


def draw(blueprint: Blueprint, questions: Sequence[Question], seed: str) -> list[list[Question]]:
    """Draws the questions of each section, reserved shares first; raises BlueprintShort."""
    missing = shortages(blueprint, questions)
    if missing:
        raise BlueprintShort(f"题库不够组成《{blueprint.title}》：" + "；".join(missing) + "。请补题或改细目表。")
    drawing = _Drawing(blueprint, questions, seed)
    reserved = [drawing.take(section, section.reserved, unseen=True) for section in blueprint.sections]
    rest = [
        drawing.take(section, section.count - len(own), unseen=False)
        for section, own in zip(blueprint.sections, reserved, strict=True)
    ]
    return [
        shuffled([*own, *others], _id, seed, section.title)
        for section, own, others in zip(blueprint.sections, reserved, rest, strict=True)
    ]


def mock_exam(blueprint: Blueprint, bank: Sequence[Question], sets: int) -> MockExam | None:
    """Draws ``sets`` practice papers from the open questions of ``bank``; None if no section can be drawn.

    Also None for blueprints with code tasks, since the book can't run code.
    """
    if any(section.type.is_run for section in blueprint.sections):
        return None
    open_ones = [question for question in bank if question.practisable]
    reduced = mock_blueprint(blueprint, open_ones)
    if not reduced.sections:
        return None
    drawn = (draw(reduced, open_ones, f"mock/{blueprint.id}/{number}") for number in range(1, sets + 1))
    return MockExam(reduced, tuple(tuple(map(tuple, sections)) for sections in drawn))


def _id(question: Question) -> str:
    return question.id


class _Drawing:
    """Picks, from a few questions drawn by seed, the one whose topic and importance the paper lacks most."""

    def __init__(self, blueprint: Blueprint, questions: Iterable[Question], seed: str) -> None:
        self._left = list(questions)
        self._seed = seed
        self._topics = _Shares(blueprint.topic_weights, blueprint.count)
        self._importance = _Shares(blueprint.importance, blueprint.count)

    def take(self, section: BlueprintSection, count: int, unseen: bool) -> list[Question]:
        taken: list[Question] = []
        for _ in range(count):
            fitting = [q for q in self._left if section.takes(q) and (q.unseen or not unseen)]
            if not fitting:
                raise BlueprintShort(f"题库不够：“{section.title}”与其他各段争用同一批题，只抽得到 {len(taken)} 题")
            few = shuffled(fitting, _id, self._seed, section.title, str(len(self._left)))[:_LOOK_AHEAD]
            question = max(few, key=self._wanted)  # the first among equals
            self._left.remove(question)
            self._topics.taken(question.classification.topic)
            self._importance.taken(question.classification.importance)
            taken.append(question)
        return taken

    def _wanted(self, question: Question) -> Fraction:
        return self._topics.lacking(question.classification.topic) + self._importance.lacking(
            question.classification.importance
        )


class _Shares:
    """The remaining amount of each share of a paper."""

    def __init__(self, weights: Mapping[str, int], count: int) -> None:
        total = sum(weights.values())
        self._due = {name: Fraction(weight * count, total) for name, weight in weights.items() if weight}
        self._left = dict(self._due)

    def lacking(self, name: str) -> Fraction:
        """Returns the missing fraction of a share: 1 if all of it is missing, 0 if none is or the share is empty."""
        return max(self._left[name] / self._due[name], Fraction(0)) if name in self._due else Fraction(0)

    def taken(self, name: str) -> None:
        """Counts an item towards a share."""
        if name in self._left:
            self._left[name] -= 1


def personal(question: Question, sources: Sources, seed: str) -> Item:
    """Returns a question's instance for a paper seed; its numbers differ from those in the book."""
    shown = {item.stem for item in practice_instances(question, sources)} if question.parametrised else set()
    for attempt in range(_REDRAWS):
        item = realise(question, sources, f"{seed}/{question.id}/{attempt}")
        if not question.parametrised or item.stem not in shown:
            break
    return reletter(item, f"{seed}/{question.id}")


def overlap(blueprint: Blueprint, drawn: Sequence[Sequence[Sequence[Question]]]) -> Overlap:
    """Measures the overlap of at least two papers that :func:`draw` returned."""
    papers = [frozenset(q.id for section in paper for q in section) for paper in drawn]
    shared = [len(first & second) for first, second in combinations(papers, 2)]
    by_section = {
        section.title: _mean_share([frozenset(q.id for q in paper[place]) for paper in drawn], section.count)
        for place, section in enumerate(blueprint.sections)
    }
    tightest = max(by_section, key=lambda title: by_section[title])
    return Overlap(
        mean=Fraction(sum(shared), len(shared) * blueprint.count),
        worst=Fraction(max(shared), blueprint.count),
        tightest=tightest,
        tightest_mean=by_section[tightest],
    )


def _mean_share(papers: Iterable[frozenset[str]], count: int) -> Fraction:
    shared = [len(first & second) for first, second in combinations(papers, 2)]
    return Fraction(sum(shared), len(shared) * count)
