"""A pile as it comes back: what is taken, what is named, who is reminded, and which submission counts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lianbing.app.drills import receiving
from lianbing.drills.intake import Arrival, incoming_files
from tests.app.kit import DRILL, TIMES, Bench, notebook_bytes, put, told

PHOTO, RAR = b"\xff\xd8\xff\xe0" + bytes(100), b"Rar!\x1a\x07\x01\x00"


def hours(number: float) -> str:
    """A time so many hours from now, in the zone of China."""
    return (datetime.now().astimezone() + timedelta(hours=number)).isoformat(timespec="seconds")


def taken(bench: Bench, *paths: object, code: int = 0) -> Any:
    ran = bench("drill", "collect", DRILL, *paths, "--json")
    assert ran.code == code, ran.said
    return ran.data


def status(bench: Bench) -> Any:
    return bench("drill", "status", DRILL, "--json").data


def person(bench: Bench, number: str) -> Any:
    (one,) = (each for each in status(bench)["people"] if each["employee"]["id"] == number)
    return one


# ---- what is taken and what is named ----


def test_a_pile_of_folders_zips_and_other_files(issued: Bench, tmp_path: Path) -> None:
    pile = tmp_path / "收到的"
    issued.hand_in(pile / "C0001_样例甲", "C0001")
    inner = put(tmp_path / "inner.zip", b"")
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("2026H2-skill-C0002.json", notebook_bytes(issued.submission("C0002")))
    with zipfile.ZipFile(put(pile / "邮件.zip", b""), "w") as archive:
        archive.write(inner, "样例乙.zip")
        archive.writestr("__MACOSX/._样例乙.zip", b"\0\5\x16\7")
    put(pile / "C0003" / "照片.jpg", PHOTO)
    put(pile / "样例丁.rar", RAR)
    put(pile / ".DS_Store", b"x")
    data = taken(issued, pile, code=1)
    assert [name for name, _ in data["accepted"]] == [
        "邮件.zip/样例乙.zip/2026H2-skill-C0002.json",
        "C0001_样例甲/2026H2-skill-C0001.ipynb",
    ]
    assert {each["path"] for each in data["not_taken"]} == {"C0003/照片.jpg", "样例丁.rar"}
    assert sum(data["passed_over"].values()) == 2
    (unit,) = status(issued)["units"]
    reminded = {each["employee"]["id"]: [file["path"] for file in each["files"]] for each in unit["reminders"]}
    assert reminded == {"C0003": ["C0003/照片.jpg"], "C0004": ["样例丁.rar"]}
    assert sum(status(issued)["passed_over"].values()) == 2


def test_a_quarantined_file_of_nobody_is_shown_where_it_lay(issued: Bench, tmp_path: Path) -> None:
    put(tmp_path / "in" / "微信" / "坏的.ipynb", b"{")
    taken(issued, tmp_path / "in", code=1)
    (refused,) = status(issued)["quarantined"]
    assert (refused["file_name"], refused["employees"]) == ("微信/坏的.ipynb", [])


def test_leftovers_alone_are_nothing_to_worry_about(issued: Bench, tmp_path: Path) -> None:
    issued.hand_in(tmp_path / "in", "C0001")
    put(tmp_path / "in" / ".ipynb_checkpoints" / "C0001-checkpoint.ipynb", issued.submission("C0001", wrong=5))
    put(tmp_path / "in" / "Thumbs.db", b"x")
    ran = issued("drill", "collect", DRILL, tmp_path / "in")
    assert ran.code == 0, ran.said
    assert "略过 2 个" in ran.out


def test_files_come_one_by_one_and_are_never_all_in_memory(
    issued: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("C0001", "C0002", "C0003"):
        issued.hand_in(tmp_path / "in", number)
    order: list[str] = []
    received = receiving.receive

    def noting(paths: list[Path]) -> Iterator[Arrival]:
        for arrival in incoming_files(paths):
            order.append("read")
            yield arrival

    def noted(*given: Any) -> Any:
        order.append("received")
        return received(*given)

    monkeypatch.setattr(receiving, "incoming_files", noting)
    monkeypatch.setattr(receiving, "receive", noted)
    taken(issued, tmp_path / "in")
    assert order == ["read", "received"] * 3


@pytest.mark.parametrize("name", ["答卷 (1).ipynb", "2026-11-30.ipynb", "第2组.ipynb"])
def test_copies_dates_and_lists_name_nobody(empty: Bench, roster_of: Any, tmp_path: Path, name: str) -> None:
    people = roster_of(("1", "样例甲"), ("2", "样例乙"), ("30", "样例丙"))
    assert empty("drill", "issue", DRILL, "--roster", people, "--yes").code == 0
    taken(empty, put(tmp_path / name, empty.submission("30" if "1" in name else "1")))


# ---- what ends a rejection ----


def test_a_rejection_ends_with_the_good_file_of_the_same_person(issued: Bench, tmp_path: Path) -> None:
    whole = notebook_bytes(issued.submission("C0001"))
    taken(issued, put(tmp_path / "答卷.ipynb", whole[: len(whole) // 2]), code=1)
    (aside,) = status(issued)["quarantined"]
    assert aside["employees"] == ["C0001"]  # the cover of the cut file says so
    taken(issued, issued.hand_in(tmp_path / "in", "C0002"))
    assert len(status(issued)["quarantined"]) == 1
    taken(issued, issued.hand_in(tmp_path / "in", "C0001"))
    now = status(issued)
    assert (now["quarantined"], now["resolved"]) == ([], 1)
    assert len(issued.rows("submission", "state = 'quarantined'")) == 1


def test_of_a_wrong_person_both_are_named_until_both_have_handed_in(issued: Bench, tmp_path: Path) -> None:
    taken(issued, put(tmp_path / "C0002.ipynb", issued.submission("C0001")), code=1)
    for number, left in (("C0001", 1), ("C0002", 0)):
        (aside,) = status(issued)["quarantined"]
        assert aside["employees"] == ["C0001", "C0002"]
        taken(issued, put(tmp_path / f"{number}.ipynb", issued.submission(number, wrong=1)))
        assert len(status(issued)["quarantined"]) == left


def test_a_copy_under_another_s_name_is_among_what_that_person_sent(issued: Bench, tmp_path: Path) -> None:
    issued.hand_in(tmp_path / "in", "C0001")
    put(tmp_path / "in" / "样例乙 C0002.ipynb", issued.submission("C0001"))
    taken(issued, tmp_path / "in", code=1)
    (unit,) = status(issued)["units"]
    sent = {each["employee"]["id"]: [file["path"] for file in each["files"]] for each in unit["reminders"]}
    assert sent == {"C0002": ["样例乙 C0002.ipynb"], "C0003": [], "C0004": []}


def test_a_file_that_nobody_can_be_told_from_stays_until_it_is_seen_to(issued: Bench, tmp_path: Path) -> None:
    taken(issued, put(tmp_path / "答卷.ipynb", b"{"), code=1)
    for number in ("C0001", "C0002", "C0003", "C0004"):
        issued.hand_in(tmp_path / "in", number)
    taken(issued, tmp_path / "in")
    (aside,) = status(issued)["quarantined"]
    assert aside["employees"] == []


def test_what_an_interrupted_run_quarantined_is_named_as_well(issued: Bench, tmp_path: Path) -> None:
    taken(issued, put(tmp_path / "C0001.ipynb", b"{"), code=1)
    issued.tamper("delete from drill_event where kind = 'collected'")
    (aside,) = status(issued)["quarantined"]
    assert aside["employees"] == ["C0001"]


# ---- answers that are gone or shown otherwise ----


def test_a_deleted_answer_is_named_when_collecting(issued: Bench, tmp_path: Path) -> None:
    notebook = issued.submission("C0001")
    gone = notebook["cells"].pop(3)["metadata"]["lianbing"]["item"]
    ran = issued("drill", "collect", DRILL, put(tmp_path / "a.ipynb", notebook))
    assert ran.code == 0
    assert f"第 3 题（{gone}）" in ran.err


def test_a_number_changed_in_the_text_alone_is_told(issued: Bench, tmp_path: Path) -> None:
    notebook, item = issued.submission("C0001"), issued.item("C0001", "numeric")
    (cell,) = (each for each in notebook["cells"] if each["metadata"].get("lianbing", {}).get("item") == item)
    head, _, _ = cell["source"].partition("**作答：**")
    cell["source"] = f"{head}**作答：** 31415"
    ran = issued("drill", "collect", DRILL, put(tmp_path / "a.ipynb", notebook))
    assert item in ran.err
    assert "作答仍是原来的" in ran.err


def test_other_layout_of_an_untouched_submission_is_not_told(issued: Bench, tmp_path: Path) -> None:
    notebook = issued.submission("C0001", said={issued.item("C0001", "numeric"): "约 30 * 2_户"})
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    assert taken(issued, put(tmp_path / "a.ipynb", notebook))["incomplete"] == []


# ---- several submissions, and odd times ----


def test_a_clock_a_year_ahead_does_not_beat_the_later_good_file(issued: Bench, tmp_path: Path) -> None:
    ahead = issued.submission("C0001", wrong=99, times=(hours(8760), hours(8761)))
    first = taken(issued, put(tmp_path / "a.ipynb", ahead))
    assert first["odd_times"][0]["notes"] == ["交卷晚于收卷，时间在将来"]
    good = issued.submission("C0001", times=(hours(-0.1), hours(0)))
    second = taken(issued, put(tmp_path / "b.ipynb", good))
    assert second["several"][0]["receipt"] == second["accepted"][0][1]
    assert issued("grade", DRILL).code == 0
    assert issued.standings()["C0001"]["total"] == "100.00"


def test_a_tie_needs_a_person(issued: Bench, tmp_path: Path) -> None:
    for wrong in (0, 5):
        put(tmp_path / "in" / f"{wrong}.ipynb", issued.submission("C0001", wrong=wrong))
    ran = issued("drill", "collect", DRILL, tmp_path / "in")
    told(ran, "C0001", "分不出先后", "drill choose")
    assert "分不出先后" in person(issued, "C0001")["doubt"]


def test_the_same_file_again_is_no_tie(issued: Bench, tmp_path: Path) -> None:
    for name in ("a.ipynb", "b.ipynb"):
        put(tmp_path / "in" / name, issued.submission("C0001"))
    assert taken(issued, tmp_path / "in")["several"] == []


@pytest.mark.parametrize(("counts", "counting"), [("first", "a"), ("last", "b")])
def test_the_drill_says_which_of_several_counts(
    empty: Bench, roster: Path, tmp_path: Path, counts: str, counting: str
) -> None:
    assert empty("drill", "issue", DRILL, "--roster", roster, "--counts", counts).code == 0
    times = {"a": (TIMES[0], TIMES[1]), "b": (TIMES[0], "2026-11-21T09:36:00+08:00")}
    for name, both in times.items():
        put(tmp_path / "in" / f"{name}.ipynb", empty.submission("C0001", times=both))
    data = taken(empty, tmp_path / "in")
    receipts = {name.removesuffix(".ipynb"): receipt for name, receipt in data["accepted"]}
    assert data["several"][0]["receipt"] == receipts[counting]
    assert status(empty)["rule"] == {"first": "交卷最早的一份", "last": "交卷最晚的一份"}[counts]
    again = empty("drill", "issue", DRILL, "--roster", roster, "--counts", "last")
    assert ("仍按发卷时的" in again.said) is (counts == "first")


def test_the_file_of_the_drill_says_its_terms(own_content: Path, roster: Path, tmp_path: Path) -> None:
    plan = own_content / "grading" / "drills" / "2026H2-skill.yml"
    plan.write_text(plan.read_text(encoding="utf-8") + "counts: first\nseconds_per_item: 120\n", encoding="utf-8")
    bench = Bench(own_content, tmp_path / "data")
    assert bench("drill", "issue", DRILL, "--roster", roster).code == 0
    taken(bench, bench.hand_in(tmp_path / "in", "C0001"))
    assert person(bench, "C0001")["remarks"] == ["快得不正常"]
    assert status(bench)["rule"] == "交卷最早的一份"


def test_status_has_everybody_s_times(issued: Bench, tmp_path: Path) -> None:
    start = hours(-3)
    taken(issued, put(tmp_path / "a.ipynb", issued.submission("C0001", times=(start, hours(0)))))
    one = person(issued, "C0001")
    assert (one["started_at"], one["submissions"], one["is_graded"]) == (start, 1, False)
    assert one["seconds"] == pytest.approx(3 * 3600, abs=5)
    assert one["remarks"] == ["超时"]
    assert person(issued, "C0002")["submissions"] == 0
    shown = issued("drill", "status", DRILL).out
    assert "超时" in shown
    assert "没有交来过" in shown


def test_late_and_after_the_end(empty: Bench, roster: Path, tmp_path: Path) -> None:
    assert empty("drill", "issue", DRILL, "--roster", roster, "--closes", "2026-11-01").code == 0
    later = (hours(1), hours(1.5))
    workspace = replace(empty.workspace, clock=lambda: datetime.fromisoformat(hours(2)))
    path = put(tmp_path / "a.ipynb", empty.submission("C0001", times=later))
    receiving.collect(workspace, DRILL, [path])
    workspace.close()
    assert person(empty, "C0001")["remarks"] == ["迟交"]
