"""drill correct: shows a person otherwise than the paper was issued. The paper itself stays as it is."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from lianbing.app.drills.numbers import find_paper
from lianbing.app.drills.recording import given_reason, record
from lianbing.app.drills.revised_booklets import revise_booklets
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.events import PersonCorrection, Subject
from lianbing.domain.drills.issued import Cover, IssuedPaper
from lianbing.domain.drills.papers import Employee
from lianbing.drills.rosters import number_fault
from lianbing.errors import WrongUsage
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class CorrectedPerson:
    """A person's name, unit and number as they should be; ``None``: as they are."""

    name: str | None = None
    unit: str | None = None
    number: str | None = None

    def of(self, before: Employee) -> Employee:
        """The person with these values; raises WrongUsage."""
        given = {"id": self.number, "name": self.name, "team": self.unit}
        values = {field: value.strip() for field, value in given.items() if value is not None}
        if any(unicodedata.category(sign) == "Cc" for value in values.values() for sign in value):
            raise WrongUsage("姓名、部门、工号里有看不见的控制字符：去掉再试")
        after = replace(before, **values)
        if after == before:
            raise WrongUsage("没有要更正的：用 --name、--unit、--number 写上与现在不同的姓名、部门或工号")
        if not after.name:
            raise WrongUsage("姓名不能是空的")
        if after.id != before.id and (fault := number_fault(after.id, {})):
            raise WrongUsage(fault)
        return after


def correct(
    workspace: Workspace, drill_id: str, number: str, corrected: CorrectedPerson, reason: str
) -> tuple[Employee, Employee]:
    """Corrects a person of a drill, and writes the booklet anew; returns the person before and after.

    Files from booklets that are out still come in: paper and token stay the same.

    Raises:
        NothingToDo: the drill was not issued here. UnknownReference: it was not issued to this person.
        WrongUsage: no reason, nothing to correct, a wrong value, or a number that another person has.
    """
    reason = given_reason(reason)
    revise_booklets(workspace, drill_id)  # what an interrupted run left
    with workspace.store.writing() as records:
        cover = find_paper(workspace, records, drill_id, number)
        before = _issued(records, cover).person
        after = corrected.of(before)
        if after.id != before.id:
            _refuse_taken(records, after, cover)
            _refuse_known(records, after)
        content = PersonCorrection(before=before, after=after)
        event = record(workspace, records, drill_id, content, reason, Subject(paper=cover.paper, employee=before.id))
        records.people.record([after], event.at)
    revise_booklets(workspace, drill_id)
    return before, after


def _issued(records: Records, cover: Cover) -> IssuedPaper:
    issued = records.drills.paper(cover.paper)
    if issued is None:
        raise WrongUsage(f"试卷 {cover.paper} 刚刚撤回了：核对后再试")
    return issued


def _refuse_taken(records: Records, after: Employee, cover: Cover) -> None:
    """Raises WrongUsage if another person of the drill has or had the number; case does not tell numbers apart."""
    for other in records.drills.covers(cover.drill):
        if other.paper != cover.paper and after.id.upper() in map(str.upper, other.numbers):
            owner = _issued(records, other).person
            raise WrongUsage(
                f"工号 {after.id} 在这场练兵里是{owner.name}（{owner.id}）的：两个人不能用同一个工号，核对后再试"
            )


def _refuse_known(records: Records, after: Employee) -> None:
    """Raises WrongUsage if the number is known from elsewhere as that of a person who never had this name."""
    known = records.people.all().get(after.id)
    if known and after.name not in {name.value for name in known.names}:
        raise WrongUsage(
            f"工号 {after.id} 在别的练兵或评定里是 {known.name} 的，这里是 {after.name}：核对是不是同一个人；"
            "是同一个人改了名的，先用 --name 更正姓名"
        )
