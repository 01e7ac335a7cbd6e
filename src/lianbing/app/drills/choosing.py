"""Whose papers of a drill are meant: all, those of units, or those of employee numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lianbing.app.drills.receiving import check_issued
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.errors import NothingToDo, UnknownReference
from lianbing.wire.papers import Booklet, DrillHead, opened


@dataclass(frozen=True, kw_only=True)
class PeopleChosen:
    """Units and employee numbers; where both are given, a person has to be in both. Empty: everybody."""

    units: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def takes(self, issued: IssuedPaper) -> bool:
        """Whether a paper is meant."""
        person = issued.person
        return (not self.units or person.team in self.units) and (not self.numbers or person.id in self.numbers)


@dataclass(frozen=True, kw_only=True)
class ChosenPapers:
    """The papers that are meant, by employee number."""

    drill: Drill
    papers: tuple[IssuedPaper, ...]

    def booklet(self, issued: IssuedPaper) -> Booklet:
        """What a person is asked, under the name and the number that the person has now."""
        head = DrillHead.of(self.drill, extra_minutes=issued.extra_minutes)
        return opened(issued.handed_out, head, issued.token)

    @property
    def by_unit(self) -> dict[str, list[IssuedPaper]]:
        """The papers of each unit, by its name as on the roster."""
        units: dict[str, list[IssuedPaper]] = {}
        for issued in self.papers:
            units.setdefault(issued.person.team, []).append(issued)
        return dict(sorted(units.items()))


def chosen_papers(workspace: Workspace, drill_id: str, people: PeopleChosen) -> ChosenPapers:
    """Reads the papers that are meant.

    Raises:
        NothingToDo: the drill was not issued here, or nobody is in both a unit and the numbers.
        UnknownReference: the drill has no such unit or employee number.
        StoreFault: the secret is not the one that the drill was issued with.
    """
    with workspace.store.transaction() as records:
        check_issued(workspace, records, drill_id)
        drill = records.drills.get(drill_id)
        papers = records.drills.papers(drill_id)
    if drill is None:
        raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
    _check_known("部门", people.units, {issued.person.team for issued in papers})
    _check_known("工号", people.numbers, {issued.person.id for issued in papers})
    chosen = tuple(filter(people.takes, papers))
    if not chosen:
        raise NothingToDo("所选的部门里没有所选的工号：两样都写时，要两样都符合")
    return ChosenPapers(drill=drill, papers=chosen)


def _check_known(what: str, named: Iterable[str], known: set[str]) -> None:
    unknown = [name for name in named if name not in known]
    if unknown:
        examples = "、".join(sorted(filter(None, known))[:20]) or "（都没有填）"
        raise UnknownReference(f"这场练兵没有给{what} {'、'.join(unknown)} 发过卷：有 {examples}")
