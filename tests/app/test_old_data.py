"""A data folder of an earlier version: it opens, verifies, and says what it said then."""

from __future__ import annotations

import json
import re
import shutil
import tarfile
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from tests.app.kit import REPO, Bench, Ran, put, roster_text, told

OLD = REPO / "tests" / "fixtures" / "data-f689c67"
EXPECTED = json.loads((OLD / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def before(shipped: Path, tmp_path: Path) -> Bench:
    """The folder as it was; nothing of ours has opened it."""
    return Bench(shipped, _unpacked(tmp_path / "before"))


@pytest.fixture
def old(before: Bench, tmp_path: Path) -> Bench:
    return Bench(before.root, shutil.copytree(before.data, tmp_path / "data"))


def _unpacked(folder: Path) -> Path:
    with tarfile.open(OLD / "data.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return folder


def _figures(ran: Ran) -> Any:
    """Of each person what a later version must say again, under the names of then."""
    assert ran.code == 0, ran.said
    people = [
        {
            "employee": result["employee"],
            "parts": [_part(part) for part in result["parts"]],
            "standing": result["state"],
            **{name: result[name] for name in ("total", "level", "rank", "missing")},
            "marks": {mark["item"]: mark["earned"] for mark in result["marks"]},
        }
        for result in ran.data["results"]
    ]
    return _numbers(people)


def _part(part: dict[str, Any]) -> dict[str, Any]:
    names = ("skill", "weight", "earned", "ungraded", "rate", "contribution")
    return {**{name: part[name] for name in names}, "possible": part["worth"]}


def _numbers(said: Any) -> Any:
    """The same with numbers for texts of numbers: 80.00 is 80."""
    match said:
        case dict():
            return {name: _numbers(value) for name, value in said.items()}
        case list():
            return [_numbers(value) for value in said]
        case str():
            try:
                return Decimal(said)
            except InvalidOperation:
                return said
    return said


def test_the_ledger_verifies(old: Bench) -> None:
    ran = old("ledger", "verify")
    assert (ran.code, ran.out) == (0, f"台账完好，共 {EXPECTED['ledger']} 条\n")


def test_the_kept_assessment_says_the_same(old: Bench) -> None:
    assert _figures(old("assess", "2026H2", "--rebuild", "--json")) == _numbers(EXPECTED["results"])


def test_a_new_assessment_says_the_same(old: Bench) -> None:
    """Once a person has accepted that the scheme names the kind of the drills, which it did not then."""
    asked = old("assess", "2026H2")
    told(asked, "取考评期里的全部练兵", "--accept")
    code = re.findall(r"--accept (\w+)", asked.err)[-1]
    accepted = old("assess", "2026H2", "--json", "--accept", code, "--why", "方案写明了类别")
    assert _figures(accepted) == _numbers(EXPECTED["results"])


def test_old_drills_know_what_they_were_and_people_are_met(old: Bench) -> None:
    fine(old("ledger", "verify"))
    drills = {row["id"]: (row["kind"], row["blueprint"], row["edition"]) for row in old.rows("drill")}
    assert drills == {
        "2026H2-skill": ("skill", "2026H2-skill", ""),
        "2026-11-theme-1": ("theme", "2026-11-theme-1", ""),
    }
    assert [row["number"] for row in old.rows("person")] == [f"F000{number}" for number in range(1, 6)]
    assert [row["name"] for row in old.rows("person_name", "person = 'F0003'")] == ["虚构丙", "虚构丙丙"]
    assert [row["unit"] for row in old.rows("person_unit", "person = 'F0002'")] == ["虚构一部", "虚构三部"]
    assert [len(json.loads(row["content"])) for row in old.rows("roster")] == [4, 3]


def test_an_old_drill_takes_a_late_comer(old: Bench, before: Bench, tmp_path: Path) -> None:
    people = (("F0001", "虚构甲"), ("F0009", "虚构癸"))
    roster = put(tmp_path / "名单.csv", roster_text(people, "虚构一部"))
    assert "新发 1 份，原来就有 4 份" in fine(old("drill", "issue", "2026H2-skill", "--roster", roster)).out
    told(old("drill", "issue", "2026-11-theme-1", "--roster", roster), "早先用的细目表", "--blueprint", "theme-1")
    words = ("--roster", roster, "--blueprint", "theme-1")
    assert "新发 2 份" in fine(old("drill", "issue", "2026-11-theme-1", *words)).out
    kept = {row["id"]: row["content"] for row in before.rows("paper")}
    now = {row["id"]: row["content"] for row in old.rows("paper")}
    assert {paper: now[paper] for paper in kept} == kept


def fine(ran: Ran) -> Ran:
    assert ran.code == 0, ran.said
    return ran


def test_papers_marks_and_corrections_are_not_touched(old: Bench, before: Bench) -> None:
    assert old("ledger", "verify").code == 0
    for table in ("paper", "submission", "ledger", "correction"):
        for now, then in zip(old.rows(table), before.rows(table), strict=True):
            added = {column: value for column, value in now.items() if column not in then}
            assert {**then, **added} == now
            assert not any(added.values())


def test_papers_of_an_earlier_version_have_no_proof_and_are_no_fault(old: Bench) -> None:
    for drill in {str(row["drill"]) for row in old.rows("paper")}:
        ran = old("drill", "prove", drill)
        assert ran.code == 0, ran.said
        assert "没有证明" in ran.out
