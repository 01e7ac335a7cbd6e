"""Computes a year anew from raw rows and the schemes' YAML, in another way than the program: plain loops, no domain.

``python -m tests.year.recomputing ROOT DATA PERIOD [SCHEME]`` prints one line a person.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from typing import Any

import yaml

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
CENT = Decimal("0.01")


def span(period: str) -> str:
    return "half-year" if "H" in period else "quarter" if "Q" in period else "month" if "-" in period else "year"


def months(period: str) -> set[int]:
    """The months of a period of one year."""
    kind, rest = span(period), period[4:].lstrip("HQ-")
    if kind == "year":
        return set(range(1, 13))
    last = int(rest) * MONTHS[kind]
    return set(range(last - MONTHS[kind] + 1, last + 1))


def parts_of(period: str, kind: str) -> list[str]:
    """The periods of a span that make up this one."""
    year, size = period[:4], MONTHS[kind]
    forms = {"month": "-{:02}", "quarter": "Q{}", "half-year": "H{}", "year": ""}
    each = [year + forms[kind].format(number) for number in range(1, 12 // size + 1)]
    return [one for one in each if months(one) <= months(period)]


def half_up(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def exact(value: object) -> Decimal:
    return Decimal(str(value))


@dataclass
class Line:
    """What came out for a person; ``None`` where nothing can be said yet."""

    total: Decimal | None
    rates: dict[str, Decimal | None]
    level: str | None = None
    rank: int | None = None


class Year:
    """The raw rows of a data folder and the schemes of a root."""

    def __init__(self, root: Path, data: Path) -> None:
        files = sorted((root / "grading" / "schemes").glob("*.yml"))
        loaded = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]
        self.schemes: dict[str, Any] = {scheme["id"]: scheme for scheme in loaded}
        self.done: dict[tuple[str, str], dict[str, Line]] = {}
        with closing(sqlite3.connect(data / "lianbing.db")) as rows:
            self.drills = {row[0]: row for row in rows.execute("select id, kind, period, makes_up from drill")}
            self.papers = rows.execute("select id, drill, employee, content from paper").fetchall()
            ledger = rows.execute("select paper, item, worth, after from ledger order by sequence").fetchall()
            ratings = rows.execute("select period, rating, employee, score from rating order by sequence").fetchall()
            events = "select drill, employee, content from drill_event where kind = 'excused' order by sequence"
            excuses = rows.execute(events).fetchall()
            units = rows.execute("select person, unit from person_unit order by id").fetchall()
            people = rows.execute("select number from person").fetchall()
        self.people = [number for (number,) in people]
        self.units = dict(units)
        self.marks: dict[str, dict[str, tuple[Decimal, Decimal | None]]] = defaultdict(dict)
        for paper, item, worth, after in ledger:
            self.marks[paper][item] = (exact(worth), None if after is None else exact(after))
        self.ratings = {(period, name, who): exact(score) for period, name, who, score in ratings}
        self.excuses = {(drill, who): json.loads(content).get("excuse") for drill, who, content in excuses}
        self.skills = {
            paper: {item["item"]["id"]: item["item"]["skill"] for item in items_of(json.loads(content))}
            for paper, _, _, content in self.papers
        }

    def results(self, period: str, scheme_id: str) -> dict[str, Line]:
        if (period, scheme_id) not in self.done:
            scheme = self.schemes[scheme_id]
            assert scheme["periods"] == span(period)
            lines = {who: self.line(scheme, period, who) for who in self.people}
            rank(scheme, lines, self.units)
            self.done[period, scheme_id] = lines
        return self.done[period, scheme_id]

    def line(self, scheme: Any, period: str, who: str) -> Line:
        rates: dict[str, Decimal | None] = {}
        points, carried, complete = Decimal(0), Decimal(0), True
        for title, weight, source, skill in parts(scheme):
            earned, worth, state = self.part(scheme, source, skill, period, who)
            if state == "left out":
                rates[title] = None
                continue
            carried += weight
            if state == "open" or not worth:
                complete, rates[title] = False, None
                continue
            rates[title] = rate = half_up(earned * 100 / worth)
            points += half_up(rate * weight / 100)
        if not complete or not carried:
            return Line(total=None, rates=rates)
        total = points * 100 / carried + self.beside(scheme, period, who)
        line = Line(total=half_up(min(max(total, Decimal(0)), Decimal(100))), rates=rates)
        line.level = level(scheme["levels"], line)
        return line

    def part(self, scheme: Any, source: Any, skill: str, period: str, who: str) -> tuple[Decimal, Decimal, str]:
        """Earned, worth, and whether the part is done, open or left out."""
        missing = source.get("missing", "incomplete")
        if "drills" in source:
            return self.of_drills(scheme, source, skill, period, who)
        if "ratings" in source:
            own: list[Decimal | None] = [self.ratings.get((period, source["ratings"], who))]
            full = exact(source.get("full", 100))
        else:
            inner = source["results"]
            periods = parts_of(period, inner)
            own = [self.results(one, source["scheme"])[who].total for one in periods]
            full = Decimal(100)
        there = [one for one in own if one is not None]
        if len(there) < len(own):
            if missing != "redistribute" or len(there) < source.get("least", 1 if "results" in source else 0):
                return Decimal(0), Decimal(0), "open"
            if not there:
                return Decimal(0), Decimal(0), "left out"
        return sum(there, Decimal(0)), full * len(there), "done"

    def of_drills(self, scheme: Any, source: Any, skill: str, period: str, who: str) -> tuple[Decimal, Decimal, str]:
        kinds, missing = source["drills"], source.get("missing", "incomplete")
        rule = (scheme.get("makeup") or {}).get("rule", "replaces")
        assert rule == "replaces", "the sample year has no other rule"
        earned = worth = Decimal(0)
        state = "left out" if missing == "redistribute" else "open"
        for first, papers in self.sittings(kinds, period, who).items():
            answered = [paper for paper in papers if self.marks.get(paper)]
            if answered:
                counted = {
                    item: mark
                    for item, mark in self.marks[answered[-1]].items()
                    if self.of_skill(answered[-1], item, skill)
                }
                if any(after is None for _, after in counted.values()):
                    return Decimal(0), Decimal(0), "open"
                earned += sum((after or Decimal(0) for _, after in counted.values()), Decimal(0))
                worth += sum((most for most, _ in counted.values()), Decimal(0))
                state = "done"
            elif not self.excuses.get((first, who)):
                return Decimal(0), Decimal(0), "open"
        return earned, worth, state

    def of_skill(self, paper: str, item: str, skill: str) -> bool:
        return not skill or self.skills[paper][item] == skill

    def sittings(self, kinds: list[str], period: str, who: str) -> dict[str, list[str]]:
        """The person's papers by the drill that they are for, make-ups after what they make up."""
        found: dict[str, list[str]] = defaultdict(list)
        for paper, drill, employee, _ in sorted(self.papers, key=lambda row: bool(self.drills[row[1]][3])):
            _, kind, when, makes_up = self.drills[drill]
            if employee == who and (not kinds or kind in kinds) and months(when) <= months(period):
                found[makes_up or drill].append(paper)
        return found

    def beside(self, scheme: Any, period: str, who: str) -> Decimal:
        points = Decimal(0)
        for rule in scheme.get("adjustments", []):
            given = self.ratings.get((period, rule["ratings"], who), Decimal(0))
            one = min(given * exact(rule.get("each", 1)), exact(rule["most"]))
            points += -one if rule["sign"] == "deduction" else one
        return points


