"""drill sheet: workbooks into which answers given on paper are typed, one for each unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lianbing.app.drills.choosing import PeopleChosen, chosen_papers
from lianbing.app.workspace import Workspace
from lianbing.drills.typed_sheets.writing import SheetMade, sheet_bytes
from lianbing.files import write_whole
from lianbing.naming import unit_stems

SHEETS = "答题卡录入表"


@dataclass(frozen=True, kw_only=True)
class SheetsOutcome:
    """The result of ``drill sheet``: how many were written, those that were there and filled in, and their folder."""

    written: int
    kept: tuple[Path, ...]
    folder: Path


def write_sheets(workspace: Workspace, drill_id: str, people: PeopleChosen) -> SheetsOutcome:
    """Writes a workbook per unit; one that is there and holds anything else is left alone, for it may be filled in.

    Raises:
        NothingToDo, UnknownReference, StoreFault: as :func:`chosen_papers`.
    """
    chosen = chosen_papers(workspace, drill_id, people)
    folder = workspace.drill_folder(drill_id) / SHEETS
    stems = unit_stems(chosen.by_unit)
    issued_at = datetime.fromisoformat(chosen.drill.issued_at).astimezone(UTC).replace(tzinfo=None)
    made = SheetMade(typed_by=workspace.who, made=issued_at)
    kept: list[Path] = []
    for place, (unit, papers) in enumerate(chosen.by_unit.items(), 1):
        content = sheet_bytes([chosen.booklet(each) for each in papers], made)
        path = folder / f"{stems[unit]}.xlsx"
        if not path.exists():
            write_whole(path, content)
        elif path.read_bytes() != content:
            kept.append(path)
        workspace.progress.step("写录入表", place, len(chosen.by_unit))
    return SheetsOutcome(written=len(chosen.by_unit) - len(kept), kept=tuple(kept), folder=folder)
