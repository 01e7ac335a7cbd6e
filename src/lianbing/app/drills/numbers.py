"""Finds people of a drill by their employee numbers, and keeps numbers of one person apart from those of others."""

from __future__ import annotations

from collections.abc import Iterable

from lianbing.app.drills.receiving import check_issued
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.issued import Cover
from lianbing.domain.drills.papers import Employee
from lianbing.errors import Fault, RosterFaults, UnknownReference
from lianbing.store.records import Records


def find_paper(workspace: Workspace, records: Records, drill_id: str, number: str) -> Cover:
    """The paper of a person in a drill.

    Raises:
        NothingToDo: the drill was not issued here.
        UnknownReference: it was not issued to this person; says so if the number was corrected or the paper withdrawn.
    """
    check_issued(workspace, records, drill_id)
    cover = records.drills.cover_of(drill_id, number)
    if cover:
        return cover
    renumbered = [cover.number for cover in records.drills.covers(drill_id) if number in cover.numbers]
    if renumbered:
        raise UnknownReference(f"工号 {number} 已经更正为 {renumbered[0]}：用现在的工号")
    if records.withdrawn.counts(drill_id)[number]:
        raise UnknownReference(
            f"{number} 在练兵 {drill_id} 里的试卷已经撤回，没有再发：见 lianbing drill log {drill_id}"
        )
    raise UnknownReference(f"练兵 {drill_id} 里没有 {number} 的试卷：核对工号")


def refuse_former_numbers(file: str, employees: Iterable[Employee], covers: Iterable[Cover]) -> None:
    """Raises RosterFaults if a roster lists people by numbers that were corrected."""
    covers = [*covers]
    now = {cover.number for cover in covers}
    former = {number: cover.number for cover in covers for number in cover.numbers if number not in now}
    faults = [
        Fault(file, 0, f"工号 {each.id} 在这场练兵里已经更正为 {former[each.id]}：把名单里的也改过来")
        for each in employees
        if each.id in former
    ]
    if faults:
        raise RosterFaults(faults)
