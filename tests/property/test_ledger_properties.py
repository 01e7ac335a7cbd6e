from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.ledger.ledger import Change, Entry, chain, first_break
from tests.strategies import changes


def ledger(written: list[Change]) -> list[Entry]:
    """Written in two sittings, as ledgers are."""
    half = len(written) // 2
    first = chain(written[:half], "grader", "2026-11-01T09:00:00+08:00", None)
    return [*first, *chain(written[half:], "reviewer", "2026-11-02T09:00:00+08:00", first[-1] if first else None)]


some_changes = st.lists(changes, min_size=1, max_size=6)


@given(some_changes)
def test_a_chain_as_written_holds(written: list[Change]) -> None:
    entries = ledger(written)
    assert first_break(entries) is None
    assert [entry.change for entry in entries] == written


@given(some_changes, st.data())
def test_a_changed_mark_is_found_where_it_stands(written: list[Change], data: st.DataObject) -> None:
    entries = ledger(written)
    place = data.draw(st.integers(0, len(entries) - 1))
    before = entries[place].change.after
    forged = replace(entries[place].change, after=Decimal(1) if before is None else before + Decimal("0.01"))
    entries[place] = replace(entries[place], change=forged)
    assert first_break(entries) is entries[place]


@given(some_changes, st.data())
def test_an_entry_taken_out_of_the_middle_is_found(written: list[Change], data: st.DataObject) -> None:
    entries = ledger(written)
    place = data.draw(st.integers(0, len(entries) - 1))
    rest = entries[:place] + entries[place + 1 :]
    assert first_break(rest) is (entries[place + 1] if place + 1 < len(entries) else None)


@given(st.lists(changes, min_size=2, max_size=6, unique_by=repr), st.data())
def test_entries_in_another_order_are_found(written: list[Change], data: st.DataObject) -> None:
    entries = ledger(written)
    other = data.draw(st.permutations(entries))
    assert (first_break(other) is None) == (other == entries)
