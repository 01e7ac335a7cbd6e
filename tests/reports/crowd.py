"""Three hundred people as awkward as people are: long names and units, eight digits, no unit, changed marks."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment, Candidate
from lianbing.domain.assessment.computing import assess
from lianbing.domain.ledger.ledger import Cause
from tests.reports.objects import DRILLS, ITEMS, SCHEME, candidate, sample

_UNITS = ("城区一部", "城区二部", "乡镇服务部（东片）", "开发区营销部", "高新区客户服务中心", "西部山区联合营销服务部")
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def crowd(size: int) -> Assessment:
    """An assessment of so many, the same each time."""
    drawn = random.Random(5)
    people = [_person(place, drawn) for place in range(size)]
    return replace(sample(), results=assess(SCHEME, people), ledger_sequence=size * len(ITEMS))


def _person(place: int, drawn: random.Random) -> Candidate:
    full = [Decimal(worth) for _, _, _, _, worth, _ in ITEMS]
    points = [str(worth if drawn.random() < 0.72 else worth * Decimal(drawn.choice(["0", "0.5"]))) for worth in full]
    missing: tuple[str, ...] = ()
    if place % 33 == 7:
        points, missing = ["x"] * len(ITEMS), tuple(DRILLS)
    elif place % 33 == 8:
        points[5] = "?"
    name = f"样例{_STEMS[place % 10]}{'' if place % 7 else '·阿不都热合曼古丽'}"
    person = candidate(f"{10000000 + place}", name, " ".join(points), place * len(ITEMS) + 1, missing)
    person = replace(person, employee=replace(person.employee, team=_UNITS[place % 6] if place % 50 else ""))
    if place % 10 or not person.marks:
        return person
    mark = replace(person.marks[0], cause=Cause.REVIEWED, before=Decimal(0), reason="同参考答案意思相同", by="复核员")
    return replace(person, marks=(mark, *person.marks[1:]))
