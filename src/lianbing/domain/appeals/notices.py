"""公示名单: who stands on the public list, and no more of them than its form says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from lianbing.domain.appeals.rules import Mask, NoticeColumn, NoticeForm, NoticeOrder
from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.marked_items import PLACES

Line = tuple[str, ...]


def notice_lines(assessment: Assessment, form: NoticeForm) -> tuple[Line, ...]:
    """A line for each person who has a level that is published, in the order and with the columns of the form."""
    shown = [result for result in assessment.results if is_published(result, form)]
    return tuple(
        tuple(_CELLS[column](result, form) for column in form.columns) for result in sorted(shown, key=_order(form))
    )


def is_published(result: PersonResult, form: NoticeForm) -> bool:
    """Whether a person stands on the list: with a level that it shows. Who has none learns the reason in person."""
    return result.level is not None and (not form.levels or result.level in form.levels)


def indistinct(lines: Sequence[Line], form: NoticeForm) -> tuple[str, ...]:
    """Whom nobody could tell apart by what the list shows of them."""
    identifying = {NoticeColumn.NUMBER, NoticeColumn.NAME, NoticeColumn.UNIT}
    places = [place for place, column in enumerate(form.columns) if column in identifying]
    people = Counter(" ".join(line[place] for place in places) for line in lines)
    return tuple(f"{who}（{count} 人）" for who, count in people.items() if count > 1)


def unknown_levels(levels: Iterable[str], form: NoticeForm) -> tuple[str, ...]:
    """The levels of the form that a scheme doesn't have."""
    known = {*levels}
    return tuple(level for level in form.levels if level not in known)


def _order(form: NoticeForm) -> Callable[[PersonResult], tuple[object, ...]]:
    if form.order is NoticeOrder.RANK:
        return lambda result: (result.rank or 0, result.employee.team, result.employee.id)
    return lambda result: (result.employee.team, result.employee.id)


def _masked(text: str, mask: Mask | None) -> str:
    return mask.of(text) if mask else text


_CELLS: Mapping[NoticeColumn, Callable[[PersonResult, NoticeForm], str]] = {
    NoticeColumn.RANK: lambda result, _: "" if result.rank is None else str(result.rank),
    NoticeColumn.NUMBER: lambda result, form: _masked(result.employee.id, form.number),
    NoticeColumn.NAME: lambda result, form: _masked(result.employee.name, form.name),
    NoticeColumn.UNIT: lambda result, _: result.employee.team,
    NoticeColumn.TOTAL: lambda result, _: "" if result.total is None else f"{result.total:.{PLACES}f}",
    NoticeColumn.LEVEL: lambda result, _: result.level or "",
}
