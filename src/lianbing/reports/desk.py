"""The desk of a report's notebook: the assessment, who is asked for, and the folder for what it writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.background import Background
from lianbing.errors import PrinterAbsent, UnknownReference, WrongUsage
from lianbing.files import write_whole
from lianbing.naming import NO_UNIT, unit_stems
from lianbing.printing.blocks import PaperDocument
from lianbing.reports.figures import by_rank
from lianbing.reports.files import person_stems
from lianbing.wire.assessments import assessment_from_json, assessment_to_json
from lianbing.wire.background import background_from_json, background_to_json
from lianbing.wire.canonical import canonical

ASSESSMENT, BACKGROUND = "assessment.json", "background.json"
"""The files that a notebook reads."""
WRITTEN, NOTES = "报告", "notes.txt"
"""The folder that it writes into, and what the person who asked for the reports has to be told."""
DOCX, PDF = "docx", "pdf"


@dataclass(frozen=True, kw_only=True)
class ReportDesk:
    """What a notebook works with. ``units`` and ``people``, by number, are those asked for; empty means all."""

    folder: Path
    assessment: Assessment
    background: Background = field(default_factory=Background)
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """The title of the period."""
        return self.assessment.period.title

    @property
    def results(self) -> tuple[PersonResult, ...]:
        """The people who are asked for, from the first rank on."""
        return tuple(
            result
            for result in by_rank(self.assessment.results)
            if (not self.units or unit_of(result) in self.units)
            and (not self.people or result.employee.id in self.people)
        )

    @property
    def units_asked(self) -> tuple[str, ...]:
        """The units that are asked for, in the order of the roster."""
        return tuple(unit for unit in units_of(self.assessment.results) if not self.units or unit in self.units)

    @cached_property
    def unit_stems(self) -> Mapping[str, str]:
        """What the files of each unit are called."""
        return unit_stems(units_of(self.assessment.results))

    @cached_property
    def person_stems(self) -> Mapping[str, str]:
        """What the files of each person are called, by employee number: 工号-姓名."""
        return person_stems([result.employee for result in self.assessment.results])

    def write(self, name: str, content: PaperDocument | str | bytes, formats: Sequence[str] = (DOCX,)) -> None:
        """Writes a file, or a document in each of the formats, whose endings are added to ``name``.

        Where this machine can't make PDFs, the document is written for Word, and a note says what to install.

        Raises:
            WrongUsage: a format that there is not, or a name that leads out of the folder of reports.
        """
        if isinstance(content, str | bytes):
            self._put(name, content.encode() if isinstance(content, str) else content)
            return
        unknown = [form for form in formats if form not in (DOCX, PDF)]
        if unknown or not formats:
            raise WrongUsage(f"没有 {'、'.join(unknown) or '空着的'} 这种格式：有 {DOCX}、{PDF}")
        pdf = self._pdf(content) if PDF in formats else None
        if pdf is not None:
            self._put(f"{name}.{PDF}", pdf)
        if DOCX in formats or pdf is None:
            from lianbing.printing.as_word import document_docx

            self._put(f"{name}.{DOCX}", document_docx(content))

    def note(self, text: str) -> None:
        """Has the person who asked for the reports told something."""
        with (self.folder / NOTES).open("a", encoding="utf-8") as file:
            file.write(text.replace("\n", " ") + "\n")

    def _pdf(self, document: PaperDocument) -> bytes | None:
        from lianbing.printing.as_pdf import document_pdf

        try:
            return document_pdf(document)
        except PrinterAbsent as error:
            self.note(error.message)
            return None

    def _put(self, name: str, content: bytes) -> None:
        place = self.folder / WRITTEN
        path = (place / name).resolve()
        if not path.is_relative_to(place.resolve()):
            raise WrongUsage(f"报告只能写在报告的文件夹里，“{name}”在外面")
        write_whole(path, content, durable=False)


def unit_of(result: PersonResult) -> str:
    """The unit of a person; who has none gets a word for that."""
    return result.employee.team.strip() or NO_UNIT


def units_of(results: Iterable[PersonResult]) -> tuple[str, ...]:
    """Every unit, in the order of the roster."""
    return tuple(dict.fromkeys(unit_of(result) for result in results))


def lay_out(folder: Path, assessment: Assessment, background: Background) -> None:
    """Puts what notebooks read into a folder."""
    write_whole(folder / ASSESSMENT, canonical(assessment_to_json(assessment)).encode(), durable=False)
    write_whole(folder / BACKGROUND, canonical(background_to_json(background)).encode(), durable=False)


def open_desk(folder: str | Path, units: Sequence[str] = (), people: Sequence[str] = ()) -> ReportDesk:
    """The desk whose files are in ``folder``, for all people or those of some units or numbers.

    Raises:
        UnknownReference: a unit or number that the assessment doesn't have. OSError, ValueError: there are no such
            files, or they are damaged.
    """
    place = Path(folder)
    desk = ReportDesk(
        folder=place,
        assessment=assessment_from_json(json.loads((place / ASSESSMENT).read_text(encoding="utf-8"))),
        background=background_from_json(json.loads((place / BACKGROUND).read_text(encoding="utf-8"))),
        units=tuple(units),
        people=tuple(people),
    )
    check_asked(desk.assessment, desk.units, desk.people)
    return desk


def check_asked(assessment: Assessment, units: Iterable[str], people: Iterable[str]) -> None:
    """Raises UnknownReference for units and numbers that the assessment doesn't have."""
    known = units_of(assessment.results)
    if strange := [unit for unit in units if unit not in known]:
        raise UnknownReference(f"{assessment.period.title}的考评里没有单位 {'、'.join(strange)}：有 {'、'.join(known)}")
    numbers = {result.employee.id for result in assessment.results}
    if strange := [number for number in people if number not in numbers]:
        raise UnknownReference(f"{assessment.period.title}的考评里没有工号 {'、'.join(strange)}")
