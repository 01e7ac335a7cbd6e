"""Who is expected at a session: a list from a file, the roster of a drill, or everybody who is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import Employee
from lianbing.drills.listings import AS_IT_IS, ListOptions
from lianbing.drills.rosters import read_roster
from lianbing.errors import Fault, SessionFaults, UnknownReference, WrongUsage
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.reading import UNREADABLE, read_document
from lianbing.store.records import Records
from lianbing.wire.sessions.expected import EXPECTED, ExpectedPeople


@dataclass(frozen=True, kw_only=True)
class PeopleChoice:
    """Where the people come from; nothing: from the list that is there, the newest roster, or the people on record."""

    roster: Path | None = None
    how: ListOptions = field(default=AS_IT_IS)
    drill: str = ""


def expected_people(workspace: Workspace, folder: SessionFolder, choice: PeopleChoice) -> ExpectedPeople | None:
    """The people; ``None`` where nobody is known.

    Raises:
        RosterFaults: the list has faults. UnknownReference: no such drill. WrongUsage: two lists were asked for.
        SessionFaults: the list of an earlier plan can't be read.
    """
    if choice.roster and choice.drill:
        raise WrongUsage("--roster 和 --drill 只写一个：名单从文件来，还是用那场练兵的名单")
    if choice.roster:
        reading = read_roster(choice.roster, choice.how)
        return ExpectedPeople(source=f"名单 {choice.roster.name}", people=reading.employees)
    if not choice.drill and (listed := _listed_before(folder)):
        return listed
    if not workspace.has_store:
        if choice.drill:
            raise UnknownReference(f"没有练兵 {choice.drill}：还没有发过卷")
        return None
    with workspace.store.transaction() as records:
        return _of_drill(records, choice.drill) or _on_record(records)


def _listed_before(folder: SessionFolder) -> ExpectedPeople | None:
    try:
        return read_document(folder.people, EXPECTED)
    except UNREADABLE as error:
        message = "名单读不出来：加 --roster 文件 或 --drill 练兵，重新写一份"
        raise SessionFaults([Fault(f"{folder.id}/{folder.people.name}", 0, message)]) from error


def _of_drill(records: Records, name: str) -> ExpectedPeople | None:
    """The roster of a drill, or the newest of all."""
    drills = {drill.id: drill for drill in records.drills.all()}
    if name and name not in drills:
        has = f"有 {'、'.join(drills)}" if drills else "还没有发过卷"
        raise UnknownReference(f"没有练兵 {name}：{has}")
    rosters = [roster for each in ([name] if name else drills) if (roster := records.drills.roster(each))]
    newest = max(rosters, key=lambda roster: (roster.listed_at, roster.drill), default=None)
    if newest is None:
        return None
    return ExpectedPeople(source=f"练兵 {newest.drill} 的名单", people=newest.employees)


def _on_record(records: Records) -> ExpectedPeople | None:
    people = records.people.all().values()
    listed = tuple(Employee(id=person.number, name=person.name, team=person.unit) for person in people)
    return ExpectedPeople(source="档案里的人", people=listed) if listed else None
