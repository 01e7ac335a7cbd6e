"""Times one submission through ours and through its peers: same papers, same submissions, same grading notebook.

The contenders take turns, so that a busy machine slows all of them; the ratios count, not the seconds. nbgrader
executes the learner's notebook with the tests in it, ours reads the answers as data and executes the grading notebook.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
import papermill
from jupyter_client.client import KernelClient
from jupyter_client.manager import KernelManager, start_new_kernel
from nbclient import NotebookClient
from papermill.parameterize import parameterize_notebook

import lianbing.grading  # noqa: F401 - before nbformat: it keeps an import short
from benchmarks.coding import print_cost
from benchmarks.cohort import Handed, hand_in
from benchmarks.commands import content_copy
from benchmarks.nbgrader import NbgraderCourse
from lianbing.app.workspace import Workspace
from lianbing.engine.papermill_engine import FORCED
from lianbing.engine.portable import close_kernels
from lianbing.grading.assignments import assignment
from lianbing.grading.jobs import PAPER, RECORD, SUBMISSION, Job, grade_job, write_record
from lianbing.grading.work import NOTEBOOK, Assignment, work

ROUNDS = 5
OURS = "lianbing：一份一个进程、一本笔记本"
PORTABLE = "lianbing，没有 fork 的机器：一份一个内核，提前启动"

Contender = Callable[[Sequence[Assignment]], None]


def main() -> None:
    """Prints seconds for each submission, and how many times ours that is."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        workspace = Workspace(root=content_copy(folder), data=folder / "var")
        handed = hand_in(workspace, 30)
        notebook = (workspace.root / "grading" / NOTEBOOK).read_bytes()
        given = [assignment(notebook, Job(one.issued.paper, one.content, "0" * 32)) for one in handed]
        with _contenders(folder, handed) as contenders:
            _print(_measured(contenders, given), len(handed[0].issued.paper.items))
        print_cost(workspace.workbook)


def _measured(contenders: dict[str, tuple[Contender, int]], given: Sequence[Assignment]) -> dict[str, float]:
    """Median seconds for one submission, of interleaved rounds; each contender takes as many as it says."""
    for contender, _ in contenders.values():
        contender(given[:1])  # warm
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, (contender, count) in contenders.items():
            start = time.perf_counter()
            contender(given[:count])
            seconds[name].append((time.perf_counter() - start) / count)
    return {name: statistics.median(found) for name, found in seconds.items()}


def _print(medians: dict[str, float], items: int) -> None:
    print(f"{items} 题的试卷，{os.cpu_count()} 个处理器，负载 {os.getloadavg()[0]:.1f}，交错 {ROUNDS} 轮取中位数")
    for name, seconds in medians.items():
        print(f"{seconds:8.4f} 秒  {seconds / medians[OURS]:6.1f} 倍  {name}", flush=True)


@contextmanager
def _contenders(folder: Path, handed: Sequence[Handed]) -> Iterator[dict[str, tuple[Contender, int]]]:
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        contenders: dict[str, tuple[Contender, int]] = {
            OURS: (_ours, 30),
            PORTABLE: (_portable, 30),
            "papermill：一份一个内核": (lambda given: _papermill(folder, given), 2),
            "papermill：调快（不中途保存，立即结束内核）": (lambda given: _papermill(folder, given, quick=True), 2),
            "一个内核判所有人（不隔离）": (lambda given: _one_kernel(folder, given, manager, client), 10),
            "不要内核：读、判、写、校验（下限）": (lambda given: _no_kernel(folder, given), 30),
        }
        course = NbgraderCourse.where_installed(folder, handed)
        if course:
            contenders["nbgrader：autograde"] = (lambda _: course.autograde(), course.people)
        else:
            print("没有装 nbgrader（或用 NBGRADER 指出它的路径），略过", file=sys.stderr)
        yield contenders
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _ours(given: Sequence[Assignment]) -> None:
    for one in given:
        assert work(one).record, "no record"


def _portable(given: Sequence[Assignment]) -> None:
    os.environ[FORCED] = "portable"
    try:
        _ours(given)
    finally:
        del os.environ[FORCED]
        close_kernels()  # else the last one started ahead would still be starting in the next contender's time


def _put(folder: Path, one: Assignment) -> Path:
    """The folder of a submission as the worker lays it out."""
    place = folder / "runs" / one.name
    place.mkdir(parents=True, exist_ok=True)
    (place / NOTEBOOK).write_bytes(one.notebook)
    (place / PAPER).write_text(one.paper, encoding="utf-8")
    (place / SUBMISSION).write_bytes(one.submission)
    (place / RECORD).unlink(missing_ok=True)
    return place


def _papermill(folder: Path, given: Sequence[Assignment], *, quick: bool = False) -> None:
    options = {"request_save_on_cell_execute": False, "shutdown_kernel": "immediate"} if quick else {}
    for one in given:
        place = _put(folder, one)
        papermill.execute_notebook(
            place / NOTEBOOK,
            place / "out.ipynb",
            {"folder": str(place), "nonce": one.nonce},
            progress_bar=False,
            **options,
        )
        assert (place / RECORD).exists(), "no record"


def _one_kernel(folder: Path, given: Sequence[Assignment], manager: KernelManager, client: KernelClient) -> None:
    for one in given:
        place = _put(folder, one)
        notebook = parameterize_notebook(
            papermill.iorw.load_notebook_node(str(place / NOTEBOOK)), {"folder": str(place), "nonce": one.nonce}
        )
        executor = NotebookClient(notebook, km=manager, kernel_name="python3")
        executor.kc = client
        executor.execute()
        nbformat.write(notebook, place / "out.ipynb")
        assert (place / RECORD).exists(), "no record"


def _no_kernel(folder: Path, given: Sequence[Assignment]) -> None:
    import json  # noqa: PLC0415

    from lianbing.wire.papers import paper_from_json  # noqa: PLC0415

    for one in given:
        place = _put(folder, one)
        notebook = nbformat.reads(one.notebook.decode(), as_version=4)
        job = Job(paper_from_json(json.loads(one.paper)), one.submission, one.nonce)
        write_record(grade_job(job)[1], place)
        nbformat.validate(notebook)
        nbformat.write(notebook, place / "out.ipynb")
