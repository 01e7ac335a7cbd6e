"""What came of running a submission's code (``lianbing/code-runs@1``), written by a worker for the grading notebook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lianbing.domain.kernel.decimals import plain
from lianbing.domain.marking.code_marks import CaseRun, CodeRuns
from lianbing.wire.canonical import Json, canonical, number

CODE_RUNS_SCHEMA = "lianbing/code-runs@1"


def code_runs_to_text(runs: CodeRuns) -> str:
    """The runs as JSON text."""
    return canonical(
        {
            "schema": CODE_RUNS_SCHEMA,
            "absent": runs.absent,
            "items": {item: [_case(case) for case in cases] for item, cases in runs.by_item.items()},
        }
    )


def _case(run: CaseRun) -> Json:
    found: dict[str, Json] = {
        name: {"n": plain(value)} if isinstance(value, Decimal) else value for name, value in run.numbers.items()
    }
    return {"found": found, "fault": run.fault, "ours": run.is_ours, "printed": run.printed}


def code_runs_from_text(text: str) -> CodeRuns:
    """The inverse of :func:`code_runs_to_text`; raises KeyError or ValueError for anything else."""
    data = json.loads(text)
    if data["schema"] != CODE_RUNS_SCHEMA:
        raise ValueError(f"no code runs: {data['schema']!r}")
    items = {item: tuple(map(_read_case, cases)) for item, cases in data["items"].items()}
    return CodeRuns(items, data["absent"])


def _read_case(data: Mapping[str, Any]) -> CaseRun:
    found = {name: value if isinstance(value, str) else number(value["n"]) for name, value in data["found"].items()}
    return CaseRun(found, data["fault"], data["ours"] is True, data["printed"])
