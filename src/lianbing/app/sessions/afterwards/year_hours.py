"""session hours: who was at which sessions of a year, for how many hours, and who missed which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lianbing.app.sessions.afterwards.recording import record_of
from lianbing.app.workspace import Workspace
from lianbing.domain.sessions.hours import CountedPerson, HoursRule, YearLine, year_lines
from lianbing.domain.sessions.records import time_doubts
from lianbing.errors import Fault, NothingToDo, UnknownReference, WrongUsage
from lianbing.files import write_if_changed
from lianbing.naming import unit_stems
from lianbing.reports.sessions.record import SessionRecord
from lianbing.reports.sessions.sheets import year_xlsx
from lianbing.sessions.folder import session_folders
from lianbing.sessions.reading import read_session
from lianbing.spreadsheets import NO_TIME

_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class YearHours:
    """A year: its sessions, everybody's line, sentences on what is not in it, and the file."""

    year: str
    sessions: tuple[str, ...]
    lines: tuple[YearLine, ...]
    rule: HoursRule
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    file: Path


def hours_of_year(workspace: Workspace, year: str, unit: str = "") -> YearHours:
    """Counts the hours of a year, of all people or of a unit, and writes them as .xlsx.

    Raises:
        WrongUsage: no year. UnknownReference: no rule, or nobody of the unit. NothingToDo: no session was held.
    """
    if not _YEAR.fullmatch(year):
        raise WrongUsage(f"{year} 不是年份：写成 2026")
    rules = workspace.workbook.training
    if rules is None:
        raise UnknownReference("没有 grading/training-record.yml：先写上学时怎样算")
    held: list[SessionRecord] = []
    notes: list[str] = []
    faults: list[Fault] = []
    for folder in session_folders(workspace.sessions):
        if not folder.id.startswith(f"{year}-"):
            continue
        files = read_session(folder)
        faults += [Fault(f"{folder.id}/{fault.file}", fault.line, fault.message) for fault in files.faults]
        try:
            held.append(record_of(workspace, files))
        except NothingToDo as error:
            notes.append(error.message)
    if not held:
        raise NothingToDo("\n".join(notes) or f"{year} 年还没有培训：lianbing session plan {year}-01")
    for record in held:
        doubts = time_doubts(record.plan, record.held, record.time)
        notes += [f"{record.plan.id} {doubt.with_command}" for doubt in doubts]
    strangers = [f"{record.plan.id} {len(record.roll.strangers)} 人" for record in held if record.roll.strangers]
    if strangers:
        notes.append(f"没有工号、不在表里：{'，'.join(strangers)}；认出来用 session sign")
    lines = [line for line in year_lines(_people(held)) if not unit or line.unit == unit]
    if not lines:
        raise UnknownReference(f"{year} 年的培训里没有 {unit} 的人：核对部门的名称")
    path = workspace.sessions / f"培训学时-{year}{'-' + unit_stems([unit])[unit] if unit else ''}.xlsx"
    write_if_changed(path, year_xlsx(year, lines, rules.hours, _made(held)))
    sessions = tuple(record.plan.id for record in held)
    return YearHours(
        year=year,
        sessions=sessions,
        lines=tuple(lines),
        rule=rules.hours,
        notes=tuple(notes),
        faults=tuple(faults),
        file=path,
    )


def _people(held: list[SessionRecord]) -> Iterator[CountedPerson]:
    for record in held:
        session = record.plan.id
        for one in record.roll.present:
            if one.who.number:
                unit = record.roll.unit_of(one)
                yield CountedPerson(session=session, number=one.who.number, name=one.who.name, unit=unit, time=one.time)
        for person in record.roll.absent:
            yield CountedPerson(session=session, number=person.id, name=person.name, unit=person.team, time=None)


def _made(held: list[SessionRecord]) -> datetime:
    """When the last of them ended, UTC without a zone."""
    times = [datetime.fromisoformat(record.made_at).astimezone(UTC).replace(tzinfo=None) for record in held]
    return max(times, default=NO_TIME)
