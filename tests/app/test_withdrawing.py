"""Papers that nobody has answered can be withdrawn, and nothing of them is mixed up with what is issued later."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.app.kit import DRILL, PERIOD, Bench, put, roster_text, told
from tests.app.test_regrade import Desk

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.long))
Roster = Callable[..., Path]
WHY = ("--reason", "名单错了")


def withdraw(bench: Bench, *words: object) -> Any:
    ran = bench("drill", "withdraw", DRILL, *words, *WHY, "--json")
    assert ran.code == 0, ran.said
    return ran.data


def names(bench: Bench) -> list[str]:
    return sorted(bench.booklets)


def test_a_withdrawn_paper_counts_nowhere(collected: Bench) -> None:
    assert withdraw(collected, "C0004") == {"withdrawn": ["C0004"], "answered": []}
    status = collected("drill", "status", DRILL, "--json").data
    assert (status["issued"], status["received"], status["missing"]) == (3, 3, [])
    assert [each["id"] for each in status["withdrawn"]] == ["C0004"]
    assert f"撤回以后没有再发的 1 人：见 lianbing drill log {DRILL}" in collected("drill", "status", DRILL).out
    assert [name[:5] for name in names(collected)] == ["C0001", "C0002", "C0003"]
    assert collected("grade", DRILL).code == 0
    assert [*collected.standings()] == ["C0001", "C0002", "C0003"]
    assert collected("ledger", "verify").code == 0


def test_it_is_recorded_by_whom_when_and_why(issued: Bench) -> None:
    withdraw(issued, "C0004", "C0002")
    rows = issued.rows("drill_event", "kind = 'withdrawn'")
    assert [(row["paper"], row["employee"], row["reason"], row["by"]) for row in rows] == [
        (f"{DRILL}-{number}", number, "名单错了", "测试员") for number in ("C0004", "C0002")
    ]


def test_who_answered_keeps_the_paper(collected: Bench) -> None:
    ran = collected("drill", "withdraw", DRILL, "C0004", "C0001", *WHY)
    told(ran, f"C0001：{DRILL}-C0001.ipynb", "一份也没有撤回", code=2)
    assert len(collected.rows("paper")) == 4
    assert len(names(collected)) == 4


@pytest.mark.parametrize("how", ["token", "cut", "empty", "another drill"])
def test_a_file_in_quarantine_that_names_the_paper_or_the_person_keeps_it(
    issued: Bench, tmp_path: Path, how: str
) -> None:
    """Somebody answered, even if what arrived can't be taken."""
    sound = json.dumps(issued.submission("C0004"))
    name, content = {
        "token": ("答卷.ipynb", sound.replace(issued.paper("C0004").token, "0" * 64)),
        "cut": ("答卷.ipynb", sound[: len(sound) // 2]),
        "empty": (f"{DRILL}-C0004.ipynb", ""),
        "another drill": ("答卷.ipynb", sound),
    }[how]
    drill = DRILL
    if how == "another drill":
        roster = put(tmp_path / "n.csv", roster_text((("C0004", "样例丁"),)))
        drill = "2026-11-theme-1"
        words = ("--blueprint", "theme-1", "--period", "2026-11")
        assert issued("drill", "issue", drill, "--roster", roster, *words).code == 0
    assert issued("drill", "collect", drill, put(tmp_path / name, content)).code == 1
    told(issued("drill", "withdraw", DRILL, "C0004", *WHY), f"C0004：{name}", code=2)
    ran = issued("drill", "withdraw", DRILL, "--all-unanswered", *WHY, "--json")
    assert ran.data["withdrawn"] == ["C0001", "C0002", "C0003"]
    assert ran.data["answered"] == [{"employee": "C0004", "files": [name]}]


@pytest.mark.parametrize(
    ("name", "content", "keeps"),
    [
        ("答卷_C0004.rar", b"Rar!\x1a\x07\x01\x00", True),
        ("C0004.ipynb.crdownload", b"{", True),
        ("C0004-样例丁.html", b"<!DOCTYPE html>", False),
        ("C0004.jpg", b"\xff\xd8\xff\xe0", False),
        ("C0003.rar", b"Rar!\x1a\x07\x01\x00", False),
    ],
)
def test_a_file_that_may_hold_an_answer_but_can_t_be_looked_into(
    issued: Bench, tmp_path: Path, name: str, content: bytes, keeps: bool
) -> None:
    """The answer inside would never be taken again."""
    for _ in range(2):
        assert issued("drill", "collect", DRILL, put(tmp_path / "in" / name, content).parent).code == 1
    ran = issued("drill", "withdraw", DRILL, "--all-unanswered", *WHY, "--json")
    kept = {each["employee"]: each["files"] for each in ran.data["answered"]}
    assert kept.get("C0004") == ([name] if keeps else None)


def test_a_file_named_after_one_person_with_the_paper_of_another(issued: Bench, tmp_path: Path) -> None:
    """It answers the paper that is inside."""
    file = put(tmp_path / f"{DRILL}-C0003.ipynb", issued.submission("C0004"))
    assert issued("drill", "collect", DRILL, file).code == 1
    withdraw(issued, "C0003")
    told(issued("drill", "withdraw", DRILL, "C0004", *WHY), "C0004", code=2)


def test_all_that_nobody_answered(collected: Bench) -> None:
    assert withdraw(collected, "--all-unanswered")["withdrawn"] == ["C0004"]
    assert withdraw(collected, "--all-unanswered")["withdrawn"] == []


def test_the_people_of_a_roster(issued: Bench, roster_of: Roster) -> None:
    roster = roster_of(("C0003", "样例丙"), ("C0004", "样例丁"))
    assert withdraw(issued, "--roster", roster)["withdrawn"] == ["C0003", "C0004"]


@pytest.mark.parametrize(
    ("words", "pieces", "code"),
    [
        (("C9999", "C0001"), ("C9999", "一份也没有撤回"), 1),
        ((), ("--all-unanswered",), 2),
        (("C0001", "--all-unanswered"), ("只用一种",), 2),
        (("--roster", "没有.csv"), ("读不了名单",), 1),
    ],
    ids=str,
)
def test_who_is_not_to_be_had(issued: Bench, words: tuple[str, ...], pieces: tuple[str, ...], code: int) -> None:
    told(issued("drill", "withdraw", DRILL, *words, *WHY), *pieces, code=code)
    assert len(issued.rows("paper")) == 4


def test_without_a_reason_or_a_drill(issued: Bench) -> None:
    told(issued("drill", "withdraw", DRILL, "C0001"), "少了 --reason", code=2)
    told(issued("drill", "withdraw", DRILL, "C0001", "--reason", "  "), "写明理由", code=2)
    told(issued("drill", "withdraw", "2030H1-skill", "C0001", *WHY), "还没有在这里发过卷")


def test_a_paper_withdrawn_before_is_named_as_that(issued: Bench) -> None:
    withdraw(issued, "C0004")
    told(issued("drill", "withdraw", DRILL, "C0004", *WHY), "C0004 的已经撤回了")


def test_issued_again_it_is_another_paper(issued: Bench, roster: Path, tmp_path: Path) -> None:
    """What the old booklet gives is refused with a reason; what the new one gives is taken."""
    old = put(tmp_path / "旧.ipynb", issued.submission("C0004"))
    booklet = issued.booklets["C0004-样例丁.html"]
    before = issued.paper("C0004")
    withdraw(issued, "C0004")
    ran = issued("drill", "issue", DRILL, "--roster", roster)
    assert "新发 1 份，原来就有 3 份" in ran.out
    after = issued.paper("C0004")
    assert (after.paper.id, before.paper.id) == (f"{DRILL}-C0004.2", f"{DRILL}-C0004")
    assert after.token != before.token
    assert issued.booklets["C0004-样例丁.html"] != booklet
    told(issued("drill", "collect", DRILL, old), "撤回了（名单错了）", "后来发的答题册")
    (refused,) = issued("drill", "status", DRILL, "--json").data["quarantined"]
    assert refused["code"] == "withdrawn-paper"
    assert issued.kept(old.read_bytes())
    new = put(tmp_path / f"{DRILL}-C0004.2.ipynb", issued.submission("C0004"))
    assert issued("drill", "collect", DRILL, new).code == 0
    assert issued("grade", DRILL).code == 0
    assert issued.run_folder("C0004.2").is_dir()
    assert issued.standings()["C0004"]["total"] == "100.00"
    assert issued("ledger", "verify").code == 0


def test_withdrawn_and_issued_a_third_time(issued: Bench, roster: Path) -> None:
    for _ in range(2):
        withdraw(issued, "C0004")
        assert issued("drill", "issue", DRILL, "--roster", roster).code == 0
    assert issued.paper("C0004").paper.id == f"{DRILL}-C0004.3"
    assert len(issued.rows("withdrawn_paper")) == 2
    assert issued("drill", "status", DRILL, "--json").data["withdrawn"] == []


def test_all_withdrawn_what_still_arrives_is_kept(issued: Bench, tmp_path: Path) -> None:
    old = put(tmp_path / "旧.ipynb", issued.submission("C0001"))
    withdraw(issued, "--all-unanswered")
    told(issued("drill", "collect", DRILL, old), "撤回了（名单错了）")
    assert issued.kept(old.read_bytes())
    assert issued("ledger", "verify").code == 0


def test_a_booklet_that_an_interrupted_run_left_is_removed_by_the_next(issued: Bench, tmp_path: Path) -> None:
    booklet = issued.data / "drills" / DRILL / "答题册" / "C0004-样例丁.html"
    left = shutil.copy(booklet, tmp_path / "left.html")
    withdraw(issued, "C0004")
    shutil.copy(left, booklet)
    assert issued("drill", "withdraw", DRILL, "C0004", *WHY).code == 1
    assert not booklet.exists()


def test_a_corrected_key_of_a_withdrawn_paper_is_no_contradiction(own_content: Path, graded: Bench) -> None:
    """A correction covers all papers of a drill, also those that nobody has answered yet."""
    desk = Desk(own_content, graded.data, graded.url)
    item = desk.retirable("C0004")
    desk.retire(item)
    assert desk.confirm("--item", item).code == 0
    withdraw(desk, "C0004")
    assert desk("ledger", "verify").code == 0
    assert desk("assess", PERIOD).code == 0


@pytest.mark.parametrize("column", ["employee", "token", "digest", "content"])
def test_a_changed_withdrawn_paper_is_named(issued: Bench, column: str) -> None:
    withdraw(issued, "C0004")
    issued.tamper(f"update withdrawn_paper set {column} = ?", "x")
    told(issued("ledger", "verify"), f"撤回的试卷 {DRILL}-C0004")


def test_a_removed_withdrawn_paper_is_named(issued: Bench) -> None:
    withdraw(issued, "C0004")
    issued.tamper("delete from withdrawn_paper")
    told(issued("ledger", "verify"), f"撤回的试卷 {DRILL}-C0004 不见了")
