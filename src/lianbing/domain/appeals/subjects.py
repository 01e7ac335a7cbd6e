"""What an appeal is about: which marks of a published result, and whose decisions these rest on."""

from __future__ import annotations

from lianbing.domain.appeals.contents import AppealSubject, SubjectKind
from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.errors import UnknownReference, WrongUsage


def find_mark(result: PersonResult, item: str, drill: str = "") -> MarkedItem:
    """The mark of an item by its id or its number on the paper; raises UnknownReference and WrongUsage."""
    there = [mark for mark in result.marks if item in (mark.item, str(mark.number)) and drill in ("", mark.drill)]
    if not there:
        drills = "、".join(dict.fromkeys(mark.drill for mark in result.marks)) or "没有交过的练兵"
        raise UnknownReference(
            f"{result.employee.id} 在公示的结果里没有题 {item}：写题目编号或卷上的题号，练兵用 --drill（{drills}）"
        )
    if len(there) > 1:
        drills = "、".join(mark.drill for mark in there)
        raise WrongUsage(f"{result.employee.id} 有几场练兵都有题 {item}，用 --drill 指定：{drills}")
    return there[0]


def marks_about(result: PersonResult, subject: AppealSubject) -> tuple[MarkedItem, ...]:
    """The marks that an appeal is about: of its item, of the items of its part, or of all that counts."""
    if subject.kind is SubjectKind.ITEM:
        return tuple(mark for mark in result.marks if (mark.drill, mark.item) == (subject.drill, subject.item))
    if subject.kind is SubjectKind.PART:
        skills = {part.skill for part in result.parts if part.title == subject.part}
        return tuple(mark for mark in result.counted if None in skills or mark.skill in skills)
    return result.counted


def ratings_about(result: PersonResult, subject: AppealSubject) -> frozenset[int]:
    """The numbers of the ratings that an appeal is about: those of its part, or all; none for an item."""
    if subject.kind is SubjectKind.ITEM:
        return frozenset()
    figures = [figure.entry for part in result.parts if subject.part in ("", part.title) for figure in part.taken]
    if not subject.part:
        figures += [adjustment.entry for adjustment in result.adjustments]
    return frozenset(entry for entry in figures if entry is not None)
