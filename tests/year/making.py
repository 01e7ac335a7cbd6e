"""Makes the files of the sample year in ``grading/samples/year``: ``python -m tests.year.making``.

Sixty made-up people in six units. A figure depends on nothing but the person, the month and the column, by a digest.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "grading" / "samples" / "year"
UNITS = ("城区一部", "城区二部", "城郊部", "河东部", "河西部", "农网部")
DIMENSIONS = ("经济运行业绩", "销售预测", "客户管理", "营销服务", "制度执行", "基础资料")
COMPETENCE = ("思考能力", "行动能力", "管理能力", "工作态度")
PRACTICE = ("品牌文化宣讲", "终端功能演示")
SKILLS = ("knowledge", "systems", "tools", "analysis", "case")
MONTHS = tuple(range(1, 13))
H2 = "2026-10-theme 2026H2-skill"
"""The drills of the second half-year."""
PER_UNIT = 10
_BESIDES = {
    "表彰加分": {"Y0106": "2", "Y0302": "1.5", "Y0608": "3"},
    "违规扣分": {"Y0207": "4", "Y0501": "2.5"},
}
"""Points beside the parts of the year: who is commended, who broke a rule."""
_DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A made-up person: ability in percent, the months with a monthly sheet, and the units by first month."""

    number: str
    name: str
    unit: str
    ability: int
    months: tuple[int, ...] = MONTHS
    later_unit: tuple[int, str] = (13, "")
    weak: Mapping[str, int] = field(default_factory=dict)
    absent: str = ""
    """The drills that the person does not sit."""
    like: str = ""
    """The number of another person whose every figure this one shares: the two tie."""

    @property
    def key(self) -> str:
        return self.like or self.number

    def unit_in(self, month: int) -> str:
        first, unit = self.later_unit
        return unit if month >= first else self.unit


_ODD: Mapping[str, Mapping[str, object]] = {
    "Y0106": {"ability": 93},  # with these, more people are excellent than may be
    "Y0201": {"ability": 94},
    "Y0208": {"ability": 93},
    "Y0506": {"ability": 91},
    "Y0104": {"like": "Y0103", "ability": 84, "weak": {"case": 100}},
    "Y0103": {"ability": 84, "weak": {"case": 100}},
    "Y0108": {"later_unit": (8, "城郊部")},
    "Y0203": {"months": (1, 2, 3, 4, 7, 8, 9, 10, 11, 12), "absent": "2026H1-skill"},  # on leave in May and June
    "Y0307": {"absent": "2026H1-skill"},  # ill on the day
    "Y0405": {"ability": 88, "weak": {"systems": 40}},  # good all in all, but not in one part
    "Y0409": {"months": (1, 2, 3, 4, 5, 6, 7, 8), "absent": H2},  # left at the end of August
    "Y0505": {"months": (1, 2, 3, 4, 5, 6, 7, 8), "absent": H2},  # on loan from September on
    "Y0507": {"name": "样例七"},  # shares a name with somebody of another unit
    "Y0610": {"months": (4, 5, 6, 7, 8, 9, 10, 11, 12)},  # joined in April
}


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese figures."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def people() -> Iterator[Sample]:
    for place in range(PER_UNIT * len(UNITS)):
        unit, rank = divmod(place, PER_UNIT)
        number = f"Y{unit + 1:02}{rank + 1:02}"
        usual = {
            "name": f"样例{numeral(place + 1)}",
            "unit": UNITS[unit],
            "ability": 64 + spread(35, number, "ability"),
        }
        yield Sample(number=number, **{**usual, **_ODD.get(number, {})})  # type: ignore[arg-type]


def spread(size: int, *parts: object) -> int:
    """A number below ``size`` that the parts decide."""
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:4]) % size


def score(sample: Sample, *parts: object) -> str:
    """Near the person's ability, in half points, never above 100."""
    halves = min(2 * sample.ability + spread(49, sample.key, *parts) - 26, 200)
    return f"{Decimal(halves) / 2:f}".removesuffix(".0")


def files() -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """The files by name, each with its rows from the head on."""
    cohort = [*people()]
    yield (
        "people.csv",
        [
            ("工号", "姓名", "部门", "月份", "缺考", *SKILLS),
            *((p.number, p.name, p.unit, " ".join(map(str, p.months)), p.absent, *abilities(p)) for p in cohort),
        ],
    )
    for month in MONTHS:
        yield f"months/2026-{month:02}.csv", sheet(cohort, (month,), DIMENSIONS)
    yield "odd-months/2026-02-faulty.csv", faulty(sheet(cohort, (2,), DIMENSIONS))
    yield "odd-months/2026-03-corrected.csv", corrected(sheet(cohort, (3,), DIMENSIONS))
    yield "ratings/2026H1.csv", sheet(cohort, MONTHS[:6], (*COMPETENCE, *PRACTICE[1:]))  # the talk is rated on sheets
    yield "ratings/2026H2.csv", sheet(cohort, MONTHS[6:], (*COMPETENCE, *PRACTICE))
    yield (
        "ratings/2026.csv",
        [
            ("工号", "姓名", "部门", *_BESIDES),
            *(
                (p.number, p.name, p.unit_in(12), *(given.get(p.number, "") for given in _BESIDES.values()))
                for p in cohort
            ),
        ],
    )


def abilities(sample: Sample) -> list[str]:
    return [
        str(sample.weak.get(skill, min(sample.ability + spread(13, sample.key, skill) - 6, 98))) for skill in SKILLS
    ]


def sheet(cohort: Sequence[Sample], months: Sequence[int], columns: Sequence[str]) -> list[Sequence[str]]:
    """A list of everybody who is there at the end of these months."""
    last = months[-1]
    there = [person for person in cohort if last in person.months or (len(months) > 1 and person.number == "Y0203")]
    rows = [(p.number, p.name, p.unit_in(last), *(score(p, last, column) for column in columns)) for p in there]
    return [("工号", "姓名", "部门", *columns), *rows]


def faulty(rows: list[Sequence[str]]) -> list[Sequence[str]]:
    """The list with a score too high, a text for a score, an empty score, and a person twice."""
    changed = [list(row) for row in rows]
    changed[3][4], changed[7][5], changed[12][6] = "105", "九十", ""
    return [*changed[:20], changed[5], *changed[20:]]


def corrected(rows: list[Sequence[str]]) -> list[Sequence[str]]:
    """The list with one person's score put right."""
    changed = [list(row) for row in rows]
    changed[10][4] = str(Decimal(changed[10][4]) + 6)
    return [*changed]


def text(rows: Sequence[Sequence[str]]) -> str:
    """The rows as CSV that Excel, too, takes for UTF-8."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return "\ufeff" + written.getvalue()


def main() -> None:
    for name, rows in files():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
