"""The sheet that managers fill in: for each person a type, what was observed, measures, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lianbing.drills.heads import Wanted
from lianbing.drills.listings import AS_IT_IS, Listing, ListOptions, read_listing
from lianbing.drills.rosters import HEADINGS, number_fault
from lianbing.errors import Fault, RosterFaults

ASKED = {
    "type": ("类型",),
    "observed": ("观察到的",),
    "measures": ("采用的办法",),
    "follow_up": ("回看日期",),
    "outcome": ("回看结果",),
}
"""What managers fill in, by field, with the headings of the columns."""

_WANTED = Wanted(headings={**HEADINGS, **ASKED}, needed=("id", "type", "observed"))
_BETWEEN = re.compile(r"[、,，;；\s]+")


@dataclass(frozen=True, kw_only=True)
class CoachingLine:
    """A line of the sheet; what is empty was not filled in."""

    line: int
    number: str
    type: str
    observed: str
    measures: tuple[str, ...]
    follow_up: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class CoachingList:
    """The lines of a sheet, and which cells they stand in."""

    listing: Listing
    lines: tuple[CoachingLine, ...]


def read_coaching_list(path: Path, how: ListOptions = AS_IT_IS) -> CoachingList:
    """Reads a sheet; raises RosterFaults with the faults of all lines."""
    listing = read_listing(path, _WANTED, how)
    faults: list[Fault] = []
    numbers: dict[str, int] = {}
    for line in listing.lines:
        wrong = [*listing.cell_faults(line)] or [*filter(None, [number_fault(line.text("id"), numbers)])]
        faults += [Fault(listing.file, line.number, fault) for fault in wrong]
        numbers[line.text("id").upper()] = line.number
    if faults:
        raise RosterFaults(faults)
    return CoachingList(
        listing=listing,
        lines=tuple(
            CoachingLine(
                line=line.number,
                number=line.text("id"),
                measures=tuple(name.upper() for name in _BETWEEN.split(line.text("measures")) if name),
                **{field: line.text(field).strip() for field in ("type", "observed", "follow_up", "outcome")},
            )
            for line in listing.lines
        ),
    )
