"""取高: of several submissions of a person the one with most points counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.wire.submissions import receipt, sha256
from tests.app.kit import DRILL, Bench, put

FIRST = ("2026-11-21T09:00:00+08:00", "2026-11-21T09:30:00+08:00")
SECOND = ("2026-11-22T09:00:00+08:00", "2026-11-22T09:30:00+08:00")


@pytest.fixture
def best(empty: Bench, roster: Path) -> Bench:
    ran = empty("drill", "issue", DRILL, "--roster", roster, "--counts", "best")
    assert ran.code == 0, ran.said
    return empty


def hand_in(bench: Bench, folder: Path, times: tuple[str, str], wrong: int) -> str:
    path = put(folder / f"{DRILL}-C0001.ipynb", bench.submission("C0001", wrong, times=times))
    ran = bench("drill", "collect", DRILL, path)
    assert ran.code == 0, ran.said
    return sha256(path.read_bytes())


def test_the_best_counts_whenever_it_was_handed_in(best: Bench, tmp_path: Path) -> None:
    good = hand_in(best, tmp_path / "1", FIRST, wrong=1)
    hand_in(best, tmp_path / "2", SECOND, wrong=6)
    assert best("grade", DRILL).code == 0
    (event,) = best.rows("drill_event", "kind = 'chosen'")
    assert receipt(good) in event["reason"]
    assert {row["evidence"].count(good) for row in best.ledger()} == {1}
    assert "2 份里得分最高" in best("drill", "log", DRILL).out
    assert best("grade", DRILL).code == 0
    assert len(best.rows("drill_event", "kind = 'chosen'")) == 1
    assert best("ledger", "verify").code == 0


def test_a_better_one_that_comes_later_takes_its_place_and_a_worse_one_does_not(best: Bench, tmp_path: Path) -> None:
    hand_in(best, tmp_path / "1", FIRST, wrong=6)
    assert best("grade", DRILL).code == 0
    before = best.ledger()
    hand_in(best, tmp_path / "2", SECOND, wrong=9)
    assert best("grade", DRILL).code == 0
    assert best.ledger() == before
    hand_in(best, tmp_path / "3", ("2026-11-23T09:00:00+08:00", "2026-11-23T09:30:00+08:00"), wrong=0)
    assert best("grade", DRILL).code == 0
    assert best.standings()["C0001"]["total"] == "100.00"


def test_a_person_may_choose_otherwise(best: Bench, tmp_path: Path) -> None:
    hand_in(best, tmp_path / "1", FIRST, wrong=0)
    worse = hand_in(best, tmp_path / "2", SECOND, wrong=6)
    assert best("grade", DRILL).code == 0
    chosen = best("drill", "choose", DRILL, "C0001", receipt(worse), "--reason", "第一份是别人代答的")
    assert chosen.code == 0, chosen.said
    assert best("grade", DRILL).code == 0
    assert best.standings()["C0001"]["total"] != "100.00"
    assert len(best.rows("drill_event", "kind = 'chosen'")) == 2
