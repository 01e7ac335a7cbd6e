"""assess: a period's marks → the assessment and its reports."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lianbing.app.auditing import verify_ledger
from lianbing.app.certainty.adding import with_certainty
from lianbing.app.gathering import Gathered, gather
from lianbing.app.periods.outdated import outdated
from lianbing.app.periods.recording import record_event
from lianbing.app.periods.scheme_changes import Acceptance, accepted_change, compare_schemes
from lianbing.app.reporting.choosing import ReportsAsked
from lianbing.app.reporting.writing import WrittenReports, kept_assessment, write_reports
from lianbing.app.workspace import Workspace
from lianbing.domain.assessment.assessment import Assessment, ResultState
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.events import Assessing
from lianbing.domain.assessment.scheme_changes import ResultChange, SchemeComparison, result_changes
from lianbing.domain.assessment.schemes import Scheme, usual_scheme
from lianbing.domain.assessment.sources import RatingSource
from lianbing.domain.kernel.periods import Period, Span
from lianbing.domain.ledger.ledger import GENESIS
from lianbing.errors import NothingToDo, UnknownReference, WrongUsage
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """An assessment and its reports, which a preview has none of.

    ``outdated`` has a sentence for each older result that it rests on.
    ``comparison`` is there where the scheme is not what it was, ``changes`` are the people whose results are others
    than those of the last assessment of the period by the same scheme.
    """

    assessment: Assessment
    reports: WrittenReports | None = None
    outdated: tuple[str, ...] = ()
    comparison: SchemeComparison | None = None
    changes: tuple[ResultChange, ...] = ()


def assess_period(
    workspace: Workspace, period_code: str, scheme_id: str = "", acceptance: Acceptance | None = None
) -> Assessed:
    """Computes the assessment of a period by its scheme, stores it and writes the reports.

    Raises:
        WrongUsage: not a period, or a scheme of another span. UnknownReference: no scheme fits.
        NothingToDo: no source has anybody for this period.
        DataChanged: the ledger, or data behind its marks, was tampered with.
        SchemeDiffers: the scheme is not what it was at the last assessment, and that was not accepted.
    """
    period, scheme = _asked(workspace, period_code, scheme_id)
    verify_ledger(workspace)
    with workspace.store.writing() as records:
        made = _made(records, period, scheme, workspace)
        accepted = accepted_change(made.comparison, acceptance or Acceptance(), made.assessment)
        if accepted and acceptance:
            record_event(workspace, records, period.code, accepted, reason=acceptance.why.strip())
        records.assessments.add(made.assessment)
        record_event(workspace, records, period.code, _summary(made.assessment))
    return replace(made, reports=write_reports(workspace, made.assessment, ReportsAsked()))


def preview_period(workspace: Workspace, period_code: str, scheme_id: str = "") -> Assessed:
    """What :func:`assess_period` would make; writes nothing, neither results nor reports."""
    period, scheme = _asked(workspace, period_code, scheme_id)
    verify_ledger(workspace)
    with workspace.store.transaction() as records:
        return _made(records, period, scheme, workspace)


def _summary(assessment: Assessment) -> Assessing:
    return Assessing(
        scheme=assessment.scheme.id,
        people=len(assessment.results),
        complete=sum(result.state is ResultState.COMPLETE for result in assessment.results),
    )


def rebuild_reports(workspace: Workspace, period_code: str, scheme_id: str = "") -> Assessed:
    """Writes the reports of the newest assessment, of one scheme or of any, again from the stored assessment.

    Raises:
        NothingToDo: there is no assessment. DataChanged: it, or data behind it, was changed since.
    """
    kept = kept_assessment(workspace, period_code, scheme_id)
    return Assessed(assessment=kept, reports=write_reports(workspace, kept, ReportsAsked()))


def _asked(workspace: Workspace, period_code: str, scheme_id: str) -> tuple[Period, Scheme]:
    """The period, and the scheme of that name or the usual one, which knows whether it is the usual one."""
    period, schemes = Period.parse(period_code), workspace.workbook.schemes
    usual = usual_scheme(schemes.values(), period.span)
    if scheme_id and scheme_id not in schemes:
        raise UnknownReference(f"没有考评方案 {scheme_id}：grading/schemes/ 里有 {'、'.join(schemes)}")
    scheme = _of_span(schemes[scheme_id], period) if scheme_id else usual
    if scheme is None:
        names = "、".join(each.id for each in schemes.values() if each.span is period.span) or "没有合适的"
        raise UnknownReference(f"{period.title}要指定考评方案（--scheme）：{names}")
    return period, replace(scheme, is_default=usual is None or scheme.id == usual.id)


def _of_span(scheme: Scheme, period: Period) -> Scheme:
    """Returns the scheme if it is for periods of this length; raises WrongUsage otherwise."""
    if scheme.span is not period.span:
        raise WrongUsage(
            f"方案 {scheme.id} 是按{scheme.span.label}考评的（periods: {scheme.span}），不能用在{period.title}上："
            f"换一个 periods: {period.span} 的方案，或改考评期"
        )
    return scheme


def _made(records: Records, period: Period, scheme: Scheme, workspace: Workspace) -> Assessed:
    """The assessment, not stored yet, beside what was kept before."""
    gathered = gather(records, period, scheme)
    if not gathered.candidates:
        raise NothingToDo(_nothing(records, period, scheme, gathered))
    last = records.ledger.last()
    assessment = Assessment(
        period=period,
        made_at=workspace.now(),
        scheme=scheme,
        drills={drill.id: drill.title for drill in gathered.drills},
        results=assess(scheme, gathered.candidates),
        basis=gathered.basis,
        ledger_sequence=last.sequence if last else 0,
        ledger_digest=last.digest if last else GENESIS,
        earlier=gathered.earlier,
    )
    kept = records.assessments.newest(period.code, scheme.id)
    return Assessed(
        assessment=with_certainty(assessment, gathered.kept, workspace.workbook.syllabus),
        outdated=outdated(records, gathered.kept),
        comparison=compare_schemes(records, period, scheme, assessment.results),
        changes=result_changes(kept.results, assessment.results) if kept else (),
    )


def _nothing(records: Records, period: Period, scheme: Scheme, gathered: Gathered) -> str:
    """Explains why there is nobody to assess and what to do about it."""
    if gathered.absent:
        first = gathered.absent[0].code
        absent = "、".join(part.title for part in gathered.absent)
        return f"方案 {scheme.id} 要用的{absent}还没有考评过：先运行 lianbing assess {first}"
    others = "、".join(f"{drill.id}（{drill.kind}）" for drill in records.drills.within(period))
    if others:
        return f"{period.title}发过的练兵里，没有方案 {scheme.id} 要算的类别：有 {others}，检查方案的 sources"
    if all(isinstance(source, RatingSource) for source in scheme.sources):
        command = "month" if period.span is Span.MONTH else "table"
        return f"{period.title}（{period.code}）没有录入过评定：先运行 lianbing rating {command} {period.code} 文件"
    return f"{period.title}（{period.code}）没有发过练兵：先运行 lianbing drill issue"
