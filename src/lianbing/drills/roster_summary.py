"""What was read of a roster, for the person who has to look at it before papers are issued."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lianbing.drills.doubts import RosterDoubt, doubts
from lianbing.drills.rosters import WANTED, RosterReading
from lianbing.drills.sheets.cells import column_letters


@dataclass(frozen=True, kw_only=True)
class ReadColumn:
    """A column that was read: its letters, its heading, and what it was taken for."""

    letters: str
    heading: str
    taken_for: str


@dataclass(frozen=True, kw_only=True)
class LineRange:
    """Lines of the file, both included, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class RosterSummary:
    """Which sheet, rows and columns were read, what was passed over, and what looks wrong.

    ``sheet`` is empty for a text file. ``units`` has the number of people by unit, in the order of the file.
    ``notes`` say which cells were not taken as they stand in the file.
    """

    file: str
    format: str
    sheet: str
    head: LineRange
    lines: LineRange
    columns: tuple[ReadColumn, ...]
    people: int
    units: Mapping[str, int]
    passed_over: tuple[str, ...]
    notes: tuple[str, ...]
    doubts: tuple[RosterDoubt, ...]


def summarize(reading: RosterReading, known: Iterable[str] = ()) -> RosterSummary:
    """Sums a reading up; ``known`` are the employee numbers of earlier rosters."""
    listing = reading.listing
    return RosterSummary(
        file=listing.file,
        format=listing.format,
        sheet=listing.sheet,
        head=LineRange(first=listing.head.first, last=listing.head.last),
        lines=LineRange(first=listing.lines[0].number, last=listing.lines[-1].number),
        columns=tuple(
            ReadColumn(letters=column_letters(c.place), heading=c.heading, taken_for=WANTED.title(c.field))
            for c in listing.columns
        ),
        people=len(reading.read),
        units=dict(reading.units),
        passed_over=listing.passed_over,
        notes=reading.notes,
        doubts=doubts(reading, known),
    )
