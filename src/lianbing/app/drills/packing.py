"""drill pack: what each unit hands out to its people, in an archive of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lianbing.app.drills.booklets import booklet_file
from lianbing.app.drills.choosing import ChosenPapers, PeopleChosen, chosen_papers
from lianbing.app.drills.printing import PaperFormat, PrintOptions, printed_files
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.files import write_if_changed
from lianbing.naming import unit_stems
from lianbing.zip_files import zip_bytes

PACKS = "分部门"


@dataclass(frozen=True, kw_only=True)
class PackOptions:
    """What goes into the archives: booklets, and papers to print in some formats. There is no option for keys."""

    people: PeopleChosen
    has_booklets: bool = True
    formats: tuple[PaperFormat, ...] = ()
    is_large: bool = False


@dataclass(frozen=True, kw_only=True)
class PackOutcome:
    """The result of ``drill pack``: the archives with how many people's files each holds, and their folder."""

    archives: dict[str, int]
    folder: Path


def pack(workspace: Workspace, drill_id: str, options: PackOptions) -> PackOutcome:
    """Writes an archive per unit with the files of its people and of nobody else. It never holds a key.

    Raises:
        NothingToDo, UnknownReference, StoreFault, PrinterAbsent: as :func:`printing.print_papers`.
    """
    chosen = chosen_papers(workspace, drill_id, options.people)
    folder = workspace.drill_folder(drill_id) / PACKS
    stems = unit_stems(chosen.by_unit)
    archives: dict[str, int] = {}
    for place, (unit, papers) in enumerate(chosen.by_unit.items(), 1):
        own = replace(chosen, papers=tuple(papers))
        name = f"{stems[unit]}{_part(options.people, papers)}.zip"
        write_if_changed(folder / name, zip_bytes(_members(own, options)))
        archives[name] = len(papers)
        workspace.progress.step("打包", place, len(chosen.by_unit))
    return PackOutcome(archives=archives, folder=folder)


def _part(people: PeopleChosen, papers: Sequence[IssuedPaper]) -> str:
    """What tells an archive of single people from that of their whole unit."""
    if not people.numbers:
        return ""
    first = papers[0].person.id
    return f"（{first}）" if len(papers) == 1 else f"（{first}等{len(papers)}人）"


def _members(own: ChosenPapers, options: PackOptions) -> Iterator[tuple[str, bytes]]:
    papers = PrintOptions(formats=options.formats, is_large=options.is_large)
    for issued in own.papers:
        if options.has_booklets:
            yield booklet_file(own.drill, issued)
        yield from printed_files(own, issued, papers)
