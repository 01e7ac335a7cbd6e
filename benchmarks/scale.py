"""Grades thousands of submissions in one run (``LIANBING_SCALE`` says how many), and prints rate and memory."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks.cohort import DRILL, collect, hand_in
from benchmarks.commands import content_copy
from lianbing.app.grading import grade
from lianbing.app.workspace import Workspace
from lianbing.grading.workers import local

COUNT = int(os.environ.get("LIANBING_SCALE", "5000"))
WORKERS = 2
STEPS = 10


class _Meter:
    """Progress that prints a line for each tenth of the way."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._done = 0

    def step(self, what: str, done: int, total: int) -> None:
        """A line of rate and memory, when a tenth more is done."""
        now = time.perf_counter()
        if what != "判卷":
            self._start = self._last = now
            return
        if done * STEPS // total == self._done * STEPS // total and done < total:
            return
        rate = (done - self._done) / (now - self._last)
        own, shared = _memory()
        print(
            f"{done:6} 份  {now - self._start:7.1f} 秒  {rate:6.1f} 份/秒  "
            f"每个判分进程独占 {own / WORKERS:5.0f} MB（连同它的预热进程），共用 {shared:5.0f} MB",
            flush=True,
        )
        self._last, self._done = now, done


def _memory() -> tuple[float, float]:
    """Private and shared megabytes of all processes below this one, without the children that come and go."""
    private = shared = 0
    for pid in _below(os.getpid()):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
        private += sizes["Private_Clean"] + sizes["Private_Dirty"]
        shared += sizes["Shared_Clean"] + sizes["Shared_Dirty"]
    return private / 1024, shared / 1024


def _below(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_below(child)]
    return found


def main() -> None:
    """Prints the run."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        start = time.perf_counter()
        workspace = Workspace(root=content_copy(folder), data=folder / "var", progress=_Meter())
        collect(workspace, hand_in(workspace, COUNT))
        print(f"发卷、答题、收卷 {COUNT} 份：{time.perf_counter() - start:.0f} 秒", flush=True)
        run = grade(workspace, DRILL, local(WORKERS))
        print(f"判了 {run.graded} 份，台账 {run.entries} 条，没判成 {len(run.failures)} 份")
