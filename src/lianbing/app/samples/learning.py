"""What the made-up people don't know well, and what they know better once they sat in a session about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lianbing.app.samples.practice import SamplePerson, by_chance, sample_rows
from lianbing.app.sessions.moments import held_at
from lianbing.app.sessions.session_files import all_sessions, held_sessions
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.question import Item
from lianbing.domain.items.types.open_ended import OpenKey

_USUAL = 80
"""The ability, in per cent, of whom the shares in ``weak.csv`` are; who is abler knows more, the others less."""


@dataclass(frozen=True, kw_only=True)
class WeakSpot:
    """A clause that many don't know: how many in a hundred do, and how many once they were taught it."""

    clause: str
    knowing: int
    taught: int


@dataclass(frozen=True, kw_only=True)
class Learning:
    """The weak spots by clause, and by clause who was taught it up to a moment."""

    spots: Mapping[str, WeakSpot]
    taught: Mapping[str, Set[str]] = field(default_factory=dict)

    @classmethod
    def until(cls, workspace: Workspace, root: Path, moment: str) -> Learning:
        """What people have learned in sessions that began before an ISO time with zone."""
        taught: dict[str, set[str]] = {}
        for files in held_sessions(all_sessions(workspace)):
            if files.plan and held_at(files) < datetime.fromisoformat(moment):
                present = {one.number for one in files.held.present}
                for clause in files.plan.clauses:
                    taught.setdefault(clause, set()).update(present)
        return cls(spots=weak_spots(root), taught=taught)

    def spot_of(self, item: Item) -> WeakSpot | None:
        """The weak spot that an item asks."""
        return next((self.spots[clause] for clause in item.rests_on if clause in self.spots), None)

    def knows(self, person: SamplePerson, item: Item, when: str) -> bool:
        """Whether a person knows the answer; ``when`` makes one occasion differ from another."""
        spot, ability = self.spot_of(item), person.abilities[item.skill]
        chance = ability
        if spot:
            was_taught = person.number in self.taught.get(spot.clause, ())
            chance = (spot.taught if was_taught else spot.knowing) + (ability - _USUAL) // 2
        return by_chance(person.number, when, item.id) % 100 < chance


def weak_spots(root: Path) -> dict[str, WeakSpot]:
    """What ``weak.csv`` says, by clause."""
    return {
        row["条款"]: WeakSpot(clause=row["条款"], knowing=int(row["会的"]), taught=int(row["讲过以后会的"]))
        for row in sample_rows(root, "weak.csv")
    }


def asks_weak_spots(items: Sequence[PaperItem], learning: Learning) -> bool:
    """Whether a paper is made to see how the weak spots are: at least half of it asks them."""
    closed = [item.item for item in items if not isinstance(item.item.key, OpenKey)]
    return 2 * sum(learning.spot_of(item) is not None for item in closed) >= len(closed) > 0


def moved(right: Set[int], items: Sequence[PaperItem], person: SamplePerson, learning: Learning, kept: str) -> set[int]:
    """The places of right answers, where who doesn't know a weak spot knows something else of equal worth instead.

    So the points stay the same. The item ``kept`` is left as it is.
    """
    now = {*right}
    for place in sorted(right):
        item = items[place]
        if learning.spot_of(item.item) and item.item.id != kept and not learning.knows(person, item.item, ""):
            others = [
                other
                for other, each in enumerate(items)
                if other not in now
                and (each.item.skill, each.worth) == (item.item.skill, item.worth)
                and not isinstance(each.item.key, OpenKey)
                and not learning.spot_of(each.item)
                and each.item.id != kept
            ]
            if others:
                now.symmetric_difference_update({place, min(others)})
    return now
