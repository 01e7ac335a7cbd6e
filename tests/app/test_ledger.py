"""The ledger finds every hand that was laid on it past the program."""

from __future__ import annotations

import re

import pytest

from lianbing.store.tables import LedgerRow
from tests.app.kit import DRILL, PERIOD, Bench, told

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.long))
COLUMNS = [column.name for column in LedgerRow.__table__.columns]
EDITS: dict[str, tuple[object, ...]] = {
    "sequence": (100_000, 0),
    "drill": ("2026H1-skill",),
    "paper": (f"{DRILL}-C0004",),
    "employee": ("C0004", ""),
    "item": ("vis-9999",),
    "worth": ("5.5", "三", "NaN", ""),
    "before": ("1", "x"),
    "after": ("2.25", None, "x", "NaN", ""),
    "cause": ("人工复核", "x"),
    "reason": ("答对", ""),
    "evidence": ("{}", "{", "[]", "null", '{"submission":"x"}'),
    "by": ("某人",),
    "at": ("2020-01-01T00:00:00+08:00",),
    "previous": ("0" * 64, ""),
    "digest": ("0" * 64, ""),
}
CASES = [(column, value) for column, values in EDITS.items() for value in values]


def test_every_column_is_tried() -> None:
    assert list(EDITS) == COLUMNS


@pytest.mark.parametrize(("column", "value"), CASES, ids=[f"{column}-{value}" for column, value in CASES])
def test_an_edited_entry_is_found_and_named(graded: Bench, column: str, value: object) -> None:
    place = 7
    graded.tamper(f'update ledger set "{column}" = ? where sequence = ?', value, place)
    ran = graded("ledger", "verify")
    told(ran, "台账第")
    entry = re.search(r"台账第 (\d+) 条", ran.err)
    assert entry is not None
    named = int(entry[1])
    assert named == (value if value == 0 else place + 1) if column == "sequence" else named == place


def test_an_edited_figure_is_never_shown(graded: Bench) -> None:
    graded.tamper("update ledger set after = '0.5' where sequence = 7")
    (row,) = graded.ledger("sequence = 7")
    told(graded("ledger", "entry", 7), "台账第 7 条")
    told(graded("ledger", "show", DRILL, row["employee"]), "台账第 7 条")


@pytest.mark.parametrize("place", [1, 40])
def test_a_removed_entry_is_found(graded: Bench, place: int) -> None:
    graded.tamper("delete from ledger where sequence = ?", place)
    told(graded("ledger", "verify"), f"台账第 {place + 1} 条")


def test_exchanged_entries_are_found(graded: Bench) -> None:
    for old, new in ((7, -7), (8, 7), (-7, 8)):
        graded.tamper("update ledger set sequence = ? where sequence = ?", new, old)
    told(graded("ledger", "verify"), "台账第 7 条")


def test_an_added_entry_is_found(graded: Bench) -> None:
    last = graded.ledger()[-1]
    last |= {"sequence": last["sequence"] + 1, "after": "99"}
    graded.tamper(f"insert into ledger values ({','.join('?' * len(last))})", *last.values())
    told(graded("ledger", "verify"), f"台账第 {last['sequence']} 条")


def test_entries_cut_off_the_end_are_found_once_an_assessment_was_made(graded: Bench) -> None:
    """The chain alone holds without its last links; an assessment says how far it went and with what digest."""
    assert graded("assess", PERIOD).code == 0
    graded.tamper("delete from ledger where sequence > 50")
    told(graded("ledger", "verify"), "台账")


def test_nothing_is_assessed_on_a_ledger_that_was_changed(graded: Bench) -> None:
    graded.tamper("update ledger set after = '1.25' where sequence = 7")
    told(graded("assess", PERIOD), "台账第 7 条")
    assert not (graded.data / "reports" / PERIOD).exists()


def test_a_paper_that_was_changed_after_issue_is_found(graded: Bench) -> None:
    """Its entries name the digest of the paper they were given against."""
    graded.tamper("""update paper set content = replace(content, '"worth":"3"', '"worth":"9"')""")
    told(graded("ledger", "verify"), f"{DRILL}-C0001")


def test_nothing_is_graded_on_a_broken_store(collected: Bench) -> None:
    """A paper whose content is not what was issued gives no marks."""
    collected.tamper(
        """update paper set content = replace(content, '"worth":"3"', '"worth":"9"') where employee = 'C0001'"""
    )
    told(collected("grade", DRILL), "C0001")
    assert not collected.ledger("employee = 'C0001'")


def test_an_empty_ledger_is_whole(issued_once: Bench) -> None:
    assert issued_once("ledger", "verify").out == "台账完好，共 0 条\n"
