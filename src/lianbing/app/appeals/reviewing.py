"""appeal review: another person looks again; a changed mark becomes an entry of the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.app.appeals.holdings import (
    day_given,
    published_assessment,
    register_with,
    result_of,
)
from lianbing.app.drills.recording import given_reason
from lianbing.app.periods.recording import record_event
from lianbing.app.workspace import Workspace
from lianbing.domain.appeals.contents import AppealedMark, AppealReview, ReviewOutcome
from lianbing.domain.appeals.permitting import against_marks, against_reviewer, against_step
from lianbing.domain.appeals.register import Appeal, AppealState
from lianbing.domain.appeals.rules import Involvement, Reviewing
from lianbing.domain.appeals.subjects import find_mark, marks_about, ratings_about
from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.kernel.decimals import ZERO, plain
from lianbing.domain.ledger.corrections import with_correction
from lianbing.domain.ledger.ledger import Cause, Change, Entry, chain, rests_on
from lianbing.domain.marking.marks import is_mark
from lianbing.domain.reviewing.rounds import RawMark, ReviewStep
from lianbing.errors import AgainstRules, NothingToDo, WrongUsage
from lianbing.store.records import Records
from lianbing.wire.corrections import key_digest

_SETTLING = (ReviewStep.AGAIN, ReviewStep.SETTLE)
"""What others had marked before was looked at again."""


@dataclass(frozen=True, kw_only=True)
class ReviewGiven:
    """What a reviewer found: ``marks`` are items (id or number on the paper) with their new points.

    ``reviewer`` is who looked again, the current user where it is empty.
    """

    appeal: str
    outcome: ReviewOutcome
    reason: str
    marks: tuple[tuple[str, Decimal], ...] = ()
    reviewer: str = ""
    on: str = ""


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """The recorded review, and the entries of the ledger that it made."""

    employee: str
    period: str
    scheme: str
    content: AppealReview
    entries: tuple[Entry, ...]


def review_appeal(workspace: Workspace, given: ReviewGiven) -> Reviewed:
    """Records a review, and each changed mark in the ledger; the published result stays until it is published again.

    Raises:
        WrongUsage: no reason, a wrong day, points that can't be. UnknownReference: no such appeal or item.
        AgainstRules: the appeal is in another state, the reviewer had to do with it, or a mark would fall.
        NothingToDo: an item has not been graded. DataChanged: the published assessment is not kept as it was.
    """
    reason, on = given_reason(given.reason), day_given(workspace, given.on)
    reviewer = given.reviewer.strip() or workspace.who
    with workspace.store.writing() as records:
        register = register_with(records, given.appeal)
        appeal = register.appeal(given.appeal)
        published = register.publication_of(appeal)
        reviewing = published.content.rules.reviewing
        _refuse(against_step(appeal, (AppealState.ACCEPTED,), on, "复核"))
        result = result_of(published_assessment(records, register, published), appeal.employee)
        involved = _involved(records, register.period, appeal, result)
        _refuse(against_reviewer(reviewing, reviewer, involved))
        changes = _changes(records, appeal, result, given, reviewing)
        entries = chain(
            [_appealed(change, appeal.id, reason) for change in changes],
            reviewer,
            workspace.now(),
            records.ledger.last(),
        )
        records.ledger.append(entries)
        content = AppealReview(
            appeal=appeal.id,
            on=on,
            reviewer=reviewer,
            outcome=given.outcome,
            marks=tuple(_recorded(entry) for entry in entries),
        )
        record_event(workspace, records, register.period, content, reason=reason, employee=appeal.employee)
    return Reviewed(
        employee=appeal.employee,
        period=register.period,
        scheme=published.content.scheme,
        content=content,
        entries=entries,
    )


def _refuse(why: str) -> None:
    if why:
        raise AgainstRules(why)


def _involved(
    records: Records, period: str, appeal: Appeal, result: PersonResult
) -> dict[Involvement, tuple[str, ...]]:
    """Who had to do with the marks and ratings that the appeal is about, and with the appeal itself."""
    subject = appeal.filing.content.subject
    marks = marks_about(result, subject)
    about = {(mark.paper, mark.item) for mark in marks}
    papers = sorted({paper for paper, _ in about})
    entries = [
        entry
        for paper in papers
        for entry in records.ledger.of_paper(paper)
        if (paper, entry.change.item) in about and entry.change.cause.is_by_person
    ]
    rated = ratings_about(result, subject)
    raters = [rating.by for rating in records.ratings.all(period) if rating.sequence in rated]
    first = [entry.by for entry in entries if entry.change.before is None]
    later = [entry.by for entry in entries if entry.change.before is not None]
    blind = _blind_marks(records, marks)
    markers = [mark.marker for mark in blind if mark.step not in _SETTLING]
    settlers = [mark.marker for mark in blind if mark.step in _SETTLING]
    return {
        Involvement.MARKED: tuple(dict.fromkeys((*markers, *first, *raters))),
        Involvement.SETTLED: tuple(dict.fromkeys((*settlers, *later))),
        Involvement.FILED: (appeal.filing.event.by,),
        Involvement.ACCEPTED: (appeal.acceptance.event.by,) if appeal.acceptance else (),
    }


def _blind_marks(records: Records, marks: tuple[MarkedItem, ...]) -> list[RawMark]:
    """Every mark that anybody gave the answers, counting or not."""
    about = {(mark.paper, mark.item) for mark in marks}
    return [
        given
        for drill in sorted({mark.drill for mark in marks})
        for answer, all_given in records.reviews.marks(drill).items()
        if (answer.paper, answer.item) in about
        for given in all_given
    ]


def _changes(
    records: Records, appeal: Appeal, result: PersonResult, given: ReviewGiven, reviewing: Reviewing
) -> list[Change]:
    """The changes of marks, checked all before any is made."""
    about = marks_about(result, appeal.filing.content.subject)
    changes = [_change(records, about, result, item, points) for item, points in given.marks]
    figures = {change.item: (change.before, change.after or ZERO) for change in changes}
    if len(figures) < len(changes):
        raise WrongUsage("同一道题写了两个得分：只留一个 --mark")
    _refuse(against_marks(given.outcome, figures, reviewing))
    return changes


def _change(
    records: Records, about: tuple[MarkedItem, ...], result: PersonResult, item: str, points: Decimal
) -> Change:
    """The new mark of an item that the appeal is about, from its mark of now."""
    mark = find_mark(replace(result, marks=about), item)
    issued = records.drills.paper(mark.paper)
    asked = next((each for each in issued.corrected.items if each.item.id == mark.item), None) if issued else None
    if asked is None or asked.withdrawn:
        raise WrongUsage(f"题 {mark.item} 已经作废，或不在卷上了：不能改分")
    if not is_mark(points, asked.worth):
        raise WrongUsage(f"题 {mark.item} 的得分要在 0 到 {plain(asked.worth)} 之间，最多两位小数")
    current = records.ledger.current(mark.paper).get(mark.item)
    submission = records.submissions.current_for(mark.paper)
    if current is None or submission is None or not rests_on(current, submission.digest):
        raise NothingToDo(f"题 {mark.item} 的答卷还没有判过：先运行 lianbing grade {mark.drill}")
    change = replace(current.change, before=current.change.after, after=points)
    return with_correction(change, asked, key_digest(asked.item.key)) if asked.amended else change


def _appealed(change: Change, appeal: str, reason: str) -> Change:
    evidence = replace(change.evidence, marks=None, appeal=appeal)
    return replace(change, cause=Cause.APPEALED, reason=f"申诉 {appeal}：{reason}", evidence=evidence)


def _recorded(entry: Entry) -> AppealedMark:
    change = entry.change
    return AppealedMark(
        drill=change.drill,
        item=change.item,
        before=change.before,
        after=change.after or ZERO,
        entry=entry.sequence,
    )
