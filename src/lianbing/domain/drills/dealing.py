"""Who sits near whom, and which form each person gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from lianbing.domain.drills.papers import Employee


def neighbours(employees: Sequence[Employee], count: int) -> dict[str, tuple[str, ...]]:
    """By employee number, the ``count`` people before and after, on the roster and among those of the same team."""
    teams: dict[str, list[str]] = {}
    for employee in employees:
        teams.setdefault(employee.team, []).append(employee.id)
    near: dict[str, dict[str, None]] = {employee.id: {} for employee in employees}
    for row in ([employee.id for employee in employees], *teams.values()):
        for place, number in enumerate(row):
            near[number].update(dict.fromkeys(row[max(0, place - count) : place]))
            near[number].update(dict.fromkeys(row[place + 1 : place + 1 + count]))
    return {number: tuple(others) for number, others in near.items()}


def dealt(forms: int, near: Collection[int], used: Mapping[int, int]) -> int:
    """The form for a person: none that a neighbour has if there is another, then the one dealt least often.

    Args:
        forms: how many there are; they are numbered from 1.
        near: the forms of neighbours.
        used: how often each form was dealt.
    """
    beside = Counter(near)
    return min(range(1, forms + 1), key=lambda form: (beside[form], used.get(form, 0), form))
