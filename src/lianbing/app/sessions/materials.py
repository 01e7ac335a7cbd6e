"""The materials of a session as files: documents for Word and as PDF, and the slides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from lianbing.app.sessions.clauses_on_slides import clauses_on_slides
from lianbing.domain.kernel.progress import Progress
from lianbing.domain.workbook import Workbook
from lianbing.errors import PackageMissing, PrinterAbsent
from lianbing.files import write_if_changed
from lianbing.printing.as_pdf import document_pdf
from lianbing.printing.as_word import document_docx
from lianbing.printing.blocks import PaperDocument
from lianbing.sessions.documents.case_sheets import case_sheets, cases_of
from lianbing.sessions.documents.handout import handout
from lianbing.sessions.documents.quizzes import FORM_A, FORM_B, answers_document, quiz_paper
from lianbing.sessions.documents.sign_in import sign_in_sheet
from lianbing.sessions.documents.trainer_notes import TrainerBackground, trainer_notes
from lianbing.sessions.reading import SessionFiles
from lianbing.sessions.slides.deck import write_deck
from lianbing.wire.sessions.prepared import PreparedSession

_DECK = "幻灯片"


class SessionMaterial(StrEnum):
    """What is made for a session."""

    SLIDES = "slides"
    HANDOUT = "handout"
    QUIZZES = "quizzes"
    SIGN_IN = "sign-in"
    CASES = "cases"
    NOTES = "notes"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _LABELS[self]


_LABELS = {
    SessionMaterial.SLIDES: "幻灯片",
    SessionMaterial.HANDOUT: "讲义",
    SessionMaterial.QUIZZES: "测验甲卷、乙卷和答案",
    SessionMaterial.SIGN_IN: "签到表",
    SessionMaterial.CASES: "分组案例单",
    SessionMaterial.NOTES: "教师用书",
}
_STEMS: Mapping[SessionMaterial, tuple[str, ...]] = {
    SessionMaterial.HANDOUT: ("讲义",),
    SessionMaterial.QUIZZES: ("测验-甲卷", "测验-乙卷", "测验-答案与讲评"),
    SessionMaterial.SIGN_IN: ("签到表",),
    SessionMaterial.CASES: ("分组案例单",),
    SessionMaterial.NOTES: ("教师用书",),
}
"""The names of the documents of a material, without ending."""


class MaterialFolder:
    """Writes materials and keeps account: what was written, what to know, and in sentences what could not be made."""

    def __init__(
        self, workbook: Workbook, files: SessionFiles, prepared: PreparedSession, background: TrainerBackground
    ) -> None:
        self._workbook, self._files, self._prepared, self._background = workbook, files, prepared, background
        self._folder = files.folder.materials
        self._has_printer = True
        self.written: list[Path] = []
        self.notes: list[str] = []
        self.missing: list[str] = []

    def make(self, materials: Sequence[SessionMaterial], progress: Progress) -> None:
        """Writes each of them, and takes away what an earlier packing wrote and this one has no more."""
        for done, material in enumerate(wanted := [*dict.fromkeys(materials)]):
            progress.step("写材料", done, len(wanted))
            if material is SessionMaterial.SLIDES:
                self._make_slides()
                continue
            documents = dict(zip(_STEMS[material], self._documents(material), strict=False))
            for stem in _STEMS[material]:
                self._write(stem, documents.get(stem))
        progress.step("写材料", len(wanted), len(wanted))

    def _documents(self, material: SessionMaterial) -> Iterator[PaperDocument]:
        prepared, forms = self._prepared, self._prepared.plan.forms
        match material:
            case SessionMaterial.HANDOUT:
                yield handout(prepared, self._workbook)
            case SessionMaterial.QUIZZES if forms.a:
                yield quiz_paper(prepared, FORM_A, forms.a)
                yield quiz_paper(prepared, FORM_B, forms.b)
                yield answers_document(prepared, self._background.balance)
            case SessionMaterial.SIGN_IN:
                people = self._files.people.people if self._files.people else ()
                damaged = self._files.faults_of(self._files.folder.people)
                self.missing += [f"签到表上没有人，只有空行。{fault}" for fault in damaged]
                if not people and not damaged:
                    self.notes.append("没有名单，签到表只有空行：session plan 写的 people.json 不在，或里面没有人")
                yield sign_in_sheet(prepared, people)
            case SessionMaterial.CASES if cases_of(prepared.plan):
                yield case_sheets(prepared)
            case SessionMaterial.NOTES:
                yield trainer_notes(prepared, self._background)

    def _write(self, stem: str, document: PaperDocument | None) -> None:
        word, pdf = (self._folder / f"{stem}.{ending}" for ending in ("docx", "pdf"))
        printed = self._pdf(document) if document else None
        for path, content in ((word, document_docx(document) if document else None), (pdf, printed)):
            if content is None:
                path.unlink(missing_ok=True)
            else:
                write_if_changed(path, content)
                self.written.append(path)

    def _pdf(self, document: PaperDocument) -> bytes | None:
        if not self._has_printer:
            return None
        try:
            return document_pdf(document)
        except PrinterAbsent as error:
            self._has_printer = False
            self.notes.append(f"只写了 .docx，没有 PDF。{error.message}")
            return None

    def _make_slides(self) -> None:
        try:
            clauses = clauses_on_slides(self._workbook, self._prepared.plan.clauses)
            write_deck(self._prepared, self._folder / _DECK, clauses)
        except PackageMissing as error:
            self.missing.append(error.message)
            return
        self.written.append(self._folder / _DECK / "index.html")
