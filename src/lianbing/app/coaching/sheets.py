"""coach sheet, collect: a unit's sheet out to its manager and back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lianbing.app.coaching.coached_people import coached
from lianbing.app.coaching.recording import CoachingDesk, Wishes
from lianbing.app.workspace import Workspace
from lianbing.drills.coaching_lists import CoachingLine, read_coaching_list
from lianbing.drills.listings import AS_IT_IS, ListOptions
from lianbing.errors import Fault, NothingToDo, RosterFaults, WrongUsage
from lianbing.files import write_whole
from lianbing.reports.coaching.sheet_xlsx import SheetLine, coaching_sheet


@dataclass(frozen=True, kw_only=True)
class CoachingCollected:
    """How many people's lines said something, how many events that made, and what of the file was not read."""

    people: int
    events: int
    passed_over: tuple[str, ...]


def write_coaching_sheet(workspace: Workspace, period_code: str, unit: str, path: Path) -> int:
    """Writes the sheet of a unit, or of everybody (``unit`` empty); returns how many people are on it.

    Raises:
        WrongUsage: the file is there already, since it may be filled in, or is no .xlsx.
        NothingToDo: the period was not assessed, or the unit has nobody. UnknownReference: no rules.
    """
    if path.suffix.lower() != ".xlsx":
        raise WrongUsage(f"录入表是 .xlsx 文件：把 {path.name} 的结尾改成 .xlsx")
    if path.exists():
        raise WrongUsage(f"已经有 {path}，没有改它：换一个文件名，或先把它移开")
    with workspace.store.transaction() as records:
        known = coached(workspace, records, period_code)
    results = [each for each in known.assessment.results if unit in ("", each.employee.team)]
    if not results:
        units = "、".join(sorted({each.employee.team for each in known.assessment.results}))
        raise NothingToDo(f"{known.assessment.period.title}的考评里没有部门“{unit}”的人：有 {units}")
    subjects = [known.subject(result.employee.id) for result in results]
    lines = [SheetLine(result=each.result, study=each.study, case=each.case) for each in subjects]
    clauses = workspace.workbook.clauses
    measures = {name for each in known.rules.types for name in each.measures if name in clauses}
    made = datetime.fromisoformat(known.assessment.made_at).astimezone(UTC).replace(tzinfo=None)
    write_whole(path, coaching_sheet(lines, known.rules, {name: clauses[name].wording for name in measures}, made))
    return len(lines)


def collect_coaching_sheet(
    workspace: Workspace, period_code: str, path: Path, how: ListOptions = AS_IT_IS
) -> CoachingCollected:
    """Records what a manager filled in, under the name of who runs it; all lines or none. Again, it records nothing.

    Raises:
        RosterFaults: what is wrong, by line and cell. WrongUsage, NothingToDo, UnknownReference: of the period.
    """
    read = read_coaching_list(path, how)
    with workspace.store.writing() as records:
        desk = CoachingDesk(workspace, records, period_code)
        filled = [(line, wishes) for line in read.lines if not (wishes := _wishes(line)).says_nothing]
        faults = [
            Fault(
                read.listing.file,
                line.line,
                f"{read.listing.cell_name(line.line, fault.field)} {fault.message}".strip(),
            )
            for line, wishes in filled
            for fault in desk.faults(wishes)
        ]
        if faults:
            raise RosterFaults(faults)
        events = sum(desk.record(wishes) for _, wishes in filled)
    return CoachingCollected(people=len(filled), events=events, passed_over=read.listing.passed_over)


def _wishes(line: CoachingLine) -> Wishes:
    return Wishes(
        number=line.number,
        type=line.type,
        observed=line.observed,
        measures=line.measures,
        follow_up=line.follow_up,
        outcome=line.outcome,
    )
