"""drill print: papers to print, with answer sheets, and a key edition for HR alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from lianbing.app.drills.choosing import ChosenPapers, PeopleChosen, chosen_papers
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.drills.printed.paper import PrintedPaper, key_edition, printed_paper
from lianbing.drills.tokens import check_code
from lianbing.files import write_if_changed
from lianbing.naming import person_stem, unit_stems

PAPERS, KEYS = "纸质卷", "答案卷（仅供人事）"


class PaperFormat(StrEnum):
    """The format of a printed paper, which is the ending of its file."""

    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, kw_only=True)
class PrintOptions:
    """What is printed. ``minutes`` stand in place of those that the people chosen have by the drill's records."""

    people: PeopleChosen = field(default_factory=PeopleChosen)
    formats: tuple[PaperFormat, ...] = (PaperFormat.DOCX,)
    minutes: int | None = None
    is_large: bool = False
    is_key: bool = False


@dataclass(frozen=True, kw_only=True)
class PrintOutcome:
    """The result of ``drill print``: how many people's papers, and the folder that holds them."""

    people: int
    files: int
    folder: Path


def print_papers(workspace: Workspace, drill_id: str, options: PrintOptions) -> PrintOutcome:
    """Writes papers, or key editions, into a folder per unit. Files of an earlier run are replaced.

    Raises:
        NothingToDo, UnknownReference, StoreFault: as :func:`chosen_papers`.
        PrinterAbsent: a PDF is asked for, and this machine can't make it.
    """
    chosen = chosen_papers(workspace, drill_id, options.people)
    folder = workspace.drill_folder(drill_id) / (KEYS if options.is_key else PAPERS)
    files = 0
    for place, (path, content) in enumerate(_files(chosen, options), 1):
        write_if_changed(folder / path, content)
        workspace.progress.step("排版", place, len(chosen.papers) * len(options.formats))
        files = place
    return PrintOutcome(people=len(chosen.papers), files=files, folder=folder)


def _files(chosen: ChosenPapers, options: PrintOptions) -> Iterator[tuple[str, bytes]]:
    """Each file by its path, relative to the folder of all of them."""
    stems = unit_stems(chosen.by_unit)
    for unit, papers in chosen.by_unit.items():
        for issued in papers:
            for name, content in printed_files(chosen, issued, options):
                yield f"{stems[unit]}/{name}", content


def printed_files(chosen: ChosenPapers, issued: IssuedPaper, options: PrintOptions) -> Iterator[tuple[str, bytes]]:
    """The files of one person's paper, by name."""
    printed = printed_paper(
        chosen.booklet(issued), check_code(issued.token), options.minutes, is_large=options.is_large
    )
    if options.is_key:
        printed = key_edition(printed, issued.corrected)
    marks = ("-大字" if options.is_large else "") + ("-答案" if options.is_key else "")
    made = datetime.fromisoformat(chosen.drill.issued_at).astimezone(UTC).replace(tzinfo=None)
    for form in options.formats:
        yield f"{person_stem(issued.person)}{marks}.{form}", _written(printed, form, made)


def _written(printed: PrintedPaper, form: PaperFormat, made: datetime) -> bytes:
    if form is PaperFormat.DOCX:
        from lianbing.drills.printed.word_paper import paper_docx

        return paper_docx(printed, made)
    from lianbing.drills.printed.pdf_paper import paper_pdf

    return paper_pdf(printed)
