"""Who issued, collected and graded is recorded, and nobody changes that unnoticed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.kit import DRILL, Bench, told

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.long))


def _content(row: dict[str, Any]) -> Any:
    return json.loads(row["content"])


def test_issuing_collecting_and_grading_are_recorded_with_who_and_when(graded: Bench) -> None:
    rows = graded.rows("drill_event")
    assert [(row["sequence"], row["kind"], row["by"]) for row in rows] == [
        (1, "issued", "测试员"),
        (2, "collected", "测试员"),
        (3, "graded", "测试员"),
    ]
    assert [_content(row) for row in rows] == [
        {"kind": "issued", "roster": "名单.csv", "new": 4, "kept": 0},
        {"kind": "collected", "accepted": 3, "known": 0, "quarantined": 0},
        {"kind": "graded", "submissions": 3},
    ]
    assert all(row["at"] for row in rows)


def test_a_run_that_had_nothing_to_grade_is_none(graded: Bench) -> None:
    assert graded("grade", DRILL).code == 0
    assert len(graded.rows("drill_event", "kind = 'graded'")) == 1


def test_collecting_the_same_again_is_recorded_as_that(collected: Bench, inbox: Path) -> None:
    assert collected("drill", "collect", DRILL, inbox).code == 0
    assert _content(collected.rows("drill_event")[-1]) == {
        "kind": "collected",
        "accepted": 0,
        "known": 3,
        "quarantined": 0,
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("drill", "2026H1-skill"),
        ("kind", "closed"),
        ("paper", f"{DRILL}-C0001"),
        ("employee", "C0001"),
        ("content", '{"kind":"closed"}'),
        ("content", "{"),
        ("reason", "另一个理由"),
        ("by", "别人"),
        ("at", "2020-01-01T00:00:00+08:00"),
    ],
)
def test_a_changed_event_is_named(graded: Bench, column: str, value: str) -> None:
    graded.tamper(f'update drill_event set "{column}" = ? where sequence = 2', value)
    told(graded("ledger", "verify"), "练兵记事第 2 条")


def test_a_removed_event_is_named(graded: Bench) -> None:
    graded.tamper("delete from drill_event where sequence = 2")
    told(graded("ledger", "verify"), "练兵记事第 2 条不见了")


def test_an_added_event_is_named(graded: Bench) -> None:
    row = graded.rows("drill_event")[-1] | {"sequence": 4, "kind": "closed", "content": '{"kind":"closed"}'}
    graded.tamper(f"insert into drill_event values ({','.join('?' * len(row))})", *row.values())
    told(graded("ledger", "verify"), "练兵记事第 4 条")
