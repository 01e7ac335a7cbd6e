"""Whether the ledger, and what its marks rest on, belong together: a sentence for everything that doesn't."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lianbing.domain.drills.papers import Withdrawal
from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.domain.ledger.corrections import RecordedRound
from lianbing.domain.ledger.ledger import GENESIS, Entry, breaks

REMEDY = "请从备份核对"


def broken_links(entries: Iterable[Entry], unreadable: Mapping[int, str]) -> Iterator[str]:
    """Entries out of their place, and those that can't be read, in their order.

    Args:
        entries: those that can be read.
        unreadable: the others, by their numbers, each with what is to be said of it.
    """
    sentences = {entry.sequence: _broken(entry) for entry in breaks(entries, unreadable)} | {**unreadable}
    for _, sentence in sorted(sentences.items()):
        yield sentence


def _broken(entry: Entry) -> str:
    what = f"台账第 {entry.sequence} 条与它的校验值不符：这一条或它之前的记录被改动过或不见了"
    return f"{what}，{REMEDY}"


def moved_end(sequence: int, digest: str, ends: Mapping[int, str]) -> Iterator[str]:
    """That the ledger no longer holds the entry at which it ended when an assessment was made."""
    if ends.get(sequence) != digest:
        yield f"台账第 {sequence} 条不是考评时的那一条，或者不见了：台账末尾被删改过，{REMEDY}"


def ends_of(entries: Iterable[Entry]) -> dict[int, str]:
    """Where a ledger may have ended at some time: each sequence with its digest, and the empty ledger as 0."""
    return {0: GENESIS, **{entry.sequence: entry.digest for entry in entries}}


def changed_papers(entries: Iterable[Entry], papers: Mapping[str, str]) -> Iterator[str]:
    """Marks given against another paper than the one that is there; ``papers`` are the digests of those."""
    entries_of: dict[str, list[int]] = {}
    for entry in entries:
        if papers.get(entry.change.paper) != entry.change.evidence.paper_digest:
            entries_of.setdefault(entry.change.paper, []).append(entry.sequence)
    for paper, places in entries_of.items():
        yield f"{_listed(places)}所判的试卷 {paper} 在发卷后被改动过，或不见了，{REMEDY}"


def missing_submissions(entries: Iterable[Entry], submissions: Iterable[StoredSubmission]) -> Iterator[str]:
    """Marks of submissions that are not noted as taken in for that paper."""
    taken = {(each.paper, each.digest) for each in submissions if each.state is SubmissionState.ACCEPTED}
    entries_of: dict[tuple[str, str], list[int]] = {}
    for entry in entries:
        answer = (entry.change.paper, entry.change.evidence.submission)
        if answer not in taken:
            entries_of.setdefault(answer, []).append(entry.sequence)
    for (paper, digest), places in entries_of.items():
        yield f"{_listed(places)}所判的答卷 {digest[:12]}…（试卷 {paper}）没有登记为已收，{REMEDY}"


def _listed(places: Sequence[int]) -> str:
    """Entries of the ledger by their numbers, where they run on as a range."""
    first, last = places[0], places[-1]
    if len(places) == 1:
        return f"台账第 {first} 条"
    return f"台账第 {first} 到 {last} 条中的 {len(places)} 条"


def broken_rounds(
    rounds: Sequence[RecordedRound], unreadable: Mapping[int, str], papers: Mapping[str, str], ends: Mapping[int, str]
) -> Iterator[str]:
    """Acts that were removed, put in, or made on another ledger or paper.

    Args:
        rounds: the rounds of corrections in order, but for those that can't be read.
        unreadable: these, by their numbers, each with what is to be said of it.
        papers: the digest of each issued paper.
        ends: as :func:`ends_of` gives them.
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
    """Marks by a correction that is not there or says something else.

    Args:
        entries: the ledger.
        claims: what each round of corrections says, by its digest, the paper and the item.
    """
    for entry in entries:
        change, evidence = entry.change, entry.change.evidence
        if evidence.correction is None:
            continue
        claimed = (evidence.withdrawn, evidence.key)
        if claims.get((evidence.correction, change.paper, change.item)) != claimed:
            what = f"台账第 {entry.sequence} 条依据的更正不见了，或不是这样更正的"
            yield f"{what}：更正记录被删改过，{REMEDY}"
