"""What one worker does: runs the grading notebook over one submission, in a folder of its own, and hands back bytes.

A worker may be this process, another one, or one on another machine: what goes in and out is whole and can be pickled.
"""

from __future__ import annotations

import logging
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import papermill
from jupyter_client.kernelspec import NoSuchKernel
from papermill.engines import papermill_engines

from lianbing.engine.papermill_engine import LianbingEngine, why_not_forked
from lianbing.grading.coding import Coded, run_code
from lianbing.grading.inputs import BACKGROUND, CODE_RUNS, MARKED, PAPER, RECORD, SUBMISSION
from lianbing.grading.pages import marked_page
from lianbing.wire.code_runs import code_runs_to_text

NOTEBOOK = "grade_submission.ipynb"
_KERNEL = "python3"

_NEEDED = ("lianbing.grading.marked",)
"""What the grading notebook needs, imported ahead."""

_WARMED = ("lianbing.grading.warmed",)
"""The same and more, worth its while where many kernels are forked from one parent."""

_CANNOT_RUN = (OSError, ValueError, NoSuchKernel)
"""The notebook is missing or damaged, or there is no kernel. A cell's time running out is a TimeoutError, see below."""

_ONE_AT_A_TIME = threading.Lock()
"""The notebook runs in its folder, and a process has one current folder."""

papermill_engines.register("lianbing", LianbingEngine)  # the entry point says the same, once the package is installed


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """What a worker gets. ``paper`` and ``background`` are JSON; ``timeout`` is in seconds for each cell.

    ``code`` is what it runs in the sandbox first, by item; the notebook reads what came of it.
    """

    name: str
    notebook: bytes
    paper: str
    background: str
    submission: bytes
    nonce: str
    timeout: float
    code: Mapping[str, Coded] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Product:
    """What a worker hands back: the record as the notebook wrote it, if it did, the notebook, and its page.

    ``fault`` names what ended the notebook early; ``unable`` says that it could not even be started. ``code_runs`` is
    what came of the submission's code as JSON; empty if there is none.
    """

    record: bytes | None
    marked: bytes
    page: str = ""
    fault: str = ""
    unable: bool = False
    code_runs: str = ""


def work(assignment: Assignment) -> Product:
    """Runs the notebook; never raises: a submission that fails has no mark, and the next is worked on."""
    try:
        return _work(assignment)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not stop the batch
        return Product(record=None, marked=b"", fault=type(error).__name__)


def _work(assignment: Assignment) -> Product:
    code_runs = code_runs_to_text(run_code(assignment.code)) if assignment.code else ""
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="lianbing-") as scratch:
        folder = Path(scratch) / assignment.name  # the folder's name is the paper's
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
    """The notebook if it ran, the name of what went wrong, and whether that kept it from starting.

    Papermill returning proves nothing.
    """
    try:
        with _quiet_logger():
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
    except Exception as error:  # noqa: BLE001 - whatever a notebook dies of, its submission is ungraded, with that name
        return None, str(getattr(error, "ename", type(error).__name__)), False
    return notebook, "", False


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


@contextmanager
def _quiet_logger() -> Iterator[None]:
    """Papermill's log lines are for its developers; our progress is the runner's."""
    logger = logging.getLogger("papermill")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
