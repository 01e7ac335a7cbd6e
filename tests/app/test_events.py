"""A drill is an event: what is said at issue, what stays as it was, and who was listed when."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lianbing.app.workspace import Workspace
from tests.app.kit import DRILL, Bench, put, roster_text, told

THEME = "2026-11-theme-1"
SAID = ("--blueprint", "theme-1", "--period", "2026-11")
Roster = Callable[..., Path]
ONE = (("C0001", "样例甲"),)


def issue(bench: Bench, roster: Path, *words: str, drill: str = THEME) -> str:
    ran = bench("drill", "issue", drill, "--roster", roster, *words)
    assert ran.code == 0, ran.said
    return ran.err


def drill(bench: Bench, drill_id: str = THEME) -> dict[str, Any]:
    (row,) = bench.rows("drill", f"id = '{drill_id}'")
    return row


def test_one_blueprint_serves_drills_of_any_number_of_periods(empty: Bench, roster_of: Roster) -> None:
    roster = roster_of(*ONE)
    issue(empty, roster, *SAID)
    issue(empty, roster, "--blueprint", "theme-1", "--period", "2026-12", drill="2026-12-theme-1")
    november, december = drill(empty), drill(empty, "2026-12-theme-1")
    assert (november["blueprint"], november["edition"]) == (december["blueprint"], december["edition"])
    assert (november["title"], december["title"]) == (
        "2026 年 11 月主题练兵之一：案例分析",
        "2026 年 12 月主题练兵之一：案例分析",
    )
    assert november["seed"] != december["seed"]
    assert {row["id"] for row in empty.rows("paper")} == {f"{THEME}-C0001", "2026-12-theme-1-C0001"}


def test_what_is_said_at_issue_is_kept_and_stands_in_the_booklet(empty: Bench, roster_of: Roster) -> None:
    window = ("--opens", "2026-11-10", "--closes", "2026-11-20T18:00+08:00")
    issue(empty, roster_of(*ONE), *SAID, *window, "--title", "试练", "--kind", "trial", "--minutes", "25")
    row = drill(empty)
    assert [row[name] for name in ("title", "kind", "opens", "closes", "minutes")] == [
        "试练", "trial", "2026-11-10", "2026-11-20T18:00+08:00", 25,
    ]  # fmt: skip
    (page,) = (empty.data / "drills" / THEME / "答题册").iterdir()
    assert '"closes":"2026-11-20T18:00+08:00"' in page.read_text(encoding="utf-8")


def test_a_file_says_it_once_for_all_and_options_go_before(own_content: Path, tmp_path: Path, roster: Path) -> None:
    plan = f"id: {THEME}\nblueprint: theme-1\nperiod: 2026-11\nopens: 2026-11-10\nminutes: 30\n"
    put(own_content / "grading" / "drills" / "theme.yml", plan)
    bench = Bench(own_content, tmp_path / "data")
    issue(bench, roster, "--minutes", "40")
    assert (drill(bench)["opens"], drill(bench)["minutes"]) == ("2026-11-10", 40)


def test_a_drill_stays_as_it_was_issued(empty: Bench, roster_of: Roster) -> None:
    issue(empty, roster_of(*ONE), *SAID)
    before = drill(empty)
    said = issue(empty, roster_of(*ONE), "--period", "2026-12", "--closes", "2026-12-31")
    assert "考评期现在写的是 2026-12，发卷时是 2026-11" in said
    assert "截止现在写的是 2026-12-31，发卷时是 没有写" in said
    assert drill(empty) == before
    assert issue(empty, roster_of(*ONE)).count("现在写的是") == 0
    ran = empty("drill", "issue", THEME, "--roster", roster_of(*ONE), "--blueprint", "theme-2")
    told(ran, "theme-1", "theme-2", "另起一个练兵编号", code=2)


def test_later_papers_by_a_changed_blueprint_are_told(own_content: Path, tmp_path: Path, roster_of: Roster) -> None:
    bench = Bench(own_content, tmp_path / "data")
    issue(bench, roster_of(*ONE), *SAID)
    path = own_content / "grading" / "blueprints" / "theme-1.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("worth: 6", "worth: 7"), encoding="utf-8")
    assert "细目表" not in issue(bench, roster_of(*ONE))
    said = issue(bench, roster_of(*ONE, ("C0002", "样例乙")))
    assert "细目表 theme-1 在第一次发卷以后改过，新发的 1 份" in said


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        (("x", *SAID[:2]), ("--period", "grading/drills/", "theme-1")),
        (("x", *SAID[2:]), ("--blueprint", DRILL)),
        (("x", "--blueprint", "nil", *SAID[2:]), ("nil", "theme-1")),
    ],
)
def test_what_is_not_said_is_asked_for(
    empty: Bench, roster: Path, words: tuple[str, ...], pieces: tuple[str, ...]
) -> None:
    told(empty("drill", "issue", *words, "--roster", roster), *pieces)
    assert empty.rows("drill") == []


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        (("../x", *SAID), ("../x", "编号")),
        (("x" * 65, *SAID), ("64",)),
        (("x", *SAID[:3], "2026-13"), ("2026-13",)),
        (("x", *SAID, "--kind", "技能"), ("技能", "skill")),
        (("x", *SAID, "--opens", "11/10"), ("11/10", "2026-11-01")),
        (("x", *SAID, "--closes", "2026-11-20T18:00"), ("时区",)),
        (("x", *SAID, "--closes", "2026-02-29"), ("2026-02-29",)),
        (("x", *SAID, "--opens", "2026-11-20", "--closes", "2026-11-10"), ("还早",)),
    ],
)
def test_what_is_said_wrongly_is_refused(
    empty: Bench, roster: Path, words: tuple[str, ...], pieces: tuple[str, ...]
) -> None:
    told(empty("drill", "issue", *words, "--roster", roster), *pieces, code=2)
    assert empty.rows("drill") == []


def test_people_live_across_drills(empty: Bench, tmp_path: Path) -> None:
    first = put(tmp_path / "1.csv", roster_text((("C0001", "样例甲"), ("C0002", "样例乙")), "一部"))
    second = put(tmp_path / "2.csv", roster_text((("C0002", "样例乙乙"), ("C0003", "样例丙")), "二部"))
    issue(empty, first, *SAID)
    issue(empty, second, "--blueprint", "theme-2", "--period", "2026-12", drill="2026-12-theme-2")
    issue(empty, second, "--blueprint", "theme-2", "--period", "2026-12", drill="2026-12-theme-2")
    people = known(empty.workspace)
    assert people == {
        "C0001": (["样例甲"], ["一部"]),
        "C0002": (["样例乙", "样例乙乙"], ["一部", "二部"]),
        "C0003": (["样例丙"], ["二部"]),
    }
    assert empty.paper("C0001").paper.employee.team == "一部"
    times = [row["since"] for row in empty.rows("person_unit", "person = 'C0002'")]
    assert times == sorted(times)


def known(workspace: Workspace) -> dict[str, tuple[list[str], list[str]]]:
    with workspace.store.transaction() as records:
        people = records.people.all()
    workspace.close()
    return {
        number: ([name.value for name in one.names], [unit.value for unit in one.units])
        for number, one in people.items()
    }


def test_every_roster_that_differs_is_kept(empty: Bench, roster_of: Roster) -> None:
    for people in (ONE, ONE, (("C0002", "样例乙"),)):
        issue(empty, roster_of(*people), *SAID)
    kept = [json.loads(row["content"]) for row in empty.rows("roster")]
    assert kept == [[["C0001", "样例甲", "城区一部"]], [["C0002", "样例乙", "城区一部"]]]
