"""grade --regrade --sheet: what a regrading changes, as a sheet to sign."""

from __future__ import annotations

from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.domain.ledger.regradings import Regrading
from lianbing.files import write_whole
from lianbing.reports.regrading_xlsx import RegradingSheet, regrading_bytes


def write_sheet(workspace: Workspace, regrading: Regrading, path: Path) -> None:
    """Writes the regrading as a sheet to sign; raises OSError."""
    with workspace.store.transaction() as records:
        drill = records.drills.get(regrading.drill)
    title = drill.title if drill else regrading.drill
    sheet = RegradingSheet(regrading=regrading, drill=title, by=workspace.who, at=workspace.now())
    write_whole(path, regrading_bytes(sheet))
