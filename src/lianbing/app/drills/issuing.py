"""drill issue: draws the papers of a roster and writes the booklets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.drills.booklet_files import BookletFiles, booklet_files
from lianbing.app.drills.new_papers import NewPapers
from lianbing.app.drills.planning import DrillOptions, find_blueprint, plan_drill, refuse_another_blueprint
from lianbing.app.drills.receiving import check_issued
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drill import Drill, DrillPlan, Roster, departures, start
from lianbing.domain.drills.papers import Employee, paper_id
from lianbing.drills.rosters import read_roster
from lianbing.drills.tokens import drill_seed, token
from lianbing.errors import Fault, RosterFaults
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
    roster: Path,
    encoding: str = "utf-8-sig",
    options: DrillOptions = _NO_OPTIONS,
) -> IssueOutcome:
    """Draws a paper for each employee and writes the booklets.

    Issuing again adds papers for new employees and rewrites the booklets of the others, unchanged.

    Raises:
        RosterFaults, UnknownReference, WrongUsage, BlueprintShort, ContentFaults, StoreFault: nothing was issued.
    """
    with workspace.store.transaction() as records:
        before = records.drills.get(drill_id)
    plan = plan_drill(workspace, drill_id, options, before)
    blueprint = find_blueprint(workspace, plan.blueprint)
    employees = read_roster(roster, encoding)
    folder = workspace.drill_folder(drill_id)
    with ExitStack() as stack:
        with workspace.store.writing() as records:
            drill = _started(workspace, records, plan, blueprint)
            had = _listed(workspace, records, Roster(drill=drill_id, listed_at=workspace.now(), employees=employees))
            _check_case(roster.name, employees, had)
            booklets = stack.enter_context(booklet_files(folder, drill))
            new = [employee for employee in employees if employee.id not in had]
            papers = NewPapers(workspace, records, drill, blueprint).each(employees, had) if new else ()
            for place, paper in enumerate(papers, 1):
                mac = token(workspace.secret, drill_id, paper.id, paper.employee.id)
                records.drills.add_paper(paper, mac)
                booklets.put_aside(paper, mac)
                workspace.progress.step("组卷", place, len(new))
        booklets.publish(workspace.progress, len(had))
        renamed = tuple(_rewritten(workspace, booklets, drill_id, employees, had))
    return IssueOutcome(
        drill=drill_id,
        new=len(new),
        kept=len(had),
        folder=folder,
        renamed=renamed,
        notes=(*departures(drill, plan), *_another_edition(drill, blueprint, len(new))),
    )


def _listed(workspace: Workspace, records: Records, roster: Roster) -> set[str]:
    """Records the roster; returns the numbers of those who have a paper already."""
    records.people.record(roster.employees, roster.listed_at)
    records.drills.add_roster(roster)
    had = {cover.employee for cover in records.drills.covers(roster.drill)}
    if had:
        check_issued(workspace, records, roster.drill)
    return had


def _rewritten(
    workspace: Workspace, booklets: BookletFiles, drill_id: str, roster: Sequence[Employee], had: Collection[str]
) -> Iterator[str]:
    """Writes the booklets of earlier papers again; lists whom the roster names otherwise, which changes nothing."""
    listed = {employee.id: employee for employee in roster}
    done = len(listed.keys() - had)
    with workspace.store.transaction() as records:
        for issued in records.drills.each_paper(drill_id, {paper_id(drill_id, number) for number in had}):
            before = issued.paper.employee
            booklets.rewrite(issued.paper, issued.token)
            done += 1
            workspace.progress.step("写答题册", done, len(listed.keys() | had))
            now = listed.get(before.id, before)
            if (before.name, before.team) != (now.name, now.team):
                yield f"{now.id} 名单上是 {now.name}（{now.team}），发卷时是 {before.name}（{before.team}）"


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


def _check_case(file: str, employees: tuple[Employee, ...], had: set[str]) -> None:
    folded = {number.upper(): number for number in had}
    raise_for = [e.id for e in employees if e.id not in had and e.id.upper() in folded]
    if raise_for:
        raise RosterFaults(
            [Fault(file, 0, f"工号 {n} 与已发过卷的 {folded[n.upper()]} 只差大小写：改成同一个写法") for n in raise_for]
        )
