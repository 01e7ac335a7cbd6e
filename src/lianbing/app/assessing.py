"""assess: a period's marks → the assessment and its reports."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.auditing import verify_ledger
from lianbing.app.gathering import Gathered, gather
from lianbing.app.periods.recording import record_event
from lianbing.app.workspace import Workspace
from lianbing.domain.assessment.assessment import Assessment, ResultState
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.events import Assessing
from lianbing.domain.assessment.schemes import Scheme, usual_scheme
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.ledger import GENESIS
from lianbing.errors import NothingToDo, UnknownReference, WrongUsage
from lianbing.grading.jobs import MARKED_PAGE
from lianbing.reports.files import write_reports
from lianbing.store.records import Records


@dataclass(frozen=True)
class Assessed:
    """An assessment and the reports that were written."""

    assessment: Assessment
    files: tuple[Path, ...]


def assess_period(workspace: Workspace, period_code: str, scheme_id: str = "") -> Assessed:
    """Computes the assessment of a period by its scheme, stores it and writes the reports.

    Raises:
        WrongUsage: not a period, or a scheme of another span. UnknownReference: no scheme fits.
        NothingToDo: no source has anybody for this period.
        DataChanged: the ledger, or data behind its marks, was tampered with.
    """
    period = Period.parse(period_code)
    scheme = _scheme(workspace, period, scheme_id)
    verify_ledger(workspace)
    with workspace.store.writing() as records:
        assessment = _assessment(records, period, scheme, workspace.now())
        records.assessments.add(assessment)
        record_event(workspace, records, period.code, _summary(assessment))
    return Assessed(assessment, _reports(workspace, assessment))


def rebuild_reports(workspace: Workspace, period_code: str) -> Assessed:
    """Writes the reports of the newest assessment again from the stored assessment.

    Raises:
        NothingToDo: there is no assessment. DataChanged: it, or data behind it, was changed since.
    """
    period = Period.parse(period_code)
    verify_ledger(workspace)
    with workspace.store.transaction() as records:
        kept = records.assessments.newest(period.code)
    if kept is None:
        raise NothingToDo(f"{period.title}还没有考评过：先运行 lianbing assess {period.code}")
    return Assessed(kept, _reports(workspace, kept))


def _summary(assessment: Assessment) -> Assessing:
    return Assessing(
        scheme=assessment.scheme.id,
        people=len(assessment.results),
        complete=sum(result.state is ResultState.COMPLETE for result in assessment.results),
    )


def _scheme(workspace: Workspace, period: Period, scheme_id: str) -> Scheme:
    schemes = workspace.workbook.schemes
    if scheme_id:
        if scheme_id not in schemes:
            raise UnknownReference(f"没有考评方案 {scheme_id}：grading/schemes/ 里有 {'、'.join(schemes)}")
        return _of_span(schemes[scheme_id], period)
    usual = usual_scheme(schemes.values(), period.span)
    if usual is None:
        names = "、".join(scheme.id for scheme in schemes.values() if scheme.span is period.span) or "没有合适的"
        raise UnknownReference(f"{period.title}要指定考评方案（--scheme）：{names}")
    return usual


def _of_span(scheme: Scheme, period: Period) -> Scheme:
    """Returns the scheme if it is for periods of this length; raises WrongUsage otherwise."""
    if scheme.span is not period.span:
        raise WrongUsage(
            f"方案 {scheme.id} 是按{scheme.span.label}考评的（periods: {scheme.span}），不能用在{period.title}上："
            f"换一个 periods: {period.span} 的方案，或改考评期"
        )
    return scheme


def _assessment(records: Records, period: Period, scheme: Scheme, made_at: str) -> Assessment:
    gathered = gather(records, period, scheme)
    if not gathered.candidates:
        raise NothingToDo(_nothing(records, period, scheme, gathered))
    last = records.ledger.last()
    return Assessment(
        period=period,
        made_at=made_at,
        scheme=scheme,
        drills={drill.id: drill.title for drill in gathered.drills},
        results=assess(scheme, gathered.candidates),
        basis=gathered.basis,
        ledger_sequence=last.sequence if last else 0,
        ledger_digest=last.digest if last else GENESIS,
        earlier=gathered.earlier,
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
    return f"{period.title}（{period.code}）没有发过练兵：先运行 lianbing drill issue"


def _reports(workspace: Workspace, assessment: Assessment) -> tuple[Path, ...]:
    folder = workspace.data / "reports" / assessment.period.code
    pages = {
        mark.paper: workspace.run_folder(mark.drill, mark.paper) / MARKED_PAGE
        for result in assessment.results
        for mark in result.marks
    }
    links = {paper: Path(os.path.relpath(page, folder)).as_posix() for paper, page in pages.items() if page.exists()}
    return write_reports(assessment, folder, links)
