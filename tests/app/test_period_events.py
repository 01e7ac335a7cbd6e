"""What is done to a period is recorded with who and when, and nobody changes that unnoticed."""

from __future__ import annotations

import json

import pytest

from tests.app.kit import Bench, told

PERIOD = "2026H2"


@pytest.fixture
def assessed(graded: Bench) -> Bench:
    assert graded("assess", PERIOD).code == 0
    return graded


def test_who_assessed_a_period_is_recorded(assessed: Bench) -> None:
    (event,) = json.loads(assessed("period", "log", PERIOD, "--json").out)
    assert event.pop("at")
    assert event == {
        "sequence": 1,
        "period": PERIOD,
        "employee": "",
        "kind": "assessed",
        "scheme": "half-year-skill",
        "people": 4,
        "complete": event["complete"],
        "reason": "",
        "by": "测试员",
    }
    assert "方案 half-year-skill：4 人" in assessed("period", "log", PERIOD).out


def test_other_periods_have_no_part_in_it(assessed: Bench) -> None:
    assert json.loads(assessed("period", "log", "2026", "--json").out) == []
    assert "2026H1 还没有记过什么" in assessed("period", "log", "2026H1").out


def test_what_is_no_period_is_refused(assessed: Bench) -> None:
    assert assessed("period", "log", "今年").code == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("period", "2026H1"),
        ("employee", "C0001"),
        ("kind", "published"),
        ("content", '{"kind":"assessed"}'),
        ("content", "{"),
        ("reason", "另一个理由"),
        ("by", "别人"),
        ("at", "2020-01-01T00:00:00+08:00"),
    ],
)
def test_a_changed_event_is_named(assessed: Bench, column: str, value: str) -> None:
    assessed.tamper(f'update period_event set "{column}" = ? where sequence = 1', value)
    told(assessed("ledger", "verify"), "考评期记事第 1 条")


def test_a_removed_event_is_named(assessed: Bench) -> None:
    assessed.tamper("delete from period_event where sequence = 1")
    told(assessed("ledger", "verify"), "考评期记事第 1 条不见了")
