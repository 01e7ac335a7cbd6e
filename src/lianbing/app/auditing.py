"""Whether the ledger, and the corrections and papers that its marks rest on, are as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lianbing.app.workspace import Workspace
from lianbing.domain.ledger.corrections import RecordedRound
from lianbing.domain.ledger.ledger import GENESIS, Entry, first_break
from lianbing.errors import StoreFault
from lianbing.wire.corrections import key_digest, round_digest
from lianbing.wire.papers import paper_digest

_REMEDY = "请从备份核对"


def verify_ledger(workspace: Workspace) -> int:
    """The number of entries if the chain holds; raises StoreFault with the first broken entry otherwise."""
    with workspace.store.transaction() as records:
        entries = list(records.ledger.entries())
        anchors = records.assessments.anchors()
        acts = records.corrections.all()
        papers = {
            issued.paper.id: paper_digest(issued.paper)
            for d in records.drills.all()
            for issued in records.drills.papers(d.id)
        }
    broken = first_break(entries)
    if broken:
        raise StoreFault(f"台账第 {broken.sequence} 条与它的校验值不符：这一条或它之前的记录被改动过，请从备份核对")
    digests = {0: GENESIS, **{entry.sequence: entry.digest for entry in entries}}
    for sequence, digest in anchors:
        if digests.get(sequence) != digest:
            raise StoreFault(f"台账第 {sequence} 条不是考评时的那一条，或者不见了：台账末尾被删改过，请从备份核对")
    for entry in entries:
        if papers.get(entry.change.paper) != entry.change.evidence.paper_digest:
            raise StoreFault(
                f"台账第 {entry.sequence} 条所判的试卷 {entry.change.paper} 在发卷后被改动过，请从备份核对"
            )
    _check_acts(acts, papers, digests)
    _check_grounds(entries, acts)
    return len(entries)


def _check_acts(acts: Sequence[RecordedRound], papers: Mapping[str, str], ends: Mapping[int, str]) -> None:
    """That no act was changed, removed or put in; raises StoreFault.

    Args:
        acts: all acts in order.
        papers: the digest of each issued paper.
        ends: the digest of each ledger entry by its sequence, and of the empty ledger as 0.
    """
    previous = GENESIS
    for expected, recorded in enumerate(acts, 1):
        act = recorded.round
        if (recorded.sequence, act.previous, round_digest(act)) != (expected, previous, recorded.digest):
            raise StoreFault(f"第 {recorded.sequence} 次更正与它的校验值不符：这一次或它之前的更正被改动过，{_REMEDY}")
        if ends.get(act.ledger_sequence) != act.ledger_digest:
            what = f"台账第 {act.ledger_sequence} 条不是第 {expected} 次更正时的那一条，或者不见了"
            raise StoreFault(f"{what}：台账被删改过，{_REMEDY}")
        for correction in act.corrections:
            if papers.get(correction.paper) != correction.paper_digest:
                raise StoreFault(f"第 {expected} 次更正的试卷 {correction.paper} 在发卷后被改动过，{_REMEDY}")
        previous = recorded.digest


def _check_grounds(entries: Iterable[Entry], acts: Sequence[RecordedRound]) -> None:
    """That every mark that names a correction rests on one that is there and says so; raises StoreFault."""
    said = {
        (recorded.digest, correction.paper, correction.item): _what(correction.withdrawn, key_digest(correction.key))
        for recorded in acts
        for correction in recorded.round.corrections
    }
    for entry in entries:
        change, evidence = entry.change, entry.change.evidence
        if evidence.correction is None:
            continue
        claimed = _what(evidence.withdrawn, evidence.key)
        if said.get((evidence.correction, change.paper, change.item)) != claimed:
            what = f"台账第 {entry.sequence} 条依据的更正不见了，或不是这样更正的"
            raise StoreFault(f"{what}：更正记录被删改过，{_REMEDY}")


def _what(withdrawn: str | None, key: str | None) -> tuple[str | None, str | None]:
    return withdrawn or None, key
