"""组卷细目表, and drawing a paper from the bank by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.items import Exposure, Item, ItemStatus, ItemType, Question, Skill, realise, reletter
from lianbing.domain.papers import Basis, Employee, Paper, PaperItem, PaperSection
from lianbing.domain.periods import Period
from lianbing.domain.seeds import shuffled
from lianbing.domain.values import Sources
from lianbing.errors import BlueprintShort

_REDRAWS = 50


@dataclass(frozen=True)
class Bank:
    """What papers are drawn from: questions, look-ups for their numbers, and the text behind each reference."""

    questions: tuple[Question, ...]
    sources: Sources
    basis: Callable[[str], Basis]


@dataclass(frozen=True)
class BlueprintSection:
    """A run of questions of one skill and type; ``topics`` empty means any."""

    title: str
    skill: Skill
    type: ItemType
    count: int
    points: Decimal
    reserved: int = 0
    topics: tuple[str, ...] = ()

    def takes(self, question: Question) -> bool:
        """Whether ``question`` may stand in this section."""
        return (
            question.marking.status is ItemStatus.REVIEWED
            and question.type is self.type
            and question.marking.skill is self.skill
            and (not self.topics or question.marking.topic in self.topics)
        )


@dataclass(frozen=True)
class Blueprint:
    """组卷细目表: what a drill's papers are made of."""

    id: str
    title: str
    period: Period
    minutes: int
    sections: tuple[BlueprintSection, ...]

    @property
    def points(self) -> Decimal:
        """The full score of a paper."""
        return sum((section.count * section.points for section in self.sections), Decimal(0))


def shortages(blueprint: Blueprint, bank: Sequence[Question]) -> tuple[str, ...]:
    """A sentence for each section that the bank can't serve; sections that draw from the same questions share them."""
    missing = []
    for place, section in enumerate(blueprint.sections):
        fitting = [question for question in bank if section.takes(question)]
        unseen = [question for question in fitting if _is_unseen(question)]
        before = blueprint.sections[:place]
        used = sum(min(other.count, sum(map(other.takes, fitting))) for other in before)
        kept = sum(min(other.reserved, sum(map(other.takes, unseen))) for other in before)
        if len(fitting) < section.count + used:
            missing.append(f"“{section.title}”要 {section.count} 题，题库里合适的只有 {len(fitting) - used} 题")
        elif len(unseen) < section.reserved + kept:
            stock = len(unseen) - kept
            missing.append(f"“{section.title}”要 {section.reserved} 道只用于练兵的题，题库里只有 {stock} 道")
    return tuple(missing)


def assemble(blueprint: Blueprint, bank: Bank, employee: Employee, seed: str) -> Paper:
    """One person's paper: a function of blueprint, bank, employee and seed.

    Raises:
        BlueprintShort: the bank can't serve a section.
        ExpressionFault: a drawn question can't be evaluated.
    """
    missing = shortages(blueprint, bank.questions)
    if missing:
        raise BlueprintShort(f"题库不够组成《{blueprint.title}》：" + ";".join(missing) + "。请补题或改细目表。")
    person_seed = f"{seed}/{blueprint.id}/{employee.id}"
    sections, number = [], 1
    for section, drawn in zip(blueprint.sections, _drawn(blueprint, bank.questions, person_seed), strict=True):
        items = tuple(
            PaperItem(number + place, section.points, _personal(question, bank.sources, person_seed))
            for place, question in enumerate(drawn)
        )
        sections.append(PaperSection(section.title, section.skill, items))
        number += len(items)
    references = dict.fromkeys(ref for section in sections for item in section.items for ref in item.item.rests_on)
    basis = {reference: bank.basis(reference) for reference in references}
    return Paper(f"{blueprint.id}-{employee.id}", blueprint.id, employee, tuple(sections), basis)


def _drawn(blueprint: Blueprint, questions: Iterable[Question], seed: str) -> list[list[Question]]:
    """The questions of each section. All reserved shares are drawn first, so that no section eats another's."""
    order = shuffled(questions, lambda question: question.id, seed)
    used: set[str] = set()

    def draw(section: BlueprintSection, count: int, wanted: Callable[[Question], bool]) -> list[Question]:
        found = [q for q in order if q.id not in used and section.takes(q) and wanted(q)][:count]
        if len(found) < count:
            raise BlueprintShort(f"题库不够：“{section.title}”与其他各段争用同一批题，只剩 {len(found)} 题可抽")
        used.update(question.id for question in found)
        return found

    kept = [draw(section, section.reserved, _is_unseen) for section in blueprint.sections]
    rest = [draw(s, s.count - len(own), lambda _: True) for s, own in zip(blueprint.sections, kept, strict=True)]
    return [
        shuffled([*own, *others], lambda question: question.id, seed, section.title)
        for section, own, others in zip(blueprint.sections, kept, rest, strict=True)
    ]


def _is_unseen(question: Question) -> bool:
    return question.marking.exposure is not Exposure.OPEN


def _personal(question: Question, sources: Sources, seed: str) -> Item:
    """The person's instance; numbers differ from those that the book shows."""
    shown = realise(question, sources, practice_seed(question.id))
    for attempt in range(_REDRAWS):
        item = realise(question, sources, f"{seed}/{question.id}/{attempt}")
        if not question.parametrised or item.stem != shown.stem:
            break
    return reletter(item, f"{seed}/{question.id}")


def practice_seed(item_id: str) -> str:
    """The seed of the instance that the book shows."""
    return f"book/{item_id}"
