"""coverage: which content refers to each clause."""

from __future__ import annotations

from collections.abc import Iterable

from lianbing.app.workspace import Workspace
from lianbing.domain.changes.traces import Trace, trace_clause


def coverage(workspace: Workspace) -> tuple[Trace, ...]:
    """The matrix clause × chapter × question × scenario × task."""
    return tuple(trace_clause(workspace.workbook, clause) for clause in workspace.workbook.clauses.values())


def untested(workspace: Workspace, traces: Iterable[Trace]) -> tuple[str, ...]:
    """The clauses that nothing tests, but for mere headings and what isn't taught, of which there is nothing to ask."""
    clauses = workspace.workbook.clauses
    asked = {name for name, clause in clauses.items() if clause.teachable and not clause.heading}
    return tuple(trace.clause for trace in traces if not trace.tested and trace.clause in asked)
