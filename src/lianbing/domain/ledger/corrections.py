"""更正: corrections of wrong keys, rubrics or questions after papers were issued, and their effect on marks.

An issued paper never changes. Corrections are stored separately; answers are marked by the corrected paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.domain.drills.papers import Amendment, Paper, PaperItem, PaperSection, Withdrawal
from lianbing.domain.items.keys import Key
from lianbing.domain.items.question import Item
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.ledger.evidence import evidence_of
from lianbing.domain.ledger.ledger import Cause, Change, Entry, rests_on
from lianbing.domain.marking.marks import Mark


@dataclass(frozen=True, kw_only=True)
class Correction:
    """How one item of one paper is marked from now on; ``replaced`` is the digest of the key until then."""

    paper: str
    paper_digest: str
    item: str
    key: Key
    explain: str
    why: Mapping[str, str]
    withdrawn: Withdrawal | None
    replaced: str


@dataclass(frozen=True, kw_only=True)
class CorrectionRound:
    """A confirmed regrading of a drill: its corrections, reason, author and time.

    ``previous`` is the digest of the previous round of any drill; ``ledger_sequence`` and ``ledger_digest`` identify
    the last ledger entry at that time.
    """

    drill: str
    corrections: tuple[Correction, ...]
    why: str
    by: str
    at: str
    previous: str
    ledger_sequence: int
    ledger_digest: str


@dataclass(frozen=True)
class RecordedRound:
    """A stored correction round; marks refer to it by ``digest``, which audits check."""

    sequence: int
    digest: str
    round: CorrectionRound


CorrectionsInForce = Mapping[str, tuple[Amendment, Correction]]
"""For each corrected item of a paper, the correction that counts."""


def corrections_in_force(
    rounds: Iterable[tuple[str, CorrectionRound]],
) -> dict[str, dict[str, tuple[Amendment, Correction]]]:
    """Returns the corrected items of each paper; the newest correction counts. Rounds are given in order."""
    in_force: dict[str, dict[str, tuple[Amendment, Correction]]] = {}
    for digest, correction_round in rounds:
        for correction in correction_round.corrections:
            amendment = Amendment(round=digest, why=correction_round.why, withdrawn=correction.withdrawn)
            in_force.setdefault(correction.paper, {})[correction.item] = (amendment, correction)
    return in_force


def amend(paper: Paper, corrections: CorrectionsInForce) -> Paper:
    """Returns the paper with its corrections. A dropped item is worth 0 points and does not affect the result."""
    if not corrections:
        return paper
    sections = tuple(
        PaperSection(section.title, section.skill, tuple(_amended(item, corrections) for item in section.items))
        for section in paper.sections
    )
    return replace(paper, sections=sections)


def _amended(paper_item: PaperItem, corrections: CorrectionsInForce) -> PaperItem:
    if paper_item.item.id not in corrections:
        return paper_item
    amendment, correction = corrections[paper_item.item.id]
    item = replace(paper_item.item, key=correction.key, explain=correction.explain, why=correction.why)
    points = Decimal(0) if amendment.withdrawn is Withdrawal.DROP else paper_item.worth
    return replace(paper_item, worth=points, item=item, amended=amendment)


def same_question(seen: Item, now: Item) -> bool:
    """Whether both items ask the same question, so that the key of one can mark answers to the other."""
    return _asked(seen) == _asked(now)


def _asked(item: Item) -> tuple[object, ...]:
    options, prompts = [*item.options.items()], [*item.prompts.items()]
    return (item.type, item.stem, options, prompts, item.unit, item.decimals, item.table, item.key.asked())


def is_kept(paper_item: PaperItem, entry: Entry) -> bool:
    """Whether a person's mark is kept although the key changed; never for a withdrawn item."""
    return entry.change.cause.is_by_person and paper_item.withdrawn is None


def outdated(paper: Paper, submission: str, entries: Mapping[str, Entry]) -> list[tuple[PaperItem, Entry]]:
    """Returns corrected items that were marked before the correction, each with the mark's entry."""
    outdated_items = []
    for paper_item in paper.items:
        entry = entries.get(paper_item.item.id)
        if paper_item.amended is None or entry is None or not rests_on(entry, submission):
            continue
        if entry.change.evidence.correction != paper_item.amended.round:
            outdated_items.append((paper_item, entry))
    return outdated_items


def with_correction(change: Change, paper_item: PaperItem, key: str) -> Change:
    """Adds the correction round and the key's digest to the evidence of a corrected item's mark."""
    amendment = paper_item.amended
    if amendment is None:
        return change
    evidence = replace(change.evidence, correction=amendment.round, key=key, withdrawn=amendment.withdrawn)
    return replace(change, evidence=evidence)


def not_lowered(change: Change) -> Change:
    """Returns a regraded mark with the points from before if it would fall (就高), otherwise unchanged.

    A dropped item, which is worth nothing any more, doesn't fall; an item without a mark waits for a person.
    """
    before, after = change.before, change.after
    if before is None or after is None or after >= before or not change.worth:
        return change
    reason = f"{change.reason}；重判不降分，保留 {plain(before)} 分（重判为 {plain(after)} 分）"
    return replace(change, after=before, cause=Cause.NOT_LOWERED, reason=reason)


def regraded(paper_item: PaperItem, entry: Entry, mark: Mark, keys: tuple[str, str], reason: str) -> Change:
    """Returns the new mark of a corrected item; ``keys`` are the digests of the old and the new key."""
    before = entry.change
    evidence = evidence_of(mark, before.evidence.submission, before.evidence.paper_digest)
    change = replace(
        before,
        worth=mark.worth,
        before=before.after,
        after=mark.earned,
        cause=Cause.REGRADED,
        reason=reason,
        evidence=replace(evidence, key_before=keys[0]),
    )
    return with_correction(change, paper_item, keys[1])