def items_of(paper: Any) -> Iterator[Any]:
    for section in paper["sections"]:
        for item in section["items"]:
            yield {"item": {**item.get("item", item), "skill": section["skill"]}}


def parts(scheme: Any) -> Iterator[tuple[str, Decimal, Any, str]]:
    """Title, weight, source and skill of each part."""
    names = {"knowledge": "应知应会", "systems": "信息系统操作", "tools": "工具应用", "analysis": "分析能力"}
    for source in scheme["sources"]:
        for part in source.get("parts", []):
            yield names[part["skill"]], exact(part["weight"]), source, part["skill"]
        if "weight" in source:
            yield source["title"], exact(source["weight"]), source, ""


def level(levels: Any, line: Line) -> str:
    total = line.total or Decimal(0)
    for each in levels:
        lowest = exact(each.get("part_minimum", 0))
        if total >= exact(each["minimum"]) and all(rate is None or rate >= lowest for rate in line.rates.values()):
            return str(each["title"])
    return str(levels[-1]["title"])


def rank(scheme: Any, lines: dict[str, Line], units: dict[str, str]) -> None:
    """Ranks, ties by the rates of the parts named, then the caps."""
    breakers = scheme.get("tie_break") or []
    keys = {
        who: (line.total, *(line.rates[title] or Decimal(0) for title in breakers))
        for who, line in lines.items()
        if line.total is not None
    }
    for who, key in keys.items():
        lines[who].rank = 1 + sum(other > key for other in keys.values())
    for cap in scheme.get("caps") or []:
        assert (cap["group"], cap["base"], cap["ties"]) == ("everybody", "final", "out")
        room = int(exact(cap["share"]) * len(keys) / 100)
        holders = sorted((who for who in keys if lines[who].level == cap["level"]), key=keys.__getitem__, reverse=True)
        within = {keys[who] for who in holders[:room]} - {keys[who] for who in holders[room:]}
        place = [each["title"] for each in scheme["levels"]].index(cap["level"])
        for who in holders:
            if keys[who] not in within:
                lines[who].level = level(scheme["levels"][place + 1 :], lines[who])


def main(root: str, data: str, period: str, scheme: str) -> None:
    for who, line in Year(Path(root), Path(data)).results(period, scheme).items():
        print(who, line.rank, line.total, line.level, *line.rates.values())


if __name__ == "__main__":
    with localcontext(prec=50):
        main(*sys.argv[1:])
