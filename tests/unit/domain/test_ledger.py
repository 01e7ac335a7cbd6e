from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.items.scoring import Verdict
from lianbing.domain.ledger.evidence import Evidence
from lianbing.domain.ledger.ledger import (
    GENESIS,
    Cause,
    Change,
    Entry,
    cause_of_person,
    chain,
    changes_from,
    digest,
    first_break,
    items_without_mark,
)
from lianbing.domain.marking.marks import GradingRecord, MarkStatus
from tests.unit.objects import item, mark, paper, record


def change(item_id: str = "q-1", after: str | None = "3", **changes: Any) -> Change:
    made = Change(
        drill="drill",
        paper="drill-C0001",
        employee="C0001",
        item=item_id,
        worth=Decimal(3),
        before=None,
        after=None if after is None else Decimal(after),
        cause=Cause.GRADED,
        reason="答对，得满分",
        evidence=Evidence(submission="submission-1", paper_digest="paper-digest-1", verdict=Verdict.CORRECT),
    )
    return replace(made, **changes)


def ledger(*changes: Change) -> tuple[Entry, ...]:
    return chain(changes, "grader", "2026-11-01T09:00:00+08:00", None)


def current(*entries: Entry) -> Mapping[str, Entry]:
    return {entry.change.item: entry for entry in entries}


def after_grading(made: GradingRecord, before: Mapping[str, Entry] | None = None) -> dict[str, Entry]:
    known = dict(before or {})
    last = max(known.values(), key=lambda entry: entry.sequence, default=None)
    return {**known, **current(*chain(changes_from(made, "drill", known), "grader", "2026-11-01T10:00:00+08:00", last))}


LEDGER = ledger(change("q-1"), change("q-2", None), change("q-3", "1.5"))


def test_entries_are_numbered_from_one_and_linked_to_the_one_before() -> None:
    assert [entry.sequence for entry in LEDGER] == [1, 2, 3]
    assert [entry.previous for entry in LEDGER] == [GENESIS, LEDGER[0].digest, LEDGER[1].digest]


def test_a_chain_goes_on_after_the_last_entry() -> None:
    more = chain([change("q-4")], "reviewer", "2026-11-02T09:00:00+08:00", LEDGER[-1])
    assert first_break([*LEDGER, *more]) is None
    assert more[0].sequence == 4


def test_a_sound_ledger_and_an_empty_one_have_no_break() -> None:
    assert first_break(LEDGER) is None
    assert first_break([]) is None


def test_a_digest_stays_what_it_was() -> None:
    # A ledger of years ago must still hold: whoever changes what the digest covers breaks every ledger there is.
    assert LEDGER[0].digest == "f2a58d84782ccf513ce6c45d8399948a5bc574592385509756e4b0a4cbf2e7bd"


TAMPERED_CHANGES: dict[str, Any] = {
    "drill": "other",
    "paper": "drill-C0002",
    "employee": "C0002",
    "item": "q-9",
    "worth": Decimal(4),
    "before": Decimal(0),
    "after": Decimal("2.99"),
    "cause": Cause.REVIEWED,
    "reason": "改了",
    "evidence": Evidence(submission="submission-2", paper_digest="paper-digest-1", verdict=Verdict.CORRECT),
}
TAMPERED_ENTRIES: dict[str, Any] = {
    "sequence": 7,
    "by": "someone",
    "at": "2026-11-01T09:00:01+08:00",
    "previous": "f" * 64,
    "digest": "f" * 64,
    "change": change("q-9"),
}


def test_the_lists_of_what_can_be_tampered_with_are_complete() -> None:
    assert set(TAMPERED_CHANGES) == {field.name for field in fields(Change)}
    assert set(TAMPERED_ENTRIES) == {field.name for field in fields(Entry)}


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("name", TAMPERED_CHANGES)
def test_tampering_with_any_field_of_a_change_is_found_at_its_entry(name: str, place: int) -> None:
    entries = [*LEDGER]
    entries[place] = replace(entries[place], change=replace(entries[place].change, **{name: TAMPERED_CHANGES[name]}))
    assert first_break(entries) is entries[place]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("name", TAMPERED_ENTRIES)
def test_tampering_with_any_field_of_an_entry_is_found_at_its_entry(name: str, place: int) -> None:
    entries = [*LEDGER]
    entries[place] = replace(entries[place], **{name: TAMPERED_ENTRIES[name]})
    assert first_break(entries) is entries[place]


def test_an_entry_forged_with_a_digest_of_its_own_breaks_the_link_of_the_next() -> None:
    entry = LEDGER[1]
    forged = replace(entry.change, after=Decimal(3))
    seal = digest(entry.sequence, forged, entry.by, entry.at, entry.previous)
    entries = [LEDGER[0], replace(entry, change=forged, digest=seal), LEDGER[2]]
    assert first_break(entries) is LEDGER[2]


