"""Papers of real drills: their proofs, forms, neighbours and the drills before."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from lianbing.domain.kernel.canonical import canonical, digest_of_text
from lianbing.store.seals import seal_of
from lianbing.wire.papers import paper_from_json
from tests.app.kit import DRILL, Bench, told

Roster = Callable[..., Path]
SIX = tuple((f"C{number:04d}", f"样例{number}") for number in range(1, 7))
BLUEPRINT = "grading/blueprints/theme-1.yml"
SAID = ("--blueprint", "theme-1", "--period", "2026-12")


def issue(bench: Bench, roster: Path, drill: str) -> None:
    ran = bench("drill", "issue", drill, "--roster", roster, *SAID)
    assert ran.code == 0, ran.said


def papers(bench: Bench, drill: str) -> list[list[str]]:
    """The items of each paper, in the order of the employee numbers."""
    rows = sorted(bench.rows("paper", f"drill = '{drill}'"), key=lambda row: str(row["employee"]))
    return [[item.item.id for item in paper_from_json(json.loads(row["content"])).items] for row in rows]


def test_every_issued_paper_has_a_proof_that_holds(issued: Bench) -> None:
    ran = issued("drill", "prove", DRILL)
    assert ran.code == 0, ran.said
    assert "4 份卷，证明成立 4 份，不符 0 份" in ran.out
    assert issued("drill", "prove", DRILL, "--json").data["faults"] == []
    told(issued("drill", "prove", "nil"), "nil", "drill issue")


def test_a_paper_that_was_exchanged_together_with_its_seals_no_longer_fits_its_proof(issued: Bench) -> None:
    """Whoever can write the database can seal what was written; the proof is held against the items themselves."""
    row = dict(issued.rows("paper", "employee = 'C0001'")[0])
    content = json.loads(row["content"])
    content["proof"]["items"][0]["difficulty"] = 4 - content["proof"]["items"][0]["difficulty"]
    content["proof"]["items"][1]["id"] = "nil-0001"
    _rewrite(issued, row, canonical(content))
    told(issued("drill", "prove", DRILL), f"{DRILL}-C0001", "证明里的题与卷上的题不同")


def _rewrite(bench: Bench, row: dict[str, object], content: str) -> None:
    digest = digest_of_text(content)
    seal = seal_of({**row, "content": content, "digest": digest})
    with bench.sql() as connection:
        connection.execute("update paper set content = ?, digest = ? where id = ?", (content, digest, row["id"]))
        connection.execute("update seal set digest = ? where kind = 'paper' and of = ?", (seal, row["id"]))


def test_neighbours_and_the_last_two_drills_share_as_few_items_as_the_stock_allows(
    empty: Bench, roster_of: Roster
) -> None:
    drills = ("d-1", "d-2", "d-3")
    for drill in drills:
        issue(empty, roster_of(*SIX), drill)
    first, second, third = (papers(empty, drill) for drill in drills)
    case = 1  # each theme has two case studies, so that the third drill has to repeat one
    assert all(len({*one} & {*other}) <= case for row in (first, second, third) for one, other in pairwise(row))
    for before, then, now in zip(first, second, third, strict=True):
        assert len({*before} & {*now}) <= case
        assert not {*before} & {*then}
    told_of = json.loads(empty.rows("paper", "id = 'd-3-C0001'")[0]["content"])["proof"]
    assert {*told_of["earlier"]} == {"d-1-C0001", "d-2-C0001"}
    assert empty("drill", "prove", "d-3").code == 0


@pytest.mark.parametrize("forms", [1, 2])
def test_forms_are_dealt_and_who_comes_later_gets_one_of_them(
    own_content: Path, tmp_path: Path, roster_of: Roster, forms: int
) -> None:
    blueprint = own_content / BLUEPRINT
    blueprint.write_text(f"forms: {forms}\n{blueprint.read_text(encoding='utf-8')}", encoding="utf-8")
    bench = Bench(own_content, tmp_path / "data")
    issue(bench, roster_of(*SIX[:4]), "d-1")
    before = bench.rows("paper")
    issue(bench, roster_of(*SIX), "d-1")
    after = papers(bench, "d-1")
    assert bench.rows("paper", "employee < 'C0005'") == before
    assert len({tuple(items) for items in after}) == forms
    assert all((one == other) == (forms == 1) for one, other in pairwise(after))
    assert bench("drill", "prove", "d-1").code == 0
    ran = bench("drill", "rehearse", "theme-1")
    assert ("全员一卷" if forms == 1 else "2 套卷子") in ran.out
