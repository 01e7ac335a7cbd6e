"""Running the grading notebook with papermill, and believing nothing but a complete record."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import papermill
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillException

from lianbing.domain.marks import GradingRecord
from lianbing.errors import ResultRejected
from lianbing.files import write_whole
from lianbing.grading.inputs import MARKED, MARKED_PAGE, Job, read_record, write_job
from lianbing.grading.pages import marked_page

TIMEOUT = 120
"""Seconds that a cell of the grading notebook may take; it takes hundredths."""

# A kernel on one machine, for one notebook, started and stopped by us: its start-up warnings tell nobody anything.
_QUIET_KERNEL = ["--IPKernelApp.log_level=50"]


_CANNOT_RUN = (OSError, ValueError, NoSuchKernel)
"""The notebook is missing or damaged, or there is no kernel. A cell's time running out is a TimeoutError, see below."""


def run_job(notebook: Path, job: Job, folder: Path) -> GradingRecord:
    """Grades one submission in a process of its own; the marked paper is ``folder / MARKED``.

    papermill returning normally proves nothing: the record must be there, of this run and complete.

    Raises:
        ResultRejected: there is no such record; nothing of the run counts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for stale in (folder / "result.json", folder / MARKED, folder / MARKED_PAGE):
        stale.unlink(missing_ok=True)
    write_job(job, folder)
    running = folder / ".running.ipynb"
    try:
        with _quiet_logger():
            papermill.execute_notebook(
                notebook,
                running,
                parameters={"folder": str(folder.resolve()), "nonce": job.nonce},
                cwd=folder,
                kernel_name="python3",
                progress_bar=False,
                request_save_on_cell_execute=False,
                execution_timeout=TIMEOUT,
                shutdown_kernel="immediate",
                extra_arguments=_QUIET_KERNEL,
            )
    except (PapermillException, CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        what = getattr(error, "ename", type(error).__name__)
        raise ResultRejected(
            f"判分时出错（{what}），这份答卷没有得分：请看 {folder.name} 里的 {running.name}"
        ) from error
    except _CANNOT_RUN as error:
        raise ResultRejected(
            f"判分用的笔记本 {notebook.name} 运行不了（{type(error).__name__}）："
            f"请从备份或安装包恢复 grading/{notebook.name}，"
            "并检查 Jupyter 的内核 python3"
        ) from error
    record = read_record(job, folder)
    write_whole(folder / MARKED_PAGE, marked_page(running, job.paper.id).encode())
    running.replace(folder / MARKED)
    return record


@contextmanager
def _quiet_logger() -> Iterator[None]:
    """Papermill's log lines are for its developers; our progress is the runner's."""
    logger = logging.getLogger("papermill")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
