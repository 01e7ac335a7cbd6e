"""Audits of blind marks against rounds, papers and the ledger; each returns sentences on contradictions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from lianbing.domain.ledger.ledger import Cause, Entry
from lianbing.domain.marking.marks import is_mark
from lianbing.domain.reviewing.rounds import RawMark, ReviewRound, ReviewStep

REMEDY = "请从备份核对"


def unfounded_marks(
    marks: Iterable[RawMark], rounds: Mapping[int, ReviewRound], papers: Collection[str]
) -> Iterator[str]:
    """Reports marks of people who were not asked, of papers that were never issued, or with impossible points.

    Args:
        marks: all marks that can be read.
        rounds: all rounds that can be read, by number.
        papers: the ids of all papers, withdrawn ones too.
    """
    for mark in marks:
        review_round = rounds.get(mark.round)
        marker = review_round.marker(mark.marker) if review_round else None
        is_founded = review_round is not None and review_round.drill == mark.drill and marker is not None
        knows_paper = mark.step is ReviewStep.TRAINING or mark.answer.paper in papers
        if not (is_founded and knows_paper and is_mark(mark.earned, mark.worth)):
            yield f"评分记录第 {mark.sequence} 条没有依据：它的轮次、评分人、试卷或得分对不上，{REMEDY}"


def contradicted_entries(entries: Iterable[Entry], marks: Mapping[int, RawMark]) -> Iterator[str]:
    """Reports entries whose points lie outside the marks that they rest on, or whose marks are gone or another's.

    Only points that people gave in a round rest on marks; an appeal or a corrected key is a reason of its own.
    """
    for entry in entries:
        change = entry.change
        if change.evidence.marks is None or change.cause not in (Cause.MARKED, Cause.REVIEWED) or change.after is None:
            continue
        matches = [mark for number in change.evidence.marks if (mark := marks.get(number))]
        answer = (change.paper, change.item, change.evidence.submission)
        theirs = {(mark.answer.paper, mark.answer.item, mark.answer.submission) for mark in matches}
        earned = [mark.earned for mark in matches]
        is_whole = len(matches) == len(change.evidence.marks) and theirs == {answer}
        if not is_whole or not min(earned) <= change.after <= max(earned):
            yield f"台账第 {entry.sequence} 条同它依据的评分记录对不上：评分记录被删改过，{REMEDY}"
