from __future__ import annotations

import pytest
from hypothesis import given

from lianbing.domain.drills.papers import Withdrawal
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.ledger.evidence import Evidence, evidence_from_plain, evidence_to_plain
from tests.strategies import evidences

KEPT = {
    "submission": "1" * 64,
    "paper_digest": "2" * 64,
    "verdict": "withdrawn",
    "suggestion": '{"asked":"0.9","findings":[{"confidence":"0.75","doubts":["有“不”字"],"point":"先问",'
    '"points":"1.5","spans":[[0,2]],"words":["先"],"worth":"1.5"}]}',
    "correction": "3" * 64,
    "key": "4" * 64,
    "key_before": "5" * 64,
    "withdrawn": "full",
}


def test_what_an_older_ledger_keeps_is_said_again_to_the_letter() -> None:
    read = evidence_from_plain(KEPT)
    assert (read.verdict, read.withdrawn, read.more) == (Verdict.WITHDRAWN, Withdrawal.FULL, {})
    assert evidence_to_plain(read) == KEPT


def test_what_this_version_does_not_know_is_kept() -> None:
    said = {"submission": "1", "paper_digest": "2", "second_marker": "李"}
    assert evidence_to_plain(evidence_from_plain(said)) == said


@given(evidences)
def test_evidence_comes_back_as_it_was(evidence: Evidence) -> None:
    assert evidence_from_plain(evidence_to_plain(evidence)) == evidence


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "perhaps"},
        {"withdrawn": "maybe"},
        {"suggestion": "{"},
        {"suggestion": "[]"},
        {"suggestion": '{"asked":"NaN","findings":[]}'},
        {"key": None},
        {"key": 1},
    ],
)
def test_what_is_no_evidence_is_refused(change: dict[str, str]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        evidence_from_plain({**KEPT, **change})


@pytest.mark.parametrize("name", ["submission", "paper_digest"])
def test_a_mark_of_nothing_is_no_evidence(name: str) -> None:
    with pytest.raises(TypeError):
        evidence_from_plain({other: value for other, value in KEPT.items() if other != name})