def test_a_missing_or_swapped_entry_is_found() -> None:
    one, two, three = LEDGER
    assert first_break([one, three]) is three
    assert first_break([two, three]) is two
    assert first_break([one, three, two]) is three
    assert first_break([one, one, two, three]) is one


def test_equal_points_written_differently_have_one_digest() -> None:
    assert ledger(change(after="3.00"))[0].digest == ledger(change(after="3"))[0].digest


def test_a_first_record_makes_an_entry_for_every_mark() -> None:
    changes = changes_from(record(mark("q-1"), mark("q-2", None)), "drill", {})
    assert [(made.item, made.before, made.after, made.cause) for made in changes] == [
        ("q-1", None, Decimal(3), Cause.GRADED),
        ("q-2", None, None, Cause.GRADED),
    ]
    assert [made.status for made in changes] == [MarkStatus.GRADED, MarkStatus.UNGRADED]
    assert changes[0].evidence == Evidence(
        submission="submission-1", paper_digest="paper-digest-1", verdict=Verdict.CORRECT
    )


def test_the_same_record_twice_changes_nothing() -> None:
    made = record(mark("q-1"), mark("q-2", None), mark("q-3", "0"))
    assert changes_from(made, "drill", after_grading(made)) == ()


def test_another_run_with_the_same_outcome_changes_nothing() -> None:
    entries = after_grading(record(mark("q-1")))
    assert changes_from(record(mark("q-1", reason="别的话"), nonce="another"), "drill", entries) == ()


def test_a_regrade_with_other_points_says_what_stood_before() -> None:
    entries = after_grading(record(mark("q-1", "0"), mark("q-2")))
    (made,) = changes_from(record(mark("q-1", "3"), mark("q-2")), "drill", entries)
    assert (made.item, made.before, made.after, made.cause) == ("q-1", Decimal(0), Decimal(3), Cause.REGRADED)


def test_zero_and_ungraded_are_not_the_same() -> None:
    entries = after_grading(record(mark("q-1", None)))
    (made,) = changes_from(record(mark("q-1", "0")), "drill", entries)
    assert (made.before, made.after) == (None, Decimal(0))


def test_a_mark_against_another_state_of_the_paper_is_news() -> None:
    entries = after_grading(record(mark("q-1")))
    (made,) = changes_from(record(mark("q-1"), paper_digest="paper-digest-2"), "drill", entries)
    assert made.cause is Cause.REGRADED


def reviewed(entries: Mapping[str, Entry], cause: Cause = Cause.REVIEWED) -> dict[str, Entry]:
    """A person has given two points for ``q-1``."""
    last = entries["q-1"]
    human = replace(last.change, before=last.change.after, after=Decimal(2), cause=cause, reason="写对一半")
    return {**entries, **current(*chain([human], "reviewer", "2026-11-02T09:00:00+08:00", last))}


def test_the_first_points_of_a_person_are_marking_and_later_ones_a_review() -> None:
    assert cause_of_person(None) is Cause.MARKED
    assert cause_of_person(Decimal(0)) is Cause.REVIEWED


@pytest.mark.parametrize("cause", [Cause.MARKED, Cause.REVIEWED, Cause.APPEALED])
def test_a_reviewers_mark_survives_a_regrade(cause: Cause) -> None:
    entries = reviewed(after_grading(record(mark("q-1", None))), cause)
    assert changes_from(record(mark("q-1", None)), "drill", entries) == ()
    assert changes_from(record(mark("q-1", "0"), paper_digest="paper-digest-2"), "drill", entries) == ()


def test_a_reviewers_mark_falls_with_the_submission_that_it_was_given_for() -> None:
    entries = reviewed(after_grading(record(mark("q-1", None))))
    (made,) = changes_from(record(mark("q-1", "3"), submission="submission-2"), "drill", entries)
    assert (made.before, made.after, made.cause) == (Decimal(2), Decimal(3), Cause.RESUBMITTED)


def test_a_resubmission_is_entered_even_where_the_points_stay() -> None:
    entries = after_grading(record(mark("q-1")))
    (made,) = changes_from(record(mark("q-1"), submission="submission-2"), "drill", entries)
    assert made.cause is Cause.RESUBMITTED
    assert made.evidence.submission == "submission-2"


def test_items_without_a_mark_from_this_very_submission_are_named() -> None:
    entries = after_grading(record(mark("q-1"), mark("q-2", None)))
    issued = paper([item("q-1"), item("q-2"), item("q-3")])
    assert items_without_mark(issued, "submission-1", entries) == ("q-3",)
    assert items_without_mark(issued, "submission-2", entries) == ("q-1", "q-2", "q-3")
