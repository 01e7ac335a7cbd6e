"""Killed at any moment and run again, every command ends where it would have ended undisturbed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.app.kit import DRILL, PERIOD, Bench, put, told

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.long))
LATER = ("2026-11-22T09:00:00+08:00", "2026-11-22T09:30:00+08:00")


def _killed_in(name: str, at: int = 1) -> object:
    """Stands for a function that is never left: the process is gone at the ``at``-th call."""
    calls = []

    def gone(*_: object, **__: object) -> None:
        calls.append(name)
        if len(calls) == at:
            raise KeyboardInterrupt

    return gone


def _marks(bench: Bench) -> list[tuple[object, ...]]:
    names = ("drill", "paper", "employee", "item", "worth", "before", "after", "cause", "reason", "evidence", "by")
    return sorted(tuple(str(row[name]) for name in names) for row in bench.ledger())


def test_a_submission_stored_but_not_judged_is_judged_on_the_next_collect(
    issued: Bench, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("lianbing.app.drills.receiving.check_submission", _killed_in("examine"))
        assert issued("drill", "collect", DRILL, inbox).code == 130
    assert [row["state"] for row in issued.rows("submission")] == ["stored"]
    assert issued("drill", "collect", DRILL, inbox).code == 0
    assert {row["state"] for row in issued.rows("submission")} == {"accepted"}
    assert issued("drill", "status", DRILL, "--json").data["received"] == 3


def test_a_submission_stored_but_not_judged_is_not_forgotten_when_the_inbox_is_gone(
    issued: Bench, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file was taken in; whoever collects the next one must not have to know that the last run died."""
    with monkeypatch.context() as patch:
        patch.setattr("lianbing.app.drills.receiving.check_submission", _killed_in("examine"))
        issued("drill", "collect", DRILL, inbox / f"{DRILL}-C0001.ipynb")
    assert issued("drill", "collect", DRILL, inbox / f"{DRILL}-C0002.ipynb").code == 0
    assert issued("drill", "status", DRILL, "--json").data["received"] == 2


