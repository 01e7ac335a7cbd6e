"""All sessions: how far each has come, and the months without one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianbing.app.sessions.session_files import all_sessions, day_of, was_held
from lianbing.app.workspace import Workspace
from lianbing.domain.sessions.calendar import month_of, months_later, short_months
from lianbing.domain.sessions.plans import SessionPlan
from lianbing.errors import LianbingError
from lianbing.sessions.plan_reading import read_plan
from lianbing.sessions.reading import SessionFiles


class SessionState(StrEnum):
    """How far a session has come; the value is the text that users see."""

    PLANNED = "计划"
    PREPARED = "已备"
    HELD = "开过"
    RECORDED = "已记录"


@dataclass(frozen=True, kw_only=True)
class ListedSession:
    """A session.

    ``present`` are those of the list who came, ``guests`` the others; without a list ``expected`` is ``None`` and
    nobody is a guest. ``fault`` says why its plan can't be read.
    """

    id: str
    date: str
    title: str
    state: SessionState
    present: int
    guests: int
    expected: int | None
    goals: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionList:
    """The sessions in order, and the months without one since the first, up to and with the last whole month."""

    sessions: tuple[ListedSession, ...]
    without: tuple[str, ...]


def list_sessions(workspace: Workspace) -> SessionList:
    """Looks at every session; what can't be read is named."""
    sessions = all_sessions(workspace)
    now = workspace.now()[: len("2026-12")]
    months = [month_of(files.folder.id) for files in sessions if was_held(files)]
    until = max([now, *(months_later(month, 1) for month in months)])
    return SessionList(
        sessions=tuple(_listed(workspace, files) for files in sessions),
        without=tuple(month for month, count in short_months(months, until).items() if not count),
    )


def _listed(workspace: Workspace, files: SessionFiles) -> ListedSession:
    plan, fault = files.plan, "；".join(each.message for each in files.faults)
    if plan is None:
        plan, fault = _written(workspace, files, fault)
    guests = _guests(files)
    return ListedSession(
        id=files.folder.id,
        date=day_of(files) if was_held(files) else (plan.date if plan else ""),
        title=plan.title if plan else "",
        state=_state(files),
        present=len(files.held.present) - guests,
        guests=guests,
        expected=len(files.people.people) if files.people else None,
        goals=tuple(goal.clause for goal in plan.goals) if plan else (),
        fault=fault,
    )


def _guests(files: SessionFiles) -> int:
    """How many came who are not on the list."""
    if files.people is None:
        return 0
    numbers = {person.id for person in files.people.people}
    return sum(one.number not in numbers for one in files.held.present)


def _written(workspace: Workspace, files: SessionFiles, fault: str) -> tuple[SessionPlan | None, str]:
    """The plan as it is being edited, and what is wrong with it."""
    try:
        return read_plan(files.folder.plan, workspace.workbook), fault
    except LianbingError as error:
        return None, "；".join(filter(None, (fault, error.message)))


def _state(files: SessionFiles) -> SessionState:
    if files.folder.record.is_dir() and any(files.folder.record.iterdir()):
        return SessionState.RECORDED
    if was_held(files):
        return SessionState.HELD
    return SessionState.PREPARED if files.prepared else SessionState.PLANNED
