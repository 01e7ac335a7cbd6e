"""drill issue --dry-run: what would be issued, and to whom; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.drills.numbers import refuse_former_numbers
from lianbing.app.issuing.planning import DrillOptions, find_blueprint, plan_drill, refuse_another_blueprint
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import Cover
from lianbing.drills.listings import ListOptions
from lianbing.drills.roster_summary import RosterSummary, summarize
from lianbing.drills.rosters import RosterReading, read_roster
from lianbing.errors import Fault, RosterFaults


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What an issue would do. ``kept`` counts people of the roster who have a paper of this drill already."""

    drill: str
    blueprint: str
    roster: RosterSummary
    new: int
    kept: int

    @property
    def stopped_by(self) -> tuple[str, ...]:
        """What looks so wrong in the roster that papers should wait until a person has looked at it."""
        return tuple(doubt.message for doubt in self.roster.doubts if doubt.stops)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is recorded of a drill, of its papers, and of the numbers of everybody ever listed.

    ``people`` is without the numbers whose papers of the drill were withdrawn or whose numbers were corrected: they
    were mistakes.
    """

    drill: Drill | None = None
    covers: tuple[Cover, ...] = ()
    people: frozenset[str] = frozenset()

    @property
    def issued(self) -> frozenset[str]:
        """The employee numbers that have a paper."""
        return frozenset(cover.number for cover in self.covers)


def preview(
    workspace: Workspace, drill_id: str, roster: Path, how: ListOptions, options: DrillOptions
) -> tuple[Preview, RosterReading]:
    """Reads a roster and says what an issue to it would do; the reading is what the issue takes.

    Raises:
        RosterFaults, UnknownReference, WrongUsage, ContentFaults, StoreFault: nothing can be issued.
    """
    known = _known(workspace, drill_id)
    plan = plan_drill(workspace, drill_id, options, known.drill)
    blueprint = find_blueprint(workspace, plan.blueprint)
    if known.drill:
        refuse_another_blueprint(known.drill, blueprint)
    reading = read_roster(roster, how)
    refuse_former_numbers(reading.listing.file, reading.employees, known.covers)
    refuse_case_twins(reading, known.issued)
    new = [employee for employee in reading.employees if employee.id not in known.issued]
    seen = Preview(
        drill=drill_id,
        blueprint=blueprint.id,
        roster=summarize(reading, sorted(known.people | known.issued)),
        new=len(new),
        kept=len(reading.employees) - len(new),
    )
    return seen, reading


def _known(workspace: Workspace, drill_id: str) -> _Known:
    if not workspace.has_store:
        return _Known()
    with workspace.store.transaction() as records:
        covers = tuple(records.drills.covers(drill_id))
        mistakes = {*records.withdrawn.counts(drill_id), *(number for cover in covers for number in cover.numbers)}
        return _Known(
            drill=records.drills.get(drill_id),
            covers=covers,
            people=frozenset(records.people.all().keys() - mistakes),
        )


def refuse_case_twins(roster: RosterReading, issued: Iterable[str]) -> None:
    """Raises RosterFaults for numbers that differ from those with a paper in capitals alone.

    On Windows both booklets would be one file.
    """
    folded = {number.upper(): number for number in issued}
    faults = [
        Fault(roster.listing.file, 0, f"工号 {e.id} 与已发过卷的 {folded[e.id.upper()]} 只差大小写：改成同一个写法")
        for e in roster.employees
        if folded.get(e.id.upper(), e.id) != e.id
    ]
    if faults:
        raise RosterFaults(faults)
