"""coach record: the page to sign of each person who is coached, as a Word document and as a web page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from lianbing.app.coaching.coached_people import Coached, coached
from lianbing.app.workspace import Workspace
from lianbing.content.book_files import published_at
from lianbing.domain.coaching.cases import CoachingCase
from lianbing.errors import NothingToDo
from lianbing.files import write_if_changed
from lianbing.naming import person_stem
from lianbing.reports.coaching.record import CoachingRecord
from lianbing.reports.coaching.record_docx import record_docx
from lianbing.reports.coaching.record_page import record_page

FOLDER = "辅导记录"


def write_coaching_records(workspace: Workspace, period_code: str, numbers: Collection[str] = ()) -> tuple[Path, ...]:
    """Writes the records of some people, or of all who are coached; the same events give the same bytes.

    Raises:
        NothingToDo: nobody of them is coached in this period. UnknownReference, WrongUsage: as :func:`coached`.
    """
    with workspace.store.transaction() as records:
        known = coached(workspace, records, period_code)
    people = {result.employee.id for result in known.assessment.results}
    cases = [case for case in known.cases if case.number in people and (not numbers or case.number in numbers)]
    absent = sorted({*numbers} - {case.number for case in cases})
    if absent or not cases:
        who = "、".join(absent) or "谁也"
        raise NothingToDo(f"{who} 还没有选类型：先由经理运行 coach choose")
    folder = workspace.data / "reports" / known.assessment.period.code / FOLDER
    files = []
    for case in cases:
        record = _record(workspace, known, case)
        stem = folder / person_stem(record.result.employee)
        for suffix, content in (
            (".docx", record_docx(record, _made(case))),
            (".html", record_page(record).encode()),
        ):
            files.append(stem.with_name(stem.name + suffix))
            write_if_changed(files[-1], content)
    return tuple(files)


def _record(workspace: Workspace, known: Coached, case: CoachingCase) -> CoachingRecord:
    clauses = workspace.workbook.clauses
    measures = case.plan.measures if case.plan else ()
    return CoachingRecord(
        period=known.assessment.period.title,
        result=known.subject(case.number).result,
        case=case,
        measures={name: clauses[name].wording if name in clauses else "" for name in measures},
        book=published_at(workspace.root),
    )


def _made(case: CoachingCase) -> datetime:
    """The time of the last event, UTC without a zone."""
    last = case.followed or case.planned or case.chosen
    return datetime.fromisoformat(last.at).astimezone(UTC).replace(tzinfo=None)
