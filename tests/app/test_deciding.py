"""What people decide on an issued drill is recorded, can be taken back, and is what counts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.app.kit import DRILL, TIMES, Bench, put, told

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.long))
Roster = Callable[..., Path]
WHY = ("--reason", "会上定的")
LATER = ("2026-11-22T09:00:00+08:00", "2026-11-22T09:35:00+08:00")


def fine(bench: Bench, *words: object) -> str:
    ran = bench("drill", *words, *WHY)
    assert ran.code == 0, ran.said
    return ran.out


def status(bench: Bench) -> Any:
    return bench("drill", "status", DRILL, "--json").data


# The end of a drill


def test_a_drill_ends_and_goes_on(issued: Bench, roster_of: Roster) -> None:
    assert status(issued)["closed_at"] == ""
    assert "截止，经手 测试员" in fine(issued, "close", DRILL)
    assert status(issued)["closed_at"] == issued.rows("drill_event")[-1]["at"]
    told(issued("drill", "close", DRILL, *WHY), "已经截止了", "会上定的", code=2)
    newcomer = roster_of(("C0009", "样例壬"))
    told(issued("drill", "issue", DRILL, "--roster", newcomer), "已经截止", f"drill reopen {DRILL}", code=2)
    assert len(issued.rows("paper")) == 4
    fine(issued, "reopen", DRILL)
    told(issued("drill", "reopen", DRILL, *WHY), "没有截止", code=2)
    assert issued("drill", "issue", DRILL, "--roster", newcomer).code == 0


def test_what_comes_after_the_end_is_kept(issued: Bench, inbox: Path) -> None:
    fine(issued, "close", DRILL)
    issued("drill", "collect", DRILL, inbox)
    assert all(issued.kept(path.read_bytes()) for path in inbox.iterdir())


# Which submission counts


@pytest.fixture
def twice(issued: Bench, tmp_path: Path) -> Bench:
    """One person with a good submission and a later one that is all wrong, both collected."""
    put(tmp_path / "in" / "一.ipynb", issued.submission("C0001", times=TIMES))
    put(tmp_path / "in" / "二.ipynb", issued.submission("C0001", wrong=100, times=LATER))
    assert issued("drill", "collect", DRILL, tmp_path / "in").code == 0
    return issued


def receipts(bench: Bench) -> list[str]:
    """The receipts in the order of the times in the files."""
    rows = sorted(bench.rows("submission"), key=lambda row: str(row["submitted_at"]))
    return [row["digest"][:12] for row in rows]


def test_the_chosen_submission_is_the_one_that_is_graded(twice: Bench) -> None:
    good, _ = receipts(twice)
    assert f"{good[:4]}-{good[4:8]}-{good[8:]}".upper() in fine(twice, "choose", DRILL, "C0001", good)
    assert "判了 1 份" in twice("grade", DRILL).out
    assert twice.standings()["C0001"]["total"] == "100.00"
    assert {row["cause"] for row in twice.ledger()} == {"判分"}


def test_a_choice_after_grading_is_in_the_ledger_with_its_cause(twice: Bench) -> None:
    assert twice("grade", DRILL).code == 0
    before = len(twice.ledger())
    good, _ = receipts(twice)
    written = f"{good[:4]}-{good[4:8]}-{good[8:]}".upper()
    fine(twice, "choose", DRILL, "C0001", written)
    assert twice.standings()["C0001"]["state"] != "final"
    assert "判了 1 份" in twice("grade", DRILL).out
    assert {row["cause"] for row in twice.ledger(f"sequence > {before}")} == {"指定答卷后判分"}
    assert twice.standings()["C0001"]["total"] == "100.00"
    assert twice("ledger", "verify").code == 0


def test_a_choice_outlives_a_later_submission_and_can_be_taken_back(twice: Bench, tmp_path: Path) -> None:
    good, _ = receipts(twice)
    fine(twice, "choose", DRILL, "C0001", good)
    latest = ("2026-11-23T09:00:00+08:00", "2026-11-23T09:35:00+08:00")
    third = put(tmp_path / "三.ipynb", twice.submission("C0001", wrong=3, times=latest))
    assert twice("drill", "collect", DRILL, third).code == 0
    assert twice("grade", DRILL).code == 0
    assert twice.standings()["C0001"]["total"] == "100.00"
    assert receipts(twice)[2].upper()[:4] in fine(twice, "choose", DRILL, "C0001", "--by-rule")
    assert twice("grade", DRILL).code == 0
    assert twice.standings()["C0001"]["total"] != "100.00"
    assert twice.ledger()[-1]["cause"] == "重交答卷后判分"


def test_regrading_goes_by_the_chosen_submission(twice: Bench) -> None:
    good, _ = receipts(twice)
    fine(twice, "choose", DRILL, "C0001", good)
    assert twice("grade", DRILL).code == 0
    shown = twice("grade", DRILL, "--regrade", "--json")
    assert (shown.code, shown.data["changes"], shown.data["ungraded"]) == (0, [], 0)


def test_what_can_t_be_chosen(twice: Bench, tmp_path: Path) -> None:
    good, late = receipts(twice)
    aside = put(tmp_path / f"{DRILL}-C0002.ipynb", twice.submission("C0003"))
    assert twice("drill", "collect", DRILL, aside).code == 1
    refused = next(row["digest"][:12] for row in twice.rows("submission") if row["state"] == "quarantined")
    for receipt in ("0000-0000-0000", refused, good[:8], "", late + "0"):
        if receipt:
            told(twice("drill", "choose", DRILL, "C0001", receipt, *WHY), "C0001", late[:4].upper())
    told(twice("drill", "choose", DRILL, "C0002", good, *WHY), "还没有收下过答卷")
    told(twice("drill", "choose", DRILL, "C0009", good, *WHY), "C0009")
    told(twice("drill", "choose", DRILL, "C0001", "--by-rule", *WHY), "没有指定过", code=2)
    told(twice("drill", "choose", DRILL, "C0001", *WHY), "--by-rule", code=2)
    told(twice("drill", "choose", DRILL, "C0001", good, "--reason", ""), "写明理由", code=2)
    fine(twice, "choose", DRILL, "C0001", good)
    told(twice("drill", "choose", DRILL, "C0001", good.upper(), *WHY), "已经指定", code=2)


# Who is excused


@pytest.mark.parametrize("label", ["缓考", "免考", "补考", "借调", "离职"])
def test_who_is_excused_is_not_reminded(collected: Bench, label: str) -> None:
    fine(collected, "excuse", DRILL, "C0004", "--as", label)
    state = status(collected)
    assert state["missing"] == []
    (excused,) = state["excused"]
    assert (excused["employee"]["id"], excused["label"], excused["reason"], excused["by"]) == (
        "C0004",
        label,
        "会上定的",
        "测试员",
    )
    assert label in collected("drill", "status", DRILL).out


def test_an_excuse_can_be_changed_and_taken_back(collected: Bench) -> None:
    fine(collected, "excuse", DRILL, "C0004", "--as", "缓考")
    told(collected("drill", "excuse", DRILL, "C0004", "--as", "缓考", *WHY), "已经记为缓考", code=2)
    fine(collected, "excuse", DRILL, "C0004", "--as", "离职")
    fine(collected, "excuse", DRILL, "C0004", "--undo")
    assert [person["id"] for person in status(collected)["missing"]] == ["C0004"]
    told(collected("drill", "excuse", DRILL, "C0004", "--undo", *WHY), "本来就要参加", code=2)


def test_what_is_no_excuse(issued: Bench) -> None:
    told(issued("drill", "excuse", DRILL, "C0004", "--as", "累了", *WHY), "缓考", code=2)
    told(issued("drill", "excuse", DRILL, "C0004", *WHY), "--undo", code=2)
    told(issued("drill", "excuse", DRILL, "C0004", "--as", "免考", "--undo", *WHY), "只用一种", code=2)
    told(issued("drill", "excuse", DRILL, "C0009", "--as", "免考", *WHY), "C0009")


# Who may take longer


def minutes(bench: Bench, number: str) -> int:
    page = next(page for name, page in bench.booklets.items() if name.startswith(number)).decode()
    (data,) = re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    said: int = json.loads(data)["drill"]["minutes"]
    return said


def test_a_booklet_with_more_time(issued: Bench, roster: Path) -> None:
    usual = minutes(issued, "C0003")
    assert f"共 {usual + 30} 分钟" in fine(issued, "extra-time", DRILL, "C0004", "--minutes", 30)
    assert (minutes(issued, "C0004"), minutes(issued, "C0003")) == (usual + 30, usual)
    told(issued("drill", "extra-time", DRILL, "C0004", "--minutes", 30, *WHY), "延长 30 分钟", code=2)
    assert issued("drill", "issue", DRILL, "--roster", roster).code == 0
    fine(issued, "correct", DRILL, "C0004", "--name", "样例丁丁")
    assert minutes(issued, "C0004") == usual + 30
    fine(issued, "extra-time", DRILL, "C0004", "--minutes", 0)
    assert minutes(issued, "C0004") == usual
    told(issued("drill", "extra-time", DRILL, "C0009", "--minutes", 10, *WHY), "C0009")
    told(issued("drill", "extra-time", DRILL, "C0004", "--minutes", -1, *WHY), "0 到 600", code=2)


# The log


def test_the_log_lists_it_all(twice: Bench) -> None:
    good, _ = receipts(twice)
    fine(twice, "correct", DRILL, "C0002", "--name", "样例已")
    fine(twice, "withdraw", DRILL, "C0004")
    fine(twice, "choose", DRILL, "C0001", good)
    fine(twice, "excuse", DRILL, "C0003", "--as", "借调")
    fine(twice, "extra-time", DRILL, "C0002", "--minutes", 20)
    fine(twice, "close", DRILL)
    fine(twice, "reopen", DRILL)
    assert twice("grade", DRILL).code == 0
    shown = twice("drill", "log", DRILL)
    assert shown.code == 0
    for words in (
        *("名单 名单.csv：新发 4 份，原有 0 份", "新收 2 份，以前收过 0 份，隔离 0 份", "姓名由 样例乙 改为 样例已"),
        *("撤回试卷", f"回执号 {good[:4].upper()}", "借调", "延长 20 分钟", "截止", "重新开放", "会上定的", "测试员"),
    ):
        assert words in shown.out, words
    events = twice("drill", "log", DRILL, "--json").data
    assert [event["kind"] for event in events] == [
        *("issued", "collected", "person-corrected", "withdrawn", "chosen", "excused", "extra-time"),
        *("closed", "reopened", "graded"),
    ]
    assert {last["kind"]: last["by"] for last in status(twice)["last"]} == {event["kind"]: "测试员" for event in events}


def test_the_log_of_no_drill(issued: Bench) -> None:
    told(issued("drill", "log", "2030H1-skill"), "还没有在这里发过卷")
