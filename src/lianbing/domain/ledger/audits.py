"""Audits of the ledger against papers, submissions and corrections; each returns sentences on contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lianbing.domain.drills.papers import Withdrawal
from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.domain.ledger.corrections import RecordedRound
from lianbing.domain.ledger.ledger import GENESIS, Entry, Link, breaks

REMEDY = "请从备份核对"


def broken_links(entries: Iterable[Entry | Link], unreadable: Mapping[int, str]) -> Iterator[str]:
    """Reports entries that break the chain and entries that can't be read, in order.

    Args:
        entries: those that can be read, and the links of purged ones.
        unreadable: the other entries by number, each with the sentence to report.
    """
    sentences = {entry.sequence: _broken(entry) for entry in breaks(entries, unreadable)} | {**unreadable}
    for _, sentence in sorted(sentences.items()):
        yield sentence


def _broken(entry: Entry | Link) -> str:
    what = f"台账第 {entry.sequence} 条与它的校验值不符：这一条或它之前的记录被改动过或不见了"
    return f"{what}，{REMEDY}"


def moved_end(sequence: int, digest: str, ends: Mapping[int, str]) -> Iterator[str]:
    """Reports that the entry that was last when an assessment was made is no longer in the ledger."""
    if ends.get(sequence) != digest:
        yield f"台账第 {sequence} 条不是考评时的那一条，或者不见了：台账末尾被删改过，{REMEDY}"


def ends_of(entries: Iterable[Entry | Link]) -> dict[int, str]:
    """Returns every past end of the ledger: each sequence number with its digest, 0 for the empty ledger."""
    return {0: GENESIS, **{entry.sequence: entry.digest for entry in entries}}


def changed_papers(entries: Iterable[Entry], papers: Mapping[str, str]) -> Iterator[str]:
    """Reports marks whose paper differs from the stored one; ``papers`` are the digests of the stored papers."""
    entries_of: dict[str, list[int]] = {}
    for entry in entries:
        if papers.get(entry.change.paper) != entry.change.evidence.paper_digest:
            entries_of.setdefault(entry.change.paper, []).append(entry.sequence)
    for paper, places in entries_of.items():
        yield f"{_listed(places)}所判的试卷 {paper} 在发卷后被改动过，或不见了，{REMEDY}"


def missing_submissions(entries: Iterable[Entry], submissions: Iterable[StoredSubmission]) -> Iterator[str]:
    """Reports marks of submissions that were not accepted for that paper."""
    taken = {(each.paper, each.digest) for each in submissions if each.state is SubmissionState.ACCEPTED}
    entries_of: dict[tuple[str, str], list[int]] = {}
    for entry in entries:
        answer = (entry.change.paper, entry.change.evidence.submission)
        if answer not in taken:
            entries_of.setdefault(answer, []).append(entry.sequence)
    for (paper, digest), places in entries_of.items():
        yield f"{_listed(places)}所判的答卷 {digest[:12]}…（试卷 {paper}）没有登记为已收，{REMEDY}"


def _listed(places: Sequence[int]) -> str:
    """Formats entry numbers, with consecutive ones as a range."""
    first, last = places[0], places[-1]
    if len(places) == 1:
        return f"台账第 {first} 条"
    return f"台账第 {first} 到 {last} 条中的 {len(places)} 条"


def broken_rounds(
    rounds: Sequence[RecordedRound], unreadable: Mapping[int, str], papers: Mapping[str, str], ends: Mapping[int, str]
) -> Iterator[str]:
    """Reports correction rounds that were removed, inserted, or made for another ledger or paper.

    Args:
        rounds: the rounds of corrections in order, without unreadable ones.
        unreadable: the unreadable rounds by number, each with the sentence to report.
        papers: the digest of each issued paper.
        ends: the result of :func:`ends_of`.
    """
    yield from unreadable.values()
    previous: str | None = GENESIS
    expected = 1
    for recorded in rounds:
        correction_round = recorded.round
        while expected in unreadable:
            previous, expected = None, expected + 1
        if recorded.sequence != expected or (previous is not None and correction_round.previous != previous):
            what = f"第 {recorded.sequence} 次更正与它的校验值不符：这一次或它之前的更正被改动过，或不见了"
            yield f"{what}，{REMEDY}"
        if ends.get(correction_round.ledger_sequence) != correction_round.ledger_digest:
            what = (
                f"台账第 {correction_round.ledger_sequence} 条不是第 {recorded.sequence} 次更正时的那一条，或者不见了"
            )
            yield f"{what}：台账被删改过，{REMEDY}"
        for paper in sorted({c.paper for c in correction_round.corrections if papers.get(c.paper) != c.paper_digest}):
            yield f"第 {recorded.sequence} 次更正的试卷 {paper} 在发卷后被改动过，或不见了，{REMEDY}"
        previous, expected = recorded.digest, recorded.sequence + 1


Claim = tuple[Withdrawal | None, str | None]
"""What became of an item, or the digest of the key that counts."""


def without_correction(entries: Iterable[Entry], claims: Mapping[tuple[str, str, str], Claim]) -> Iterator[str]:
    """Reports marks whose correction is missing or different.

    Args:
        entries: the ledger.
        claims: the content of each correction by its round's digest, the paper and the item.
    """
    for entry in entries:
        change, evidence = entry.change, entry.change.evidence
        if evidence.correction is None:
            continue
        claimed = (evidence.withdrawn, evidence.key)
        if claims.get((evidence.correction, change.paper, change.item)) != claimed:
            what = f"台账第 {entry.sequence} 条依据的更正不见了，或不是这样更正的"
            yield f"{what}：更正记录被删改过，{REMEDY}"
