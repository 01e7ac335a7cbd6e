"""Drawing the papers of those people of a roster who have none yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from lianbing.app.impact.shortages import held_for, short_for_waiting
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.alike import PapersAround
from lianbing.domain.drills.assembly import Assembler, QuestionPool, handed_on
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.dealing import dealt, neighbours
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.papers import Employee, Paper, paper_id
from lianbing.errors import BlueprintShort
from lianbing.store.records import Records
from lianbing.wire.blueprints import blueprint_digest


class NewPapers:
    """Draws papers one after another, so that one at a time is in memory."""

    def __init__(self, workspace: Workspace, records: Records, drill: Drill, blueprint: Blueprint) -> None:
        """Raises BlueprintShort if the bank can't serve the blueprint."""
        book = workspace.workbook
        pool = QuestionPool(book.drawable, book.sources, book.basis)
        self._drill, self._blueprint = drill, blueprint
        self._papers = records.drills
        try:
            self._assembler = Assembler(drill, blueprint, pool, blueprint_digest(blueprint))
        except BlueprintShort as error:
            raise short_for_waiting(error, held_for(blueprint, book)) from error
        self._others = self._papers.others(drill.id)
        self._withdrawn = records.withdrawn.counts(drill.id)
        self._ids: dict[str, str] = {}
        self._items: dict[str, tuple[str, ...]] = {}
        self._forms: dict[int, Paper] = {}
        self._form_of: dict[str, int] = {}

    def each(self, employees: Sequence[Employee], had: Collection[str]) -> Iterator[Paper]:
        """The papers of those ``employees`` who are not among those that ``had`` one, in the order of the roster.

        Raises:
            BlueprintShort, ExpressionFault: the bank can't serve somebody's paper.
        """
        near = neighbours(employees, self._blueprint.apart.neighbours)
        new = [employee for employee in employees if employee.id not in had]
        if had:
            self._look_up()
        recent = self._assembler.recent()
        for employee in employees:
            if employee.id in had:
                recent.add(self._items.get(employee.id, ()))
                continue
            around = PapersAround(
                near={self._ids[other]: self._items[other] for other in near[employee.id] if other in self._items},
                earlier=self._earlier(employee),
                recent=recent,
            )
            if self._blueprint.forms:
                paper = self._dealt(self._blueprint.forms, employee, around, new)
            else:
                paper = self._assembler.paper(employee, around)
            paper = replace(paper, id=paper_id(self._drill.id, employee.id, self._withdrawn[employee.id]))
            self._ids[employee.id] = paper.id
            self._items[employee.id] = tuple(item.item.id for item in paper.items)
            recent.add(self._items[employee.id])
            yield paper

    def _look_up(self) -> None:
        """What papers issued before hold, and which form each is."""
        self._items = self._papers.items_of(self._drill.id)
        self._ids = {cover.number: cover.paper for cover in self._papers.covers(self._drill.id)}
        for issued in self._papers.each_paper(self._drill.id) if self._blueprint.forms else ():
            if issued.paper.proof and issued.paper.proof.form:
                self._form_of[issued.person.id] = issued.paper.proof.form
                self._forms.setdefault(issued.paper.proof.form, issued.paper)

    def _earlier(self, employee: Employee) -> dict[str, tuple[str, ...]]:
        return self._papers.earlier_items(self._others, employee.id, self._blueprint.apart.drills)

    def _dealt(self, forms: int, employee: Employee, around: PapersAround, new: Sequence[Employee]) -> Paper:
        """The form for a person, drawn when it is first dealt; it avoids other forms and what anybody had before."""
        beside = [self._form_of[other] for other in self._form_of if self._ids[other] in around.near]
        form = dealt(forms, beside, Counter(self._form_of.values()))
        if form not in self._forms:
            others = {paper.id: tuple(item.item.id for item in paper.items) for paper in self._forms.values()}
            before = {paper: items for one in new for paper, items in self._earlier(one).items()}
            self._forms[form] = self._assembler.form(form, employee, PapersAround(near=others, earlier=before))
        self._form_of[employee.id] = form
        return handed_on(self._forms[form], employee, around)
