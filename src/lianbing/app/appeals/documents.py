"""appeal notice, register: 公示名单 and 申诉登记表 as files. The same store gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lianbing.app.appeals.holdings import published_assessment, read_register
from lianbing.app.appeals.listing import list_appeals
from lianbing.app.workspace import Workspace
from lianbing.domain.appeals.notices import indistinct, notice_lines
from lianbing.domain.appeals.register import AppealRegister, Published
from lianbing.domain.kernel.periods import Period
from lianbing.files import write_whole
from lianbing.printing.as_pdf import document_html, document_pdf
from lianbing.printing.as_word import document_docx
from lianbing.printing.blocks import PaperDocument
from lianbing.reports.appeals.notice import notice_document, notice_xlsx
from lianbing.reports.appeals.register_xlsx import register_bytes
from lianbing.reports.wording import moment

FOLDER = "公示申诉"


class DocumentFormat(StrEnum):
    """In which format a document is written."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"


@dataclass(frozen=True, kw_only=True)
class NoticeWritten:
    """The files of a public list; ``indistinct`` are people whom nobody could tell apart on it."""

    files: tuple[Path, ...]
    indistinct: tuple[str, ...]


def write_notice(
    workspace: Workspace, period_code: str, scheme: str = "", formats: Iterable[str] = (DocumentFormat.DOCX,)
) -> NoticeWritten:
    """Writes the public list of the newest publication in each of the formats.

    Raises:
        WrongUsage: no period. UnknownReference: nothing was published. PrinterAbsent: no PDF can be made here.
        DataChanged: the published assessment is not kept as it was.
    """
    with workspace.store.transaction() as records:
        register = read_register(records, period_code)
        published = register.newest(scheme)
        assessment = published_assessment(records, register, published)
    made = moment(published.step.event.at)
    document = notice_document(assessment, published.content, made)
    written = {
        each: notice_xlsx(assessment, published.content, made)
        if each is DocumentFormat.XLSX
        else as_file(document, each)
        for each in dict.fromkeys(map(DocumentFormat, formats))
    }
    stem = f"公示名单-{register.period}" + _of_several(register, published)
    files = tuple(write_document(workspace, register.period, f"{stem}.{each}", written[each]) for each in written)
    form = published.content.rules.notice
    return NoticeWritten(files=files, indistinct=indistinct(notice_lines(assessment, form), form))


def _of_several(register: AppealRegister, published: Published) -> str:
    """The scheme for the name of a file, where results of several were published."""
    schemes = {each.content.scheme for each in register.publications}
    return f"-{published.content.scheme}" if len(schemes) > 1 else ""


def write_register(workspace: Workspace, period_code: str) -> Path:
    """Writes 申诉登记表 of a period; raises WrongUsage, and UnknownReference if nothing was published."""
    listed = list_appeals(workspace, period_code)
    with workspace.store.transaction() as records:
        register = read_register(records, period_code)
    newest = register.publications[-1] if register.publications else register.newest()
    content = register_bytes(
        Period.parse(listed.period),
        listed.appeals,
        listed.publications,
        newest.content.rules,
        moment(register.changed_at),
    )
    return write_document(workspace, listed.period, f"申诉登记表-{listed.period}.xlsx", content)


def as_file(document: PaperDocument, form: DocumentFormat) -> bytes:
    """A document in a format other than Excel; raises PrinterAbsent."""
    match form:
        case DocumentFormat.PDF:
            return document_pdf(document)
        case DocumentFormat.HTML:
            return document_html(document).encode()
        case _:
            return document_docx(document)


def write_document(workspace: Workspace, period: str, name: str, content: bytes) -> Path:
    """Writes a file about publications and appeals of a period, for the user alone."""
    path = workspace.data / "reports" / period / FOLDER / name
    write_whole(path, content)
    return path
