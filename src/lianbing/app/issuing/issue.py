"""drill issue: draws the papers of a roster and writes the booklets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.drills.booklet_files import BookletFiles, booklet_files
from lianbing.app.drills.numbers import refuse_former_numbers
from lianbing.app.drills.receiving import check_issued
from lianbing.app.drills.recording import record
from lianbing.app.impact.shortages import held_for, waiting_words
from lianbing.app.issuing.new_papers import NewPapers
from lianbing.app.issuing.planning import (
    DrillOptions,
    find_blueprint,
    plan_drill,
    refuse_another_blueprint,
    refuse_odd_makeup,
)
from lianbing.app.issuing.previewing import refuse_case_twins
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drill import Drill, DrillPlan, Roster, departures, start
from lianbing.domain.drills.events import Decisions, Issuing, TermsStatement
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
    with workspace.store.transaction() as records:
        before = records.drills.get(drill_id)
    plan = plan_drill(workspace, drill_id, options, before)
    blueprint = find_blueprint(workspace, plan.blueprint)
    employees = roster.employees
    folder = workspace.drill_folder(drill_id)
    with ExitStack() as stack:
        with workspace.store.writing() as records:
            drill = _started(workspace, records, plan, blueprint)
            had = _listed(workspace, records, drill_id, roster)
            decided = records.events.in_force(drill_id)
            booklets = stack.enter_context(booklet_files(folder, drill))
            new = [employee for employee in employees if employee.id not in had]
            if new and decided.closed:
                raise WrongUsage(f"练兵 {drill_id} 已经截止，不能再发给新的人：先运行 lianbing drill reopen {drill_id}")
            papers = NewPapers(workspace, records, drill, blueprint).each(employees, had) if new else ()
            for place, paper in enumerate(papers, 1):
                mac = token(workspace.secret, drill_id, paper.id, paper.employee.id)
                records.drills.add_paper(paper, mac)
                booklets.put_aside(paper, mac)
                workspace.progress.step("组卷", place, len(new))
            issued = Issuing(roster=roster.listing.file, new=len(new), kept=len(had))
            record(workspace, records, drill_id, issued)
        booklets.publish(workspace.progress, len(had))
        renamed = tuple(_rewritten(workspace, booklets, drill_id, employees, had))
    return IssueOutcome(
        drill=drill_id,
        new=len(new),
        kept=len(had),
        folder=folder,
        renamed=renamed,
        notes=(
            *departures(drill, plan),
            *_other_terms(plan, decided),
            *_another_edition(drill, blueprint, len(new)),
            *_left_out(workspace, blueprint, len(new)),
        ),
    )


def _listed(workspace: Workspace, records: Records, drill_id: str, roster: RosterReading) -> dict[str, str]:
    """Records the roster; returns the papers of those who have one already, by their numbers."""
    at = workspace.now()
    records.people.record(roster.employees, at)
    records.drills.add_roster(Roster(drill=drill_id, listed_at=at, employees=roster.employees))
    covers = records.drills.covers(drill_id)
    if covers or records.withdrawn.counts(drill_id):
        check_issued(workspace, records, drill_id)
    had = {cover.number: cover.paper for cover in covers}
    refuse_former_numbers(roster.listing.file, roster.employees, covers)
    refuse_case_twins(roster, had)
    return had


def _rewritten(
    workspace: Workspace, booklets: BookletFiles, drill_id: str, roster: Sequence[Employee], had: Mapping[str, str]
) -> Iterator[str]:
    """Writes the booklets of earlier papers again; lists whom the roster names otherwise, which changes nothing."""
    listed = {employee.id: employee for employee in roster}
    done = len(listed.keys() - had.keys())
    with workspace.store.transaction() as records:
        for issued in records.drills.each_paper(drill_id, {*had.values()}):
            before = issued.person
            booklets.rewrite(issued)
            done += 1
            workspace.progress.step("写答题册", done, len(listed.keys() | had.keys()))
            now = listed.get(before.id, before)
            if (before.name, before.team) != (now.name, now.team):
                yield f"{now.id} 名单上是 {now.name}（{now.team}），卷上是 {before.name}（{before.team}）"


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


def _left_out(workspace: Workspace, blueprint: Blueprint, new: int) -> Iterator[str]:
    held = held_for(blueprint, workspace.workbook) if new else ()
    if held:
        yield waiting_words(held)


def _another_edition(drill: Drill, blueprint: Blueprint, new: int) -> Iterator[str]:
    if new and drill.edition not in ("", blueprint_digest(blueprint)):
        yield f"细目表 {blueprint.id} 在第一次发卷以后改过，新发的 {new} 份卷是按现在的细目表组的"
