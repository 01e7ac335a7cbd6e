"""appeal sheet: 申诉复核表 of one appeal, with the mark, its reason in the ledger, the clauses and the answer."""

from __future__ import annotations

from pathlib import Path

from lianbing.app.appeals.documents import DocumentFormat, as_file, write_document
from lianbing.app.appeals.holdings import calendar_of, published_assessment, register_with, result_of
from lianbing.app.originals import original
from lianbing.app.workspace import Workspace
from lianbing.domain.appeals.contents import SubjectKind
from lianbing.domain.appeals.register import Appeal
from lianbing.domain.appeals.subjects import marks_about
from lianbing.domain.appeals.views import view_of
from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.marked_items import PLACES, MarkedItem
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.grading.jobs import answers_to_show
from lianbing.reports.appeals.review_sheet import TITLE, AppealSheet, SheetMark, sheet_document
from lianbing.reports.wording import moment
from lianbing.store.records import Records
from lianbing.wire.submissions import read_submission


def write_sheet(workspace: Workspace, appeal_id: str, form: DocumentFormat = DocumentFormat.DOCX) -> Path:
    """Writes 申诉复核表 of an appeal as it stands.

    Raises:
        WrongUsage, UnknownReference: no such appeal. PrinterAbsent: no PDF can be made here.
        DataChanged: the published assessment is not kept as it was.
    """
    calendar = calendar_of(workspace)
    with workspace.store.transaction() as records:
        register = register_with(records, appeal_id)
        appeal = register.appeal(appeal_id)
        published = register.publication_of(appeal)
        assessment = published_assessment(records, register, published)
        result = result_of(assessment, appeal.employee)
        subject = appeal.filing.content.subject
        is_item = subject.kind is SubjectKind.ITEM
        sheet = AppealSheet(
            appeal=view_of(register, appeal, records.people.all(), calendar),
            period=assessment.period,
            scheme=assessment.scheme.title,
            published=published.content,
            marks=tuple(_sheet_mark(workspace, records, assessment, mark) for mark in _shown(result, appeal)),
            parts=() if is_item else tuple(each for each in result.parts if subject.part in ("", each.title)),
            total=_total(result),
        )
    document = sheet_document(sheet, moment(appeal.newest.at))
    return write_document(workspace, register.period, f"{TITLE}-{appeal.id}.{form}", as_file(document, form))


def _shown(result: PersonResult, appeal: Appeal) -> tuple[MarkedItem, ...]:
    """The item that the appeal is against; where it is against more, those that its review changed."""
    subject = appeal.filing.content.subject
    marks = marks_about(result, subject)
    if subject.kind is SubjectKind.ITEM:
        return marks
    changed = {mark.item for mark in appeal.review.content.marks} if appeal.review else set()
    return tuple(mark for mark in marks if mark.item in changed)


def _sheet_mark(workspace: Workspace, records: Records, assessment: Assessment, mark: MarkedItem) -> SheetMark:
    """The mark as it was published, with its entry and what the person answered."""
    entry = records.ledger.get(mark.entry) if mark.entry else None
    issued = records.drills.paper(mark.paper)
    return SheetMark(
        drill=mark.drill,
        number=mark.number,
        item=mark.item,
        worth=mark.worth,
        published=mark.earned,
        entry=mark.entry,
        cause=entry.change.cause.value if entry else "",
        by=entry.by if entry else "",
        at=entry.at[:10] if entry else "",
        reason=entry.change.reason if entry else "",
        clauses=tuple(_clause(assessment, reference) for reference in mark.clauses),
        answer=_answer(workspace, issued, mark, entry.change.evidence.submission) if entry and issued else "",
    )


def _clause(assessment: Assessment, reference: str) -> str:
    basis = assessment.basis.get(reference)
    return f"{reference} {basis.title}：{basis.text}" if basis else reference


def _answer(workspace: Workspace, issued: IssuedPaper, mark: MarkedItem, submission: str) -> str:
    """What the person wrote, as people see it."""
    answers = answers_to_show(issued.corrected, read_submission(original(workspace, submission)))
    asked = next(item for item in issued.corrected.items if item.item.id == mark.item)
    return asked.item.type.shown_answer(answers.get(mark.item))


def _total(result: PersonResult) -> str:
    if result.total is None:
        return result.state.value
    return f"总分 {result.total:.{PLACES}f}，等级 {result.level}，名次 {result.rank}"
