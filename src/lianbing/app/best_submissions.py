"""取高: of several submissions of a paper the one with most points counts, where the drill says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lianbing.app.drills.recording import record
from lianbing.app.originals import original
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.counting import comparable
from lianbing.domain.drills.events import Subject, SubmissionChoice
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.submissions import StoredSubmission
from lianbing.domain.drills.terms import CountingRule
from lianbing.domain.kernel.decimals import plain
from lianbing.grading.assignments import grade_here
from lianbing.wire.submissions import receipt


@dataclass(frozen=True)
class _Several:
    """A paper with several submissions of which the points have not been compared yet."""

    issued: IssuedPaper
    submissions: tuple[StoredSubmission, ...]


def choose_best(workspace: Workspace, drill_id: str) -> None:
    """Records for each paper with several submissions which one has most points; of equal ones the later.

    What waits for a person gives no points yet; a person may choose otherwise (``drill choose``).

    Raises:
        StoreFault: an original is missing or was changed.
    """
    for several in _to_compare(workspace, drill_id):
        points = {each.digest: _points(workspace, several.issued, each.digest) for each in several.submissions}
        best = max(reversed(several.submissions), key=lambda each: points[each.digest])
        shown = "，".join(f"{receipt(digest)} {plain(earned)} 分" for digest, earned in points.items())
        paper = several.issued.paper
        with workspace.store.writing() as records:
            subject = Subject(paper=paper.id, employee=several.issued.person.id)
            choice = SubmissionChoice(best.digest, tuple(sorted(points)))
            record(workspace, records, drill_id, choice, f"取高：{shown}", subject)


def _to_compare(workspace: Workspace, drill_id: str) -> list[_Several]:
    with workspace.store.transaction() as records:
        decided = records.events.in_force(drill_id)
        if decided.terms.counts is not CountingRule.BEST:
            return []
        closed_at = decided.closed.at if decided.closed else ""
        undecided = {
            paper: comparable(each, closed_at)
            for paper, each in records.submissions.counted(drill_id).items()
            if not (each.is_chosen or each.is_compared)
        }
        several = {paper: those for paper, those in undecided.items() if len(those) > 1}
        papers = records.drills.each_paper(drill_id, only=several) if several else ()
        return [_Several(issued, several[issued.paper.id]) for issued in papers]


def _points(workspace: Workspace, issued: IssuedPaper, submission: str) -> Decimal:
    """The points that the function of the grading notebook gives, without what waits for a person."""
    marked = grade_here(issued.corrected, original(workspace, submission))
    return sum((mark.earned for mark in marked.marks if mark.earned is not None), Decimal(0))
