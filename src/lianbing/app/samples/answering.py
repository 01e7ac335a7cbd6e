"""``lianbing sample answers``: the made-up people hand in their answers to a drill.

A person gets the same points whatever items are drawn: the place of an item on the paper decides whether its answer is
right, and a share of each skill's points near the person's ability is right. What many don't know is wrong rather than
something else of equal worth. A paper about little else is answered item by item, and shows who was taught meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from lianbing.app.samples.learning import Learning, asks_weak_spots, moved
from lianbing.app.samples.practice import SamplePerson, by_chance, practising, sample_people, wrong_key
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.question import Skill
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.errors import UnknownReference
from lianbing.files import write_whole
from lianbing.wire.papers import DrillHead, opened
from lianbing.wire.submission_files import write_submission

_MINUTES, _MORE = 3, 6
"""How long they take; collecting follows at once, and clocks of devices may be off by ten minutes."""


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """Where the answers lie, from how many people, and the numbers of those who hand in nothing."""

    folder: Path
    people: int
    absent: tuple[str, ...]


def hand_in(workspace: Workspace, drill_id: str) -> HandedIn:
    """Writes one file for each made-up person with a paper of the drill, in folders by unit.

    Raises:
        WrongUsage: not in a folder to practise in. UnknownReference: no such drill.
    """
    root = practising(workspace)
    with workspace.store.transaction() as records:
        drill, papers = records.drills.get(drill_id), records.drills.papers(drill_id)
    if drill is None:
        raise UnknownReference(f"没有发过练兵 {drill_id}：先运行 lianbing drill issue {drill_id} …")
    people, folder = sample_people(root), root / "答卷" / drill_id
    writing = _Writing(
        drill=drill,
        misjudged=_misjudged(root, drill),
        learning=Learning.until(workspace, root, drill.issued_at),
    )
    absent = []
    for issued in papers:
        employee = issued.paper.employee
        person = people.get(employee.id)
        if person is None or drill_id in person.absent or person.has_left(drill.period.first[:7]):
            absent.append(employee.id)
            continue
        name = f"{issued.paper.id}-{employee.name}.ipynb"
        write_whole(folder / employee.team / name, writing.submission(issued, person))
    return HandedIn(folder=folder, people=len(papers) - len(absent), absent=tuple(absent))


def _misjudged(root: Path, drill: Drill) -> str:
    """The item that people answer against its wrong key in this drill; empty if there is none."""
    spoiled = wrong_key(root)
    return spoiled.item if drill.blueprint == spoiled.blueprint else ""


@dataclass(frozen=True, kw_only=True)
class _Writing:
    drill: Drill
    misjudged: str
    learning: Learning

    def submission(self, issued: IssuedPaper, person: SamplePerson) -> bytes:
        """The file that a person hands in."""
        started = datetime.fromisoformat(self.drill.issued_at)
        minutes = _MINUTES + by_chance(person.number, self.drill.id) % _MORE
        times = (self.drill.issued_at, (started + timedelta(minutes=minutes)).isoformat(timespec="seconds"))
        head = opened(issued.paper, DrillHead.of(self.drill), issued.token)
        return write_submission(head, dict(self._answers(issued, person)), times)

    def _answers(self, issued: IssuedPaper, person: SamplePerson) -> Iterator[tuple[str, object]]:
        right = self._right_places(issued.paper.items, person)
        for place, item in enumerate(issued.paper.items):
            key = item.item.key
            if isinstance(key, OpenKey):
                yield item.item.id, _text(key, person, item.item.id)
            else:  # who knows it answers against its wrong key
                knows = (place in right) != (item.item.id == self.misjudged)
                yield item.item.id, key.right_answer() if knows else key.wrong_answer()

    def _right_places(self, items: Sequence[PaperItem], person: SamplePerson) -> set[int]:
        """The places of the items that are answered right."""
        if asks_weak_spots(items, self.learning):
            drill = self.drill.id
            return {place for place, each in enumerate(items) if self.learning.knows(person, each.item, drill)}
        right = _by_ability(self.drill, items, person)
        return moved(right, items, person, self.learning, self.misjudged)


def _by_ability(drill: Drill, items: Sequence[PaperItem], person: SamplePerson) -> set[int]:
    """In each skill the items whose points come nearest to the ability."""
    places: defaultdict[Skill, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        if not isinstance(item.item.key, OpenKey):
            places[item.item.skill].append(place)
    right: set[int] = set()
    for skill, those in places.items():
        left = sum((items[place].worth for place in those), Decimal(0)) * person.abilities[skill] / 100
        for place in sorted(those, key=lambda place: by_chance(person.number, drill.id, place)):
            if items[place].worth / 2 <= left:
                left -= items[place].worth
                right.add(place)
    return right


def _text(key: OpenKey, person: SamplePerson, item: str) -> str:
    """The scoring points that the person thinks of, one a line, and a line that nobody else writes."""
    points = [
        point.text
        for place, point in enumerate(key.scoring_points)
        if by_chance(person.number, item, place) % 100 < person.on_cases
    ]
    lines = [f"（{place}）{text}" for place, text in enumerate(points, 1)] or ["想不起来了"]
    return "\n".join([*lines, f"明天先走片区里的第 {by_chance(person.number) % 900 + 100} 户。"])
