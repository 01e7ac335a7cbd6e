"""drill issue: draws the papers of a roster and writes the booklets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.drills.booklets import write_booklets
from lianbing.app.drills.numbers import refuse_former_numbers
from lianbing.app.drills.planning import (
    DrillOptions,
    find_blueprint,
    plan_drill,
    refuse_another_blueprint,
    refuse_odd_makeup,
)
from lianbing.app.drills.previewing import refuse_case_twins
from lianbing.app.drills.receiving import check_issued
from lianbing.app.drills.recording import record
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.assembly import QuestionPool, assemble
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drill import Drill, DrillPlan, Roster, departures, start
from lianbing.domain.drills.events import Decisions, Issuing, TermsStatement
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import Employee
from lianbing.drills.rosters import RosterReading
from lianbing.drills.tokens import drill_seed, token
from lianbing.errors import WrongUsage
from lianbing.store.records import Records
from lianbing.wire.blueprints import blueprint_digest

_NO_OPTIONS = DrillOptions()


@dataclass(frozen=True, kw_only=True)
class IssueOutcome:
    """The result of ``drill issue``. ``kept`` counts papers that had been issued before and were not changed.

    ``renamed`` and ``notes`` say what the roster and the plan have otherwise than at the first issue.
    """

    drill: str
    new: int
    kept: int
    folder: Path
    renamed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def issue(
    workspace: Workspace,
    drill_id: str,
    roster: RosterReading,
    options: DrillOptions = _NO_OPTIONS,
) -> IssueOutcome:
    """Draws a paper for each employee of a roster and writes the booklets.

    Issuing again adds papers for new employees and rewrites the booklets of the others, unchanged.

    Raises:
        RosterFaults, UnknownReference, WrongUsage, BlueprintShort, ContentFaults, StoreFault: nothing was issued.
    """
    bank = _bank(workspace)
    with workspace.store.transaction() as records:
        before = records.drills.get(drill_id)
    plan = plan_drill(workspace, drill_id, options, before)
    blueprint = find_blueprint(workspace, plan.blueprint)
    employees = roster.employees
    with workspace.store.writing() as records:
        drill = _started(workspace, records, plan, blueprint)
        listed_at = workspace.now()
        records.people.record(employees, listed_at)
        records.drills.add_roster(Roster(drill=drill_id, listed_at=listed_at, employees=employees))
        covers = records.drills.covers(drill_id)
        had = {cover.number for cover in covers}
        withdrawn = records.withdrawn.counts(drill_id)
        if had or withdrawn:
            check_issued(workspace, records, drill_id)
        refuse_former_numbers(roster.listing.file, employees, covers)
        refuse_case_twins(roster, had)
        new = [employee for employee in employees if employee.id not in had]
        decided = records.events.in_force(drill_id)
        if new and decided.closed:
            raise WrongUsage(f"练兵 {drill_id} 已经截止，不能再发给新的人：先运行 lianbing drill reopen {drill_id}")
        for place, employee in enumerate(new, 1):
            paper = assemble(drill, blueprint, bank, employee, withdrawn[employee.id])
            records.drills.add_paper(paper, token(workspace.secret, drill_id, paper.id, employee.id))
            workspace.progress.step("组卷", place, len(new))
        papers = records.drills.papers(drill_id)
        kept = len(papers) - len(new)
        record(workspace, records, drill_id, Issuing(roster=roster.listing.file, new=len(new), kept=kept))
    write_booklets(workspace, drill, papers, decided.minutes)
    return IssueOutcome(
        drill=drill_id,
        new=len(new),
        kept=kept,
        folder=workspace.drill_folder(drill_id),
        renamed=tuple(_renamed(employees, papers)),
        notes=(*departures(drill, plan), *_other_terms(plan, decided), *_another_edition(drill, blueprint, len(new))),
    )


def _started(workspace: Workspace, records: Records, plan: DrillPlan, blueprint: Blueprint) -> Drill:
    """Returns the drill, created if it is new; raises WrongUsage if it was issued with another blueprint."""
    drill = records.drills.get(plan.id)
    if drill is None:
        seed = drill_seed(workspace.secret, plan.id)
        drill = start(plan, blueprint, blueprint_digest(blueprint), seed, workspace.now())
        refuse_odd_makeup(records, drill)
        records.drills.add(drill)
        if plan.terms:
            record(workspace, records, plan.id, TermsStatement(plan.terms))
    refuse_another_blueprint(drill, blueprint)
    return drill


def _other_terms(plan: DrillPlan, decided: Decisions) -> Iterator[str]:
    if plan.terms not in (None, decided.terms):
        yield f"以哪份为准和看时间的尺度仍按发卷时的：{decided.terms.counts.label}为准；要改，另起一个练兵编号"


def _another_edition(drill: Drill, blueprint: Blueprint, new: int) -> Iterator[str]:
    if new and drill.edition not in ("", blueprint_digest(blueprint)):
        yield f"细目表 {blueprint.id} 在第一次发卷以后改过，新发的 {new} 份卷是按现在的细目表组的"


def _renamed(employees: tuple[Employee, ...], papers: list[IssuedPaper]) -> Iterator[str]:
    """Lists differences between the roster and the people of the papers, who are not changed."""
    issued = {each.person.id: each.person for each in papers}
    for employee in employees:
        before = issued[employee.id]
        if (before.name, before.team) != (employee.name, employee.team):
            yield f"{employee.id} 名单上是 {employee.name}（{employee.team}），卷上是 {before.name}（{before.team}）"


def _bank(workspace: Workspace) -> QuestionPool:
    book = workspace.workbook
    return QuestionPool(tuple(book.questions.values()), book.sources, book.basis)
