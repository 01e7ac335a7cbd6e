"""drill issue: draws the papers of a roster and writes the booklets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.drills.planning import DrillOptions, find_blueprint, plan_drill, refuse_another_blueprint
from lianbing.app.drills.previewing import refuse_case_twins
from lianbing.app.drills.receiving import check_issued
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.assembly import QuestionPool, assemble
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drill import Drill, DrillPlan, Roster, departures, start
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import Employee
from lianbing.drills.booklets import booklet_page
from lianbing.drills.rosters import RosterReading
from lianbing.drills.tokens import drill_seed, token
from lianbing.files import write_if_changed
from lianbing.store.records import Records
from lianbing.wire.blueprints import blueprint_digest
from lianbing.wire.papers import DrillHead, booklet

_NO_OPTIONS = DrillOptions()
_NOT_IN_FILE_NAMES = re.compile(r"[^0-9A-Za-z_\u3400-\u9fff·]+")


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
        had = {cover.employee for cover in records.drills.covers(drill_id)}
        if had:
            check_issued(workspace, records, drill_id)
        refuse_case_twins(roster, had)
        new = [employee for employee in employees if employee.id not in had]
        for place, employee in enumerate(new, 1):
            paper = assemble(drill, blueprint, bank, employee)
            records.drills.add_paper(paper, token(workspace.secret, drill_id, paper.id, employee.id))
            workspace.progress.step("组卷", place, len(new))
        papers = records.drills.papers(drill_id)
    folder = workspace.drill_folder(drill_id)
    for place, issued in enumerate(papers, 1):
        _write_booklet(folder, drill, issued)
        workspace.progress.step("写答题册", place, len(papers))
    return IssueOutcome(
        drill=drill_id,
        new=len(new),
        kept=len(papers) - len(new),
        folder=folder,
        renamed=tuple(_renamed(employees, papers)),
        notes=(*departures(drill, plan), *_another_edition(drill, blueprint, len(new))),
    )


def _started(workspace: Workspace, records: Records, plan: DrillPlan, blueprint: Blueprint) -> Drill:
    """Returns the drill, created if it is new; raises WrongUsage if it was issued with another blueprint."""
    drill = records.drills.get(plan.id)
    if drill is None:
        seed = drill_seed(workspace.secret, plan.id)
        drill = start(plan, blueprint, blueprint_digest(blueprint), seed, workspace.now())
        records.drills.add(drill)
    refuse_another_blueprint(drill, blueprint)
    return drill


def _another_edition(drill: Drill, blueprint: Blueprint, new: int) -> Iterator[str]:
    if new and drill.edition not in ("", blueprint_digest(blueprint)):
        yield f"细目表 {blueprint.id} 在第一次发卷以后改过，新发的 {new} 份卷是按现在的细目表组的"


def _renamed(employees: tuple[Employee, ...], papers: list[IssuedPaper]) -> Iterator[str]:
    """Lists differences between the roster and the issued papers, which are not changed."""
    issued = {each.paper.employee.id: each.paper.employee for each in papers}
    for employee in employees:
        before = issued[employee.id]
        if (before.name, before.team) != (employee.name, employee.team):
            yield f"{employee.id} 名单上是 {employee.name}（{employee.team}），发卷时是 {before.name}（{before.team}）"


def _bank(workspace: Workspace) -> QuestionPool:
    book = workspace.workbook
    return QuestionPool(tuple(book.questions.values()), book.sources, book.basis)


def _write_booklet(folder: Path, drill: Drill, issued: IssuedPaper) -> None:
    employee = issued.paper.employee
    data = booklet(issued.paper, DrillHead.of(drill), issued.token)
    page = booklet_page(data, f"{drill.title} {employee.id} {employee.name}")
    write_if_changed(folder / "答题册" / f"{_file_stem(employee)}.html", page.encode())


def _file_stem(employee: Employee) -> str:
    """The employee number and those characters of the name that file names allow on any system."""
    name = _NOT_IN_FILE_NAMES.sub("", employee.name)[:24]
    return f"{employee.id}-{name}".rstrip("-")
