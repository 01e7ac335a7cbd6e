"""A list of ratings: employee number and score; name and unit for people not met before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lianbing.drills.heads import Wanted
from lianbing.drills.listings import AS_IT_IS, Listing, ListLine, ListOptions, read_listing
from lianbing.drills.rosters import HEADINGS, number_fault
from lianbing.errors import Fault, RosterFaults

_WANTED = Wanted(
    headings={**HEADINGS, "score": ("得分", "评定", "评分", "分数", "成绩")},
    needed=("id", "score"),
)
_SCORE = re.compile(r"\d{1,6}(\.\d{1,2})?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class RatedLine:
    """A line of the list; ``name`` and ``team`` are empty where the file doesn't say them."""

    line: int
    number: str
    name: str
    team: str
    score: Decimal


@dataclass(frozen=True, kw_only=True)
class RatingsReading:
    """The lines in the order of the file, and which sheet, rows and columns they are from."""

    listing: Listing
    lines: tuple[RatedLine, ...]


def read_ratings(path: Path, how: ListOptions = AS_IT_IS) -> RatingsReading:
    """Reads ratings; raises RosterFaults with the faults of all lines."""
    listing = read_listing(path, _WANTED, how)
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    for line in listing.lines:
        wrong = [*listing.cell_faults(line)] or [*filter(None, [_fault(line, lines)])]
        faults += [Fault(listing.file, line.number, fault) for fault in wrong]
        if not wrong:
            lines[line.text("id").upper()] = line.number
    if faults:
        raise RosterFaults(faults)
    return RatingsReading(listing=listing, lines=tuple(_rated(line) for line in listing.lines))


def _fault(line: ListLine, lines: Mapping[str, int]) -> str:
    number, score = line.text("id"), line.text("score")
    if fault := number_fault(number, lines):
        return fault
    if not _SCORE.fullmatch(score):
        return f"工号 {number} 的得分“{score}”要写成数字，最多两位小数；没有评的人，删掉这一行"
    return ""


def _rated(line: ListLine) -> RatedLine:
    return RatedLine(
        line=line.number,
        number=line.text("id"),
        name=line.text("name"),
        team=line.text("team"),
        score=Decimal(line.text("score")),
    )
