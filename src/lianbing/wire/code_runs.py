"""What came of running a submission's code, written by a worker for the grading notebook."""

from __future__ import annotations

import json

from lianbing.domain.marking.code_marks import CaseRun, CodeRuns
from lianbing.wire.canonical import canonical
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.shape import Says, Shape, optional

CASE_RUN = Shape(
    CaseRun,
    {
        "found": Says(text="by name, each number that was returned, or in words what came in its place", of="numbers"),
        "fault": "why nothing was returned; empty where something was",
        "ours": Says(text="the fault is the machine's: the item is ungraded", of="is_ours"),
        "printed": "what the code printed",
        "others": optional("names under which something was returned that nobody asked for"),
        "chained": optional("lines of the code that set a value on a copy of the table"),
    },
)
CODE_RUNS = Document(
    "code-runs",
    1,
    Shape(
        CodeRuns,
        {
            "absent": "why nothing was run at all: every code task with an answer is ungraded (`unrun`)",
            "items": Says(text="by item, one entry for each hidden case, in their order", of="by_item"),
        },
        uses=[CASE_RUN],
    ),
)


def code_runs_to_text(runs: CodeRuns) -> str:
    """The runs as JSON text."""
    return canonical(CODE_RUNS.encode(runs))


def code_runs_from_text(text: str) -> CodeRuns:
    """The inverse of :func:`code_runs_to_text`; raises ValueError for anything else."""
    return CODE_RUNS.decode(json.loads(text))
