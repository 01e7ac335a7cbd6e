"""Papers for the people of a drill: questions drawn by the blueprint, numbers and letters of each paper's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lianbing.domain.drills.alike import PapersAround, RecentPapers
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drawing import draw
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.instances import Instances, form_seed, paper_seed
from lianbing.domain.drills.papers import Basis, Employee, Paper, PaperItem, PaperSection, paper_id
from lianbing.domain.drills.proof import Origin, prove, with_common
from lianbing.domain.drills.selfstudy import MockExam, mock_blueprint
from lianbing.domain.drills.stock import Stock
from lianbing.domain.items.question import Question
from lianbing.domain.kernel.bindings import Sources
from lianbing.errors import BlueprintShort


@dataclass(frozen=True)
class QuestionPool:
    """The source of papers: questions, look-ups for their numbers, and the text of each reference."""

    questions: tuple[Question, ...]
    sources: Sources
    basis: Callable[[str], Basis]


_ALONE = PapersAround()


class Assembler:
    """Draws the papers of one drill; what they share is worked out once."""

    def __init__(self, drill: Drill, blueprint: Blueprint, bank: QuestionPool, edition: str = "") -> None:
        """Raises BlueprintShort if the bank can't serve the blueprint; ``edition`` is the blueprint's digest."""
        self._drill, self._blueprint, self._bank, self._edition = drill, blueprint, bank, edition
        self._stock = stock_of(blueprint, bank.questions)
        self._instances = Instances(bank.sources)
        self._basis: dict[str, Basis] = {}

    def paper(self, employee: Employee, around: PapersAround = _ALONE) -> Paper:
        """Draws one person's paper; the same arguments give the same paper.

        Raises:
            BlueprintShort: the bank can't serve a section.
            ExpressionFault: a drawn question can't be evaluated.
        """
        seed = paper_seed(self._drill.seed, self._drill.id, employee)
        return self._paper(employee, seed, 0, around)

    def recent(self) -> RecentPapers:
        """An empty row of papers, for :class:`PapersAround`."""
        return RecentPapers(self._stock)

    def form(self, number: int, employee: Employee, around: PapersAround = _ALONE) -> Paper:
        """Draws a form, the paper of all to whom it is dealt, for the first of them; ``near`` are the other forms."""
        paper = self._paper(employee, form_seed(self._drill.seed, self._drill.id, number), number, around)
        return replace(paper, proof=paper.proof and replace(paper.proof, near={}, earlier={}))

    def _paper(self, employee: Employee, seed: str, form: int, around: PapersAround) -> Paper:
        drawn = around.draw(self._stock, seed)
        proof = prove(self._stock, Origin(edition=self._edition, seed=self._drill.seed, form=form), drawn)
        sections = self._sections(drawn, seed)
        references = dict.fromkeys(ref for section in sections for item in section.items for ref in item.item.rests_on)
        return Paper(
            id=paper_id(self._drill.id, employee.id),
            drill=self._drill.id,
            employee=employee,
            sections=sections,
            basis={reference: self._based(reference) for reference in references},
            short_answers=self._blueprint.short_answers,
            proof=with_common(proof, [item.id for item in proof.items], around.near, around.earlier),
        )

    def _sections(self, drawn: Sequence[Sequence[Question]], seed: str) -> tuple[PaperSection, ...]:
        sections, number = [], 1
        for section, questions in zip(self._blueprint.sections, drawn, strict=True):
            items = tuple(
                PaperItem(place, section.worth, self._instances.personal(question, seed))
                for place, question in enumerate(questions, number)
            )
            sections.append(PaperSection(section.title, section.skill, items))
            number += len(items)
        return tuple(sections)

    def _based(self, reference: str) -> Basis:
        if reference not in self._basis:
            self._basis[reference] = self._bank.basis(reference)
        return self._basis[reference]


def assemble(drill: Drill, blueprint: Blueprint, bank: QuestionPool, employee: Employee) -> Paper:
    """Draws one person's paper alone; raises BlueprintShort and ExpressionFault."""
    return Assembler(drill, blueprint, bank).paper(employee)


def handed_on(paper: Paper, employee: Employee, around: PapersAround) -> Paper:
    """The same form for another person."""
    proof = paper.proof and with_common(
        paper.proof, [item.id for item in paper.proof.items], around.near, around.earlier
    )
    return replace(paper, id=paper_id(paper.drill, employee.id), employee=employee, proof=proof)


def stock_of(blueprint: Blueprint, questions: Sequence[Question]) -> Stock:
    """What a blueprint finds in a bank; raises BlueprintShort with every cell that can't be filled."""
    stock = Stock(blueprint, questions)
    missing = stock.shortages()
    if missing:
        raise BlueprintShort(f"题库不够组成《{blueprint.title}》：" + "；".join(missing) + "。请补题或改细目表。")
    return stock


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
    stock = stock_of(reduced, open_ones)
    drawn = (draw(stock, f"mock/{blueprint.id}/{number}") for number in range(1, sets + 1))
    return MockExam(reduced, tuple(tuple(map(tuple, sections)) for sections in drawn))
