"""Every result of the sample year is what an independent computation makes of the raw rows."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.app.kit import Bench
from tests.year.making import people
from tests.year.recomputing import Line, Year
from tests.year.walking import no_reports

pytestmark = pytest.mark.long  # a year of commands; docs/hr-year.md walks the same

PERIODS = [
    *((f"2026-{month:02}", "month") for month in range(1, 13)),
    *((f"2026Q{quarter}", "quarter") for quarter in range(1, 5)),
    *((f"2026H{half}", scheme) for half in (1, 2) for scheme in ("half-year-skill", "half-year")),
    ("2026", "year"),
]


@pytest.fixture(scope="module")
def recomputed(played: Bench) -> Year:
    return Year(played.root, played.data)


def newest(bench: Bench, period: str, scheme: str) -> dict[str, dict[str, Any]]:
    """The lines of the people in the newest kept assessment of a period by a scheme."""
    kept = [json.loads(row["content"]) for row in bench.rows("assessment", f"period = '{period}'")]
    lines = [each["results"] for each in kept if each["scheme"]["id"] == scheme][-1]
    return {line["employee"]["id"]: line for line in lines}


Outcome = tuple[Decimal | None, int | None, str | None]


def told(line: dict[str, Any]) -> Outcome:
    return None if line["total"] is None else Decimal(line["total"]), line["rank"], line["level"]


def computed(line: Line) -> Outcome:
    return line.total, line.rank, line.level


@pytest.mark.parametrize(("period", "scheme"), PERIODS)
def test_totals_ranks_and_levels_come_out_the_same(played: Bench, recomputed: Year, period: str, scheme: str) -> None:
    found, again = newest(played, period, scheme), recomputed.results(period, scheme)
    assert {who: told(line) for who, line in found.items()} == {who: computed(again[who]) for who in found}
    assert not [who for who, line in again.items() if line.total is not None and who not in found]


def test_the_year_is_what_assess_prints(played: Bench, recomputed: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lianbing.app.assessing.write_reports", no_reports)
    ran = played("assess", "2026", "--json")
    assert ran.code == 0, ran.said
    again = recomputed.results("2026", "year")
    lines = {line["employee"]["id"]: line for line in ran.data["results"]}
    assert {who: told(line) for who, line in lines.items()} == {who: computed(again[who]) for who in lines}
    assert len(lines) == len([*people()])


def test_who_tie_share_a_rank(recomputed: Year) -> None:
    lines = recomputed.results("2026", "year")
    assert computed(lines["Y0103"]) == computed(lines["Y0104"])
    ranks = [line.rank for line in lines.values() if line.rank]
    assert lines["Y0103"].rank
    assert lines["Y0103"].rank + 1 not in ranks


def test_who_is_away_has_what_the_rules_leave(played: Bench, recomputed: Year) -> None:
    assert recomputed.results("2026Q2", "quarter")["Y0203"].total is None  # one month of three
    year = recomputed.results("2026", "year")
    assert [year[who].total is None for who in ("Y0203", "Y0610", "Y0409", "Y0505")] == [False, False, True, True]
    states = {who: newest(played, "2026H2", "half-year-skill")[who]["state"] for who in ("Y0409", "Y0505")}
    assert states == {"Y0409": "离职", "Y0505": "借调"}
    assert recomputed.results("2026H1", "half-year-skill")["Y0307"].total is not None  # by the make-up


def test_a_good_total_with_a_weak_part_is_a_level_lower(recomputed: Year) -> None:
    line = recomputed.results("2026H1", "half-year-skill")["Y0405"]
    assert line.total is not None
    assert min(rate for rate in line.rates.values() if rate is not None) < Decimal(60)
    assert line.level == "合格"


def test_the_cap_takes_the_highest_level_from_some(recomputed: Year) -> None:
    lines = recomputed.results("2026", "year").values()
    counted = [line for line in lines if line.total is not None]
    best = [line for line in counted if line.level == "优秀"]
    lowered = [line for line in counted if line.total and line.total >= 90 and line.level != "优秀"]
    assert len(best) <= len(counted) // 5
    assert lowered, "nobody is over the cap: raise abilities in tests/year/making.py"
