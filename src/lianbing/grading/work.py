"""The work of one worker: it runs the grading notebook for one submission in a temporary folder.

A worker may be this process, another one, or one on another machine. So assignments and products
need no files and can be pickled.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import papermill
from jupyter_client.kernelspec import NoSuchKernel
from papermill.engines import papermill_engines

from lianbing.engine.papermill_engine import LianbingEngine, why_not_forked
from lianbing.engine.quiet import quiet_papermill
from lianbing.grading.coding import CodeAnswer, run_code
from lianbing.grading.jobs import BACKGROUND, CODE_RUNS, MARKED, PAPER, RECORD, SUBMISSION
from lianbing.grading.pages import marked_page
from lianbing.wire.code_runs import code_runs_to_text

NOTEBOOK = "grade_submission.ipynb"
_KERNEL = "python3"

_NEEDED = ("lianbing.grading.marked",)
"""The modules that a kernel imports before it runs the grading notebook."""

_WARMED = ("lianbing.grading.warmed",)
"""The modules that the parent of forked kernels imports; this pays if it forks many."""

_CANNOT_RUN = (OSError, ValueError, NoSuchKernel)
"""The errors of a notebook that is missing or damaged, or has no kernel.

A TimeoutError is an OSError, too, but means that a cell took too long; ``_run`` tells it apart.
"""

_ONE_AT_A_TIME = threading.Lock()
"""A lock, because the notebook needs its own current folder and a process has only one."""

papermill_engines.register("lianbing", LianbingEngine)  # also without its entry point


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """The input of a worker.

    ``name`` is the id of the paper. ``paper`` and ``background`` are JSON texts. ``timeout`` is in
    seconds for each cell. ``code``, by item id, runs in the sandbox before the notebook does.
    """

    name: str
    notebook: bytes
    paper: str
    background: str
    submission: bytes
    nonce: str
    timeout: float
    code: Mapping[str, CodeAnswer] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Product:
    """The output of a worker.

    ``record`` is the file that the notebook wrote, ``None`` if it wrote none. ``marked`` is the
    executed notebook and ``page`` the HTML page of it. ``fault`` is the name of the error that
    ended the notebook early; ``unable`` says that it could not be started. ``code_runs`` is the
    JSON text of the runs of the submission's code; empty if it holds none.
    """

    record: bytes | None
    marked: bytes
    page: str = ""
    fault: str = ""
    unable: bool = False
    code_runs: str = ""


def work(assignment: Assignment) -> Product:
    """Runs the notebook and never raises: a failed submission must not stop the others."""
    try:
        return _work(assignment)
    except Exception as error:  # noqa: BLE001 - no error may stop the batch
        return Product(record=None, marked=b"", fault=type(error).__name__)


def _work(assignment: Assignment) -> Product:
    code_runs = code_runs_to_text(run_code(assignment.code)) if assignment.code else ""
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="lianbing-") as scratch:
        folder = Path(scratch) / assignment.name  # the folder is named after the paper
        folder.mkdir()
        (folder / NOTEBOOK).write_bytes(assignment.notebook)
        (folder / PAPER).write_text(assignment.paper, encoding="utf-8")
        (folder / BACKGROUND).write_text(assignment.background, encoding="utf-8")
        (folder / SUBMISSION).write_bytes(assignment.submission)
        if code_runs:
            (folder / CODE_RUNS).write_text(code_runs, encoding="utf-8")
        with chdir(folder):
            notebook, fault, unable = _run(assignment)
        record, marked = _bytes(folder / RECORD), _bytes(folder / MARKED)
    page = marked_page(notebook, assignment.name) if notebook else ""
    return Product(record=record, marked=marked or b"", page=page, fault=fault, unable=unable, code_runs=code_runs)


def _run(assignment: Assignment) -> tuple[Mapping[str, Any] | None, str, bool]:
    """Runs the notebook: returns it if it ran, the name of an error, and whether it didn't start.

    Without an error the submission may still be ungraded: only its record decides.
    """
    try:
        with quiet_papermill():
            notebook = papermill.execute_notebook(
                NOTEBOOK,
                MARKED,
                parameters={"folder": ".", "nonce": assignment.nonce},
                engine_name="lianbing",
                kernel_name=_KERNEL,
                progress_bar=False,
                report_mode=True,  # JupyterLab then shows the results without the code
                request_save_on_cell_execute=False,
                execution_timeout=assignment.timeout,
                preload=_NEEDED if why_not_forked(_KERNEL) else _WARMED,
            )
    except _CANNOT_RUN as error:
        return None, type(error).__name__, not isinstance(error, TimeoutError)
    except Exception as error:  # noqa: BLE001 - any error leaves the submission ungraded
        return None, str(getattr(error, "ename", type(error).__name__)), False
    return notebook, "", False


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
