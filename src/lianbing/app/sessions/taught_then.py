"""讲过以后: what became of the clauses of a session in drills, and in warm-up quizzes of later sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lianbing.app.analysing.gathering import SourceChoice, gather
from lianbing.app.sessions.moments import Moments, held_at, is_exit
from lianbing.app.sessions.session_files import all_sessions, day_of
from lianbing.app.workspace import Workspace
from lianbing.domain.sessions.answers import AnswerSource, GatheredAnswer
from lianbing.domain.sessions.taught import (
    TOGETHER,
    PairedShare,
    SharePairs,
    TaughtClause,
    TaughtThen,
    counts_before,
    share_pairs,
    sittings_that_asked,
)
from lianbing.domain.workbook import Workbook
from lianbing.errors import UnknownReference
from lianbing.psychometrics.gains import paired_change
from lianbing.sessions.reading import SessionFiles

_NOT_HELD = "还没有办过，没有什么可比"
_NO_LATER = "办过以后还没有练兵考过这些条款"
_NO_EARLIER = "办以前没有练兵考过这些条款"
_ALL = "这几条合起来"


def taught_then(workspace: Workspace, session: str) -> TaughtThen:
    """What became of one session.

    Raises:
        UnknownReference: there is no such session.
    """
    sessions = all_sessions(workspace)
    own = next((files for files in sessions if files.folder.id == session), None)
    if own is None:
        raise UnknownReference(f"没有 {session} 这次培训：先运行 lianbing session plan {session}")
    answers = gather(workspace, SourceChoice()).answers
    return Aftermath(workspace.workbook, Moments.read(workspace, sessions), answers).of(own)


@dataclass(frozen=True)
class Aftermath:
    """All answers, and when each sitting was, so that what came before a session is told from what came after."""

    workbook: Workbook
    moments: Moments
    answers: Sequence[GatheredAnswer]

    def of(self, files: SessionFiles) -> TaughtThen:
        """What became of a session."""
        plan, present = files.plan, {one.number for one in files.held.present if one.number}
        title = plan.title if plan else files.folder.id
        empty = TaughtThen(session=files.folder.id, title=title, date=day_of(files), present=len(present))
        if plan is None or not files.held.present:
            return _without(empty, _NOT_HELD)
        moment = held_at(files)
        until = {clause: self.moments.taught_again(files, clause) for clause in plan.clauses}
        before = [each for each in self.answers if counts_before(each) and self.moments.of(each) < moment]
        after = [each for each in self.answers if self._is_after(each, moment, until)]
        if not after:
            return _without(empty, _NO_LATER)
        if sittings_that_asked(before, plan.clauses) == ():
            return _without(empty, _NO_EARLIER)
        absent = {each.id for each in files.people.people} - present if files.people else set[str]()
        return TaughtThen(
            session=empty.session,
            title=title,
            date=empty.date,
            present=empty.present,
            clauses=tuple(
                TaughtClause(
                    clause=clause,
                    title=self._title(clause),
                    present=_share(share_pairs(before, after, meant, present)),
                    absent=_share(share_pairs(before, after, meant, absent)),
                    sittings=sittings_that_asked(after, meant),
                )
                for clause, meant in ((TOGETHER, plan.clauses), *((each, (each,)) for each in plan.clauses))
            ),
        )

    def _title(self, clause: str) -> str:
        basis = self.workbook.find_basis(clause)
        return _ALL if clause == TOGETHER else basis.title if basis else clause

    def _is_after(self, answer: GatheredAnswer, moment: datetime, until: Mapping[str, datetime]) -> bool:
        """Whether an answer shows what was left of a session at ``moment``, before its clause was taught again."""
        if answer.source is AnswerSource.RECORD or is_exit(answer):
            return False
        return any(moment < self.moments.of(answer) <= until.get(clause, moment) for clause in answer.rests_on)


def _without(then: TaughtThen, why_not: str) -> TaughtThen:
    return TaughtThen(session=then.session, title=then.title, date=then.date, present=then.present, why_not=why_not)


def _share(both: SharePairs) -> PairedShare:
    """Means and the change with its interval, in shares from 0 to 1."""
    estimate = paired_change(both.pairs, both.step)
    low, high = (
        (None, None)
        if estimate.low is None or estimate.high is None
        else (max(estimate.low, -1.0), min(estimate.high, 1.0))
    )
    return PairedShare(
        people=len(both.pairs),
        only_before=both.only_before,
        only_after=both.only_after,
        before=_mean(before for before, _ in both.pairs) if both.pairs else None,
        after=_mean(after for _, after in both.pairs) if both.pairs else None,
        change=estimate.value,
        low=low,
        high=high,
        why_not=estimate.why_not,
    )


def _mean(values: Iterable[float]) -> float:
    own = [*values]
    return sum(own) / len(own)
