"""Who asks for JSON gets JSON, also of what went wrong; people still read why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.kit import DRILL, PERIOD, Bench, put, told

CALLS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "a period that is none": (("assess", "2026H9", "--json"), 2, "wrong-usage"),
    "an option that is none": (("assess", PERIOD, "--json", "--fast"), 2, "wrong-usage"),
    "a value that is none": (("grade", DRILL, "--json", "--workers", "0"), 2, "wrong-usage"),
    "a period without a drill": (("assess", "2027H1", "--json"), 1, "nothing-to-do"),
    "a scheme that is none": (("assess", PERIOD, "--json", "--scheme", "x"), 1, "unknown-reference"),
    "a drill that is none": (("drill", "status", "2027H1-skill", "--json"), 1, "nothing-to-do"),
    "an entry that is none": (("ledger", "entry", "9999", "--json"), 1, "nothing-to-do"),
}


@pytest.mark.parametrize(("words", "code", "what"), CALLS.values(), ids=CALLS)
def test_a_failure_is_json(graded_once: Bench, words: tuple[str, ...], code: int, what: str) -> None:
    ran = graded_once(*words)
    assert (ran.code, ran.data["error"]["code"]) == (code, what)
    assert ran.data["error"]["message"] in ran.err
    assert ran.data["error"]["faults"] == []


def test_without_json_nothing_is_added(graded_once: Bench) -> None:
    ran = graded_once("assess", "2026H9")
    assert (ran.code, ran.out) == (2, "")


def test_each_fault_of_the_content_has_its_place(own_content: Path, tmp_path: Path) -> None:
    put(own_content / "quizzes" / "broken.yml", "questions: [")
    ran = Bench(own_content, tmp_path / "data")("check", "--json")
    (fault,) = ran.data["error"]["faults"]
    assert (ran.code, ran.data["error"]["code"], fault["file"]) == (1, "content-faults", "quizzes/broken.yml")


def test_all_that_was_changed_is_listed(graded: Bench) -> None:
    graded.tamper("update ledger set after = '9' where sequence in (3, 11)")
    ran = graded("assess", PERIOD, "--json")
    told(ran, "台账第 3 条", "台账第 11 条")
    assert ran.data["error"]["code"] == "data-changed"
    assert [fault["message"].split("与")[0] for fault in ran.data["error"]["faults"]] == ["台账第 3 条", "台账第 11 条"]
