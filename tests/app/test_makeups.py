"""补考: issued as a drill of its own that names the drill that it makes up."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lianbing.domain.drills.events import Excusal, Excuse, Subject
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.wire.papers import paper_from_json
from tests.app.kit import DRILL, PEOPLE, PERIOD, TIMES, Bench, answer_of, put, roster_text, told
from tests.unit.objects import saved

MAKEUP = "2026H2-makeup"
ISSUE = ("drill", "issue", MAKEUP, "--blueprint", "skill", "--period", PERIOD)
SCHEME = "half-year-skill.yml"


@pytest.fixture
def made_up(graded: Bench, own_content: Path, tmp_path: Path) -> Bench:
    """C0002 had ten wrong, C0004 handed nothing in; both are all right in the make-up."""
    bench = Bench(own_content, graded.data)
    roster = put(tmp_path / "补考.csv", roster_text((PEOPLE[1], PEOPLE[3])))
    _fine(bench(*ISSUE, "--roster", roster, "--makes-up", DRILL))
    for row in bench.rows("paper", f"drill = '{MAKEUP}'"):
        paper = paper_from_json(json.loads(row["content"]))
        issued = IssuedPaper(paper=paper, token=row["token"], digest=row["digest"])
        put(tmp_path / "补考" / f"{paper.id}.ipynb", json.loads(saved(paper, _right(issued), TIMES, issued.token)))
    _fine(bench("drill", "collect", MAKEUP, tmp_path / "补考"))
    _fine(bench("grade", MAKEUP))
    return bench


def _right(issued: IssuedPaper) -> dict[str, Any]:
    return {item.item.id: answer_of(item, right=True) for item in issued.paper.items}


def _fine(ran: Any) -> None:
    assert ran.code == 0, ran.said


def _rule(bench: Bench, makeup: str) -> None:
    path = bench.root / "grading" / "schemes" / SCHEME
    text = path.read_text(encoding="utf-8")
    assert "  rule: replaces\n" in text
    put(path, text.replace("  rule: replaces\n", makeup))


def test_a_make_up_replaces_the_first_sitting_and_ends_an_absence(made_up: Bench) -> None:
    people = made_up.standings()
    assert [people[number]["total"] for number in ("C0002", "C0004")] == ["100.00", "100.00"]
    assert people["C0004"]["state"] == "已定"
    uses = [(each["drill"], each["use"]) for each in people["C0002"]["sittings"]]
    assert uses == [(DRILL, "不计（以补考为准）"), (MAKEUP, "计入")]
    _fine(made_up("ledger", "verify"))


def test_a_capped_make_up_says_so_in_the_reports(made_up: Bench) -> None:
    _rule(made_up, "  rule: capped\n  cap: 60\n")
    people = made_up.standings()
    first = sum(Decimal(mark["earned"]) for mark in people["C0002"]["marks"] if mark["drill"] == DRILL)
    assert Decimal(people["C0002"]["total"]) == max(60, first)
    assert (people["C0004"]["total"], people["C0004"]["level"]) == ("60.00", "合格")
    report = (made_up.reports / "个人" / "C0004-样例丁-成绩单.html").read_text(encoding="utf-8")
    assert "计入（补考封顶）" in report
    assert "- 40.00（补考封顶） = 60.00" in report
    _fine(made_up("ledger", "verify"))


def test_who_is_on_loan_and_sits_the_make_up_has_a_result(made_up: Bench) -> None:
    """The make-up alone is a result; an excuse that is recorded later changes nothing of it."""
    with made_up.workspace.store.writing() as records:
        subject = Subject(paper=f"{DRILL}-C0004", employee="C0004")
        records.events.add(DRILL, Excusal(Excuse.ON_LOAN), by="测试员", at=TIMES[0], reason="借调市局", subject=subject)
    assert made_up.standings()["C0004"]["state"] == "已定"


def test_an_excuse_takes_a_person_out_of_the_absent(graded: Bench) -> None:
    with graded.workspace.store.writing() as records:
        subject = Subject(paper=f"{DRILL}-C0004", employee="C0004")
        records.events.add(DRILL, Excusal(Excuse.POSTPONED), by="测试员", at=TIMES[0], reason="产假", subject=subject)
    person = graded.standings()["C0004"]
    assert (person["state"], person["missing"]) == ("缓考", [])
    cohort = (graded.reports / "班组报告.html").read_text(encoding="utf-8")
    assert "缓考、免考等" in cohort
    _fine(graded("ledger", "verify"))


@pytest.mark.parametrize(
    ("options", "pieces"),
    [
        (("--makes-up", "2026H2-nosuch"), ("2026H2-nosuch", "没有发过卷")),
        (("--makes-up", MAKEUP), ("没有发过卷",)),
        (("--makes-up", DRILL, "--kind", "theme"), ("theme", "skill", "要同原来那一场一样")),
    ],
    ids=["unknown", "itself", "another-kind"],
)
def test_a_make_up_of_nothing_is_refused(
    graded: Bench, roster: Path, options: tuple[str, ...], pieces: tuple[str, ...]
) -> None:
    told(graded(*ISSUE, "--roster", roster, *options), *pieces, code=2)
    assert graded.rows("drill", f"id = '{MAKEUP}'") == []


def test_a_make_up_of_another_period_is_refused(graded: Bench, roster: Path) -> None:
    words = ("drill", "issue", "2027H1-makeup", "--blueprint", "skill", "--period", "2027H1")
    told(graded(*words, "--roster", roster, "--makes-up", DRILL), "2027 年上半年", "要同原来那一场一样", code=2)


@pytest.mark.parametrize("makeup", ["  rule: capped\n", "  rule: best\n  cap: 60\n", "  rule: avarage\n"])
def test_a_rule_that_is_none_is_a_fault(own_content: Path, tmp_path: Path, makeup: str) -> None:
    bench = Bench(own_content, tmp_path / "data")
    _rule(bench, makeup)
    told(bench("check"), SCHEME)
