"""coverage: which content refers to each clause."""

from __future__ import annotations

from lianbing.app.workspace import Workspace
from lianbing.domain.changes.traces import Trace, trace_clause


def coverage(workspace: Workspace) -> tuple[Trace, ...]:
    """The matrix clause × chapter × question × scenario × task."""
    return tuple(trace_clause(workspace.workbook, clause) for clause in workspace.workbook.clauses.values())