def test_killed_between_the_bytes_and_the_note(issued: Bench, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("lianbing.store.submissions.Submissions.add", _killed_in("add"))
        assert issued("drill", "collect", DRILL, inbox).code == 130
    assert issued.rows("submission") == []
    assert list((issued.data / "submissions").iterdir())
    assert issued("drill", "collect", DRILL, inbox).code == 0
    assert issued("drill", "status", DRILL, "--json").data["received"] == 3


@pytest.mark.parametrize("at", [1, 3])
def test_killed_while_papers_are_drawn_nothing_is_issued(
    empty: Bench, roster: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("lianbing.store.drills.Drills.add_paper", _killed_in("add_paper", at))
        assert empty("drill", "issue", DRILL, "--roster", roster).code == 130
    assert empty.rows("drill") == empty.rows("paper") == []
    assert empty("drill", "issue", DRILL, "--roster", roster).code == 0
    assert len(empty.booklets) == 4


def test_killed_while_booklets_are_written_they_come_with_the_same_bytes(
    empty: Bench, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("lianbing.app.drills.booklet_files.BookletFiles.publish", _killed_in("publish"))
        assert empty("drill", "issue", DRILL, "--roster", roster).code == 130
    papers = empty.rows("paper")
    assert len(papers) == 4
    ran = empty("drill", "issue", DRILL, "--roster", roster)
    assert "新发 0 份，原来就有 4 份" in ran.out
    assert len(empty.booklets) == 4
    assert empty.rows("paper") == papers


@pytest.mark.parametrize("where", ["lianbing.app.grading.chain", "lianbing.grading.acceptance.write_whole"])
def test_killed_between_the_record_and_the_ledger(
    collected: Bench, graded_once: Bench, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(where, _killed_in(where))
        assert collected("grade", DRILL).code == 130
    assert collected.ledger() == []
    assert collected("grade", DRILL).code == 0
    assert _marks(collected) == _marks(graded_once)
    assert collected("ledger", "verify").code == 0


def test_killed_while_an_assessment_is_written(graded: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("lianbing.app.assessing.write_reports", _killed_in("write"))
        assert graded("assess", PERIOD).code == 130
    assert graded("assess", PERIOD, "--rebuild").code == 0
    assert (graded.reports / "考评表.xlsx").is_file()


def test_kill_9_in_the_middle_of_grading(collected: Bench, graded_once: Bench) -> None:
    """The process dies without a word after its first submission; the next run does the rest and nothing twice."""
    grading = subprocess.Popen(collected.argv("grade", DRILL), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 60
        while not collected.ledger() and grading.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        grading.kill()
        grading.communicate()
    done = {row["employee"] for row in collected.ledger()}
    assert done
    assert done < {"C0001", "C0002", "C0003"}, "it was done before it could be killed"
    assert collected("ledger", "verify").code == 0
    ran = collected("grade", DRILL, "--json")
    assert ran.code == 0
    assert ran.data["kept"] == len(done)
    assert _marks(collected) == _marks(graded_once)
    assert len(collected.marks()) == len(collected.ledger())
    assert collected("ledger", "verify").code == 0


def test_two_gradings_at_once_write_each_mark_once(collected: Bench, graded_once: Bench) -> None:
    """Whatever one of them complains of, the ledger is whole, and another run brings the rest."""
    both = [
        subprocess.Popen(collected.argv("grade", DRILL), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=100)[1].decode() for process in both]
    assert not any("Traceback" in words for words in said), said
    assert collected("grade", DRILL).code == 0
    assert _marks(collected) == _marks(graded_once)
    assert collected("ledger", "verify").code == 0


def test_a_resubmission_supersedes_and_the_old_marks_don_t_count_meanwhile(graded: Bench, tmp_path: Path) -> None:
    again = put(tmp_path / f"{DRILL}-C0001.ipynb", graded.submission("C0001", wrong=4, times=LATER))
    assert graded("drill", "collect", DRILL, again).code == 0
    assert graded("drill", "status", DRILL, "--json").data["graded"] == 2
    assert graded.standings()["C0001"]["state"] == "未定（答卷还没有判分）"

    before = graded.ledger()
    ran = graded("grade", DRILL, "--json").data
    assert (ran["graded"], ran["kept"]) == (1, 2)
    rows = graded.ledger()
    assert rows[: len(before)] == before
    assert {row["cause"] for row in rows[len(before) :]} == {"重交答卷后判分"}
    assert {row["employee"] for row in rows[len(before) :]} == {"C0001"}
    assert all(row["before"] is not None for row in rows[len(before) :])
    person = graded.standings()["C0001"]
    assert person["state"] == "已定"
    assert person["total"] != "100.00"
    assert graded("ledger", "verify").code == 0


def test_the_first_submission_collected_again_does_not_come_back(graded: Bench, inbox: Path, tmp_path: Path) -> None:
    again = put(tmp_path / f"{DRILL}-C0001.ipynb", graded.submission("C0001", wrong=4, times=LATER))
    graded("drill", "collect", DRILL, again)
    graded("grade", DRILL)
    before = graded.ledger()
    assert graded("drill", "collect", DRILL, inbox).code == 0
    assert graded("grade", DRILL, "--json").data["graded"] == 0
    assert graded.ledger() == before


def test_a_resubmission_that_can_t_be_taken_changes_nothing(graded: Bench, tmp_path: Path) -> None:
    notebook = graded.submission("C0001", wrong=4, times=LATER)
    notebook["metadata"]["lianbing"]["token"] = "0" * 64
    told(graded("drill", "collect", DRILL, put(tmp_path / "x.ipynb", notebook)), "凭证对不上")
    assert graded.standings()["C0001"]["total"] == "100.00"


def test_a_review_of_a_superseded_submission_is_refused(graded: Bench, tmp_path: Path) -> None:
    """It would be written beside the new answer's item, and be gone with the next grading, silently."""
    item = graded.item("C0003", "numeric")
    again = put(tmp_path / f"{DRILL}-C0003.ipynb", graded.submission("C0003", times=LATER, said={item: "约四十"}))
    graded("drill", "collect", DRILL, again)
    before = graded.ledger()
    told(graded("review", "mark", DRILL, "C0003", item, "4", "--why", "x"), f"lianbing grade {DRILL}")
    assert graded.ledger() == before
    assert graded("review", "list", DRILL, "--json").data == [], "the reason on file is that of the other answer"


def test_a_review_does_not_carry_over_to_a_new_submission(graded: Bench, tmp_path: Path) -> None:
    item = graded.item("C0003", "numeric")
    assert graded("review", "mark", DRILL, "C0003", item, "4", "--why", "x").code == 0
    again = put(tmp_path / f"{DRILL}-C0003.ipynb", graded.submission("C0003", times=LATER, said={item: "约四十"}))
    graded("drill", "collect", DRILL, again)
    assert graded("grade", DRILL, "--json").data["waiting"] == 1
    assert graded.marks()["C0003", item] is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files left open")
def test_no_half_files_are_left_in_a_finished_data_folder(graded: Bench) -> None:
    graded("assess", PERIOD)
    assert not [path for path in graded.data.rglob("*") if path.name.endswith(".part") or path.name == ".running.ipynb"]


def test_of_two_submissions_the_one_handed_in_last_counts_in_whatever_order_they_come(
    issued: Bench, tmp_path: Path
) -> None:
    late = put(tmp_path / "甲.ipynb", issued.submission("C0001", times=LATER))
    early = put(tmp_path / "乙.ipynb", issued.submission("C0001", wrong=5))
    assert issued("drill", "collect", DRILL, late).code == 0
    told = issued("drill", "collect", DRILL, early, "--json")
    (one,) = told.data["several"]
    assert (one["employee"], one["count"], one["submitted_at"]) == ("C0001", 2, LATER[1])
    assert "以交卷最晚的一份为准" in issued("drill", "collect", DRILL, late).out


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("seed", "times"),
    [
        ("quick", 1),
        pytest.param("first", 25, marks=pytest.mark.long),
        pytest.param("second", 25, marks=pytest.mark.long),
    ],
)
def test_killed_with_9_at_random_moments_the_ledger_ends_the_same_to_the_byte(
    collected: Bench, tmp_path: Path, seed: str, times: int
) -> None:
    script = Path(__file__).with_name("killing.py")
    (tmp_path / "scratch").mkdir()
    folders = [str(folder) for folder in (collected.root, collected.data, tmp_path / "scratch")]
    command = [sys.executable, str(script), *folders, str(times), seed]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    undisturbed, *attempts = done.stdout.decode().splitlines()
    assert len(json.loads(undisturbed)) > 0
    assert len(attempts) == times
    killed = 0
    for line in attempts:
        attempt = json.loads(line)
        assert (attempt["status"], attempt["marked"]) == (0, 3)
        assert attempt["ledger"] == undisturbed
        killed += attempt["kills"]
    assert killed >= times, "most gradings were over before they were killed"
