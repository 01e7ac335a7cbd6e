"""A name, unit or number that was wrong on the roster is corrected after issue; the papers stay as they are."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lianbing.wire.papers import BOOKLET
from tests.app.kit import DRILL, PERIOD, Bench, put, roster_text, told

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.long))
Roster = Callable[..., Path]
WHY = ("--reason", "名单写错了")


def correct(bench: Bench, number: str, *words: str) -> Any:
    ran = bench("drill", "correct", DRILL, number, *words, *WHY, "--json")
    assert ran.code == 0, ran.said
    return ran.data


def missing(bench: Bench) -> dict[str, tuple[str, str]]:
    people = bench("drill", "status", DRILL, "--json").data["missing"]
    return {person["id"]: (person["name"], person["team"]) for person in people}


def test_everybody_sees_the_corrected_person(graded: Bench) -> None:
    paper = graded.rows("paper", "employee = 'C0002'")
    correct(graded, "C0002", "--name", "样例已", "--unit", "城区二部")
    correct(graded, "C0004", "--name", "样例丁丁")
    assert missing(graded)["C0004"] == ("样例丁丁", "城区一部")
    assert graded.standings()["C0002"]["employee"] == {"id": "C0002", "name": "样例已", "team": "城区二部"}
    assert "样例已" in (graded.reports / "个人" / "C0002-样例已-成绩单.html").read_text("utf-8")
    assert graded.rows("paper", "employee = 'C0002'") == paper
    assert {"C0002-样例已.html", "C0004-样例丁丁.html"} < set(graded.booklets)
    assert len(graded.booklets) == 4
    assert graded("ledger", "verify").code == 0


def test_it_is_recorded_with_what_was_before(issued: Bench) -> None:
    assert correct(issued, "C0002", "--name", "样例已") == {
        "before": {"id": "C0002", "name": "样例乙", "team": "城区一部"},
        "after": {"id": "C0002", "name": "样例已", "team": "城区一部"},
    }
    (row,) = issued.rows("drill_event", "kind = 'person-corrected'")
    assert (row["paper"], row["employee"], row["reason"], row["by"]) == (
        f"{DRILL}-C0002",
        "C0002",
        "名单写错了",
        "测试员",
    )
    names = issued.rows("person_name", "person = 'C0002'")
    assert [name["name"] for name in names] == ["样例乙", "样例已"]


def test_the_marked_page_follows_with_the_next_grading_and_no_mark_changes(graded: Bench) -> None:
    ledger = graded.ledger()
    correct(graded, "C0002", "--name", "样例已")
    assert "判了 1 份" in graded("grade", DRILL).out
    assert "样例已" in (graded.run_folder("C0002") / "判卷.html").read_text("utf-8")
    assert graded.ledger() == ledger
    assert "判了 0 份" in graded("grade", DRILL).out


def test_a_file_from_the_booklet_that_was_out_counts_for_the_corrected_number(issued: Bench, tmp_path: Path) -> None:
    old = issued.submission("C0004")
    correct(issued, "C0004", "--number", "00104")
    assert [*missing(issued)] == ["00104", "C0001", "C0002", "C0003"]
    named = put(tmp_path / f"{DRILL}-C0004.ipynb", old)
    assert issued("drill", "collect", DRILL, named).code == 0
    renamed = put(tmp_path / f"{DRILL}-00104 样例丁.ipynb", {**old, "nbformat_minor": 5, "metadata": old["metadata"]})
    assert issued("drill", "collect", DRILL, renamed).code == 0
    assert issued("grade", DRILL).code == 0
    assert issued.standings()["00104"]["total"] == "100.00"
    assert issued("ledger", "verify").code == 0
    shown = issued("ledger", "show", DRILL, "00104", "--json").data
    assert {entry["change"]["employee"] for entry in shown} == {"00104"}


def test_a_file_from_the_booklet_written_anew_is_taken_as_well(issued: Bench, tmp_path: Path) -> None:
    """It says the new number with the token of the old one, so answers in the browser are still there."""
    token = issued.paper("C0004").token
    correct(issued, "C0004", "--number", "00104", "--name", "样例丁丁")
    page = issued.booklets["00104-样例丁丁.html"].decode()
    assert all(piece in page for piece in (token, "00104", "样例丁丁"))
    new = issued.submission("C0004")
    new["metadata"]["lianbing"]["employee"] = "00104"
    assert issued("drill", "collect", DRILL, put(tmp_path / f"{DRILL}-00104.ipynb", new)).code == 0
    assert issued("ledger", "verify").code == 0


def test_a_file_of_another_number_is_still_refused(issued: Bench, tmp_path: Path) -> None:
    correct(issued, "C0004", "--number", "00104")
    other = issued.submission("C0004")
    other["metadata"]["lianbing"]["employee"] = "00105"
    assert issued("drill", "collect", DRILL, put(tmp_path / "答卷.ipynb", other)).code == 1
    named = put(tmp_path / f"{DRILL}-C0003.ipynb", issued.submission("C0004"))
    told(issued("drill", "collect", DRILL, named), "C0003", "00104")


def test_the_ledger_of_before_is_found_under_the_new_number(graded: Bench) -> None:
    correct(graded, "C0001", "--number", "00101")
    assert len(graded("ledger", "show", DRILL, "00101", "--json").data) > 20
    told(graded("review", "mark", DRILL, "C0001", graded.item("C0001", "single"), "0", "--why", "x"), "C0001")
    item = graded.item("C0001", "single")
    assert graded("review", "mark", DRILL, "00101", item, "0", "--why", "试一下").code == 0
    assert graded.standings()["00101"]["employee"]["name"] == "样例甲"


def test_issuing_again_by_the_corrected_roster_changes_nothing(issued: Bench, roster_of: Roster) -> None:
    correct(issued, "C0004", "--number", "00104", "--name", "样例丁丁")
    ran = issued("drill", "issue", DRILL, "--roster", roster_of(("00104", "样例丁丁"), ("C0001", "样例甲")))
    assert "新发 0 份，原来就有 4 份" in ran.out
    assert "名单上是" not in ran.err
    assert "00104-样例丁丁.html" in issued.booklets


def test_issuing_again_by_the_old_roster_is_refused(issued: Bench, roster: Path) -> None:
    correct(issued, "C0004", "--number", "00104")
    told(issued("drill", "issue", DRILL, "--roster", roster), "C0004", "更正为 00104")
    assert len(issued.rows("paper")) == 4


def test_a_withdrawn_paper_of_a_corrected_person_takes_its_booklet_along(issued: Bench, roster_of: Roster) -> None:
    correct(issued, "C0004", "--number", "00104", "--name", "样例丁丁")
    assert issued("drill", "withdraw", DRILL, "00104", *WHY).code == 0
    assert [name[:5] for name in sorted(issued.booklets)] == ["C0001", "C0002", "C0003"]
    assert issued("drill", "issue", DRILL, "--roster", roster_of(("00104", "样例丁丁"))).code == 0
    assert issued.paper("00104").paper.id == f"{DRILL}-00104"
    assert issued("drill", "issue", DRILL, "--roster", roster_of(("C0004", "样例丁"))).code == 0
    assert issued.paper("C0004").paper.id == f"{DRILL}-C0004.2"
    assert issued("ledger", "verify").code == 0


def test_corrected_twice_and_back(issued: Bench, tmp_path: Path) -> None:
    """Whatever number a booklet was written with, its file comes in."""
    for number, now in (("C0004", "X1"), ("X1", "X2"), ("X2", "C0004")):
        correct(issued, number, "--number", now)
    middle = issued.submission("C0004")
    middle["metadata"]["lianbing"]["employee"] = "X1"
    assert issued("drill", "collect", DRILL, put(tmp_path / "答卷.ipynb", middle)).code == 0
    assert [*missing(issued)] == ["C0001", "C0002", "C0003"]
    assert len(issued.booklets) == 4


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        (("--number", "C0003"), ("工号 C0003", "样例丙（C0003）", "两个人")),
        (("--number", "c0003"), ("工号 c0003", "样例丙（C0003）", "两个人")),
        (("--number", "C 9"), ("只能用字母",)),
        (("--number", ""), ("没有工号",)),
        (("--name", " "), ("不能是空的",)),
        (("--name", "样\x0b例"), ("控制字符",)),
        (("--name", "样例丁"), ("没有要更正的",)),
        ((), ("没有要更正的",)),
    ],
    ids=str,
)
def test_what_can_t_be_corrected(issued: Bench, words: tuple[str, ...], pieces: tuple[str, ...]) -> None:
    told(issued("drill", "correct", DRILL, "C0004", *words, *WHY), *pieces, code=2)
    assert issued.rows("drill_event", "kind = 'person-corrected'") == []


def test_a_number_that_somebody_had_until_it_was_corrected(issued: Bench) -> None:
    correct(issued, "C0003", "--number", "C0009")
    told(issued("drill", "correct", DRILL, "C0004", "--number", "C0003", *WHY), "C0003", "样例丙（C0009）", code=2)
    told(issued("drill", "correct", DRILL, "C0003", "--name", "样例", *WHY), "已经更正为 C0009")


def test_a_number_that_somebody_has_in_another_drill(issued: Bench, tmp_path: Path) -> None:
    roster = put(tmp_path / "n.csv", roster_text((("D0001", "样例戊"), ("D0002", "样例丁"))))
    words = ("--blueprint", "theme-1", "--period", "2026-11")
    assert issued("drill", "issue", "2026-11-theme-1", "--roster", roster, *words).code == 0
    told(issued("drill", "correct", DRILL, "C0004", "--number", "D0001", *WHY), "样例戊", "样例丁", code=2)
    correct(issued, "C0004", "--number", "D0002")
    assert issued("assess", PERIOD).code == 0


def test_who_was_not_issued_to(issued: Bench) -> None:
    told(issued("drill", "correct", DRILL, "C0009", "--name", "样例", *WHY), "C0009")
    told(issued("drill", "correct", "2030H1-skill", "C0001", "--name", "样例", *WHY), "还没有在这里发过卷")
    told(issued("drill", "correct", DRILL, "C0001", "--name", "样例", "--reason", " "), "写明理由", code=2)


def test_the_booklet_says_what_the_paper_said_but_for_the_person(issued: Bench) -> None:
    before = issued.booklets["C0004-样例丁.html"].decode()
    correct(issued, "C0004", "--name", "样例丁丁")
    after = issued.booklets["C0004-样例丁丁.html"].decode()
    assert after.replace("样例丁丁", "样例丁") == before
    assert BOOKLET.schema in after


def test_what_is_packed_for_units_shows_the_person_of_now_with_extra_time(issued: Bench) -> None:
    correct(issued, "C0004", "--number", "00104", "--name", "样例丁丁", "--unit", "城区二部")
    assert issued("drill", "extra-time", DRILL, "00104", "--minutes", 15, *WHY).code == 0
    assert issued("drill", "pack", DRILL).code == 0
    (archive,) = (issued.data / "drills" / DRILL / "分部门").glob("*城区二部*.zip")
    with zipfile.ZipFile(archive) as packed:
        (name,) = packed.namelist()
        assert packed.read(name) == issued.booklets["00104-样例丁丁.html"]


def test_what_an_interrupted_correction_left_is_done_by_the_next_command(
    issued: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the record and the booklet, and run again: it says that it was done, and the booklet is there."""
    words = ("drill", "correct", DRILL, "C0004", "--name", "样例丁丁", *WHY)
    calls = iter((False, True))

    def killed(*_: object) -> None:
        if next(calls):
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("lianbing.app.drills.correcting.revise_booklets", killed)
        assert issued(*words).code == 130
    assert "C0004-样例丁.html" in issued.booklets
    told(issued(*words), "没有要更正的", code=2)
    assert {"C0004-样例丁.html", "C0004-样例丁丁.html"} & set(issued.booklets) == {"C0004-样例丁丁.html"}
