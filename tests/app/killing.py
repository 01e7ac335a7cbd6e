"""Kills gradings with -9 at random moments: ``python killing.py ROOT COLLECTED SCRATCH TIMES SEED``.

The process imports everything once and forks a grading for each attempt, so that fifty take seconds. For each of them
it prints the ledger that was reached in the end as one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

from lianbing.app.grading import grade
from lianbing.app.workspace import Workspace
from lianbing.grading.workers import local

DRILL = "2026H2-skill"


def _noon() -> datetime:
    return datetime.fromisoformat("2026-11-22T12:00:00+08:00")


def _start(root: Path, data: Path, workers: int) -> int:
    """A grading in a process of its own."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        run = grade(Workspace(root=root, data=data, clock=_noon), DRILL, local(workers))
        status = 2 if run.failures else 0
    finally:
        os._exit(status)


def _ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _ledger(data: Path) -> str:
    """Every column of every entry."""
    with closing(sqlite3.connect(data / "lianbing.db")) as connection:
        return json.dumps([list(row) for row in connection.execute("select * from ledger order by sequence")])


def main(root: Path, collected: Path, scratch: Path, times: int, seed: str) -> None:
    chance = random.Random(seed)
    start = time.monotonic()
    data = shutil.copytree(collected, scratch / "undisturbed")
    assert _ended(_start(root, data, 1)) == 0
    undisturbed = time.monotonic() - start
    print(_ledger(data), flush=True)
    for attempt in range(times):
        data = shutil.copytree(collected, scratch / str(attempt))
        kills = 0
        for _ in range(chance.randint(1, 3)):
            pid = _start(root, data, 1)
            time.sleep(chance.uniform(0, undisturbed))
            os.kill(pid, signal.SIGKILL)
            kills += _ended(pid) == -signal.SIGKILL
        status = _ended(_start(root, data, 1))
        marked = len(list(data.glob("runs/*/*/判卷.ipynb")))
        print(json.dumps({"kills": kills, "status": status, "marked": marked, "ledger": _ledger(data)}), flush=True)
        shutil.rmtree(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
