"""Whoever does the work, the marks are the same, and a worker that dies takes nothing with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.app.kit import DRILL, Bench
from tests.machine import absent

PEOPLE = 3


def _marks(bench: Bench) -> list[tuple[object, ...]]:
    """The ledger in its order, less the times."""
    names = ("sequence", "drill", "paper", "employee", "item", "worth", "before", "after", "cause", "reason", "by")
    return [tuple(str(row[name]) for name in names) for row in bench.ledger()]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_ledger_is_the_same_for_any_number_of_workers(collected: Bench, graded_once: Bench, workers: int) -> None:
    ran = collected("grade", DRILL, "--workers", workers, "--json")
    assert ran.code == 0, ran.said
    assert ran.data["graded"] == PEOPLE
    assert _marks(collected) == _marks(graded_once)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_ledger_is_the_same_without_fork(
    collected: Bench, graded_once: Bench, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """As on Windows."""
    monkeypatch.setenv("LIANBING_ENGINE", "portable")
    ran = collected("grade", DRILL, "--workers", workers)
    assert ran.code == 0, ran.said
    assert _marks(collected) == _marks(graded_once)


def test_grading_is_imported_without_what_only_unix_has() -> None:
    """The libraries know Windows, so they come first."""
    code = (
        "import asyncio, sys, psutil, papermill, jupyter_client.asynchronous\n"
        "sys.modules.update(dict.fromkeys(('fcntl', 'grp', 'pwd', 'resource', 'termios')))\n"
        "import lianbing.cli.main, lianbing.app.grading, lianbing.grading.work\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_worker_that_is_killed_loses_no_submission(collected: Bench, graded_once: Bench) -> None:
    grading = subprocess.Popen(collected.argv("grade", DRILL, "--workers", 2), stderr=subprocess.PIPE)
    worker = _first_worker(grading.pid)
    os.kill(worker, signal.SIGKILL)
    _, said = grading.communicate(timeout=120)
    assert grading.returncode == 0, said.decode()
    assert _marks(collected) == _marks(graded_once)


def test_no_worker_outlives_a_run_that_is_killed(collected: Bench) -> None:
    grading = subprocess.Popen(collected.argv("grade", DRILL, "--workers", 2), stderr=subprocess.DEVNULL)
    workers = [_first_worker(grading.pid)]
    grading.kill()
    grading.wait()
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def _first_worker(pid: int) -> int:
    """The first process that the pool of ``pid`` has started."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for child in _children(pid):
            if b"spawn_main" in _command(child):
                return child
        time.sleep(0.01)
    raise AssertionError("no worker was started")


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_one_way_at_a_time(collected: Bench) -> None:
    ran = collected("grade", DRILL, "--workers", 2, "--cluster", "tcp://127.0.0.1:1")
    assert ran.code == 2
    assert "只用一个" in ran.said


@pytest.mark.long
def test_a_cluster_that_does_not_answer(collected: Bench) -> None:
    _need_dask()
    ran = collected("grade", DRILL, "--cluster", "tcp://127.0.0.1:1")
    assert ran.code == 2
    assert "连不上集群" in ran.said
    assert collected.ledger() == []


def test_a_cluster_gives_the_same_ledger_though_a_worker_is_killed(collected: Bench, graded_once: Bench) -> None:
    _need_dask()
    with _cluster() as (address, workers):
        grading = subprocess.Popen(collected.argv("grade", DRILL, "--cluster", address), stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while not collected.ledger() and grading.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        workers[0].kill()
        _, said = grading.communicate(timeout=120)
    assert grading.returncode == 0, said.decode()
    assert _marks(collected) == _marks(graded_once)


def _need_dask() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError:
        absent("dask.distributed（lianbing[cluster]）")


@contextmanager
def _cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two worker processes, as a company would start them."""
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
    ]
    scheduler = subprocess.Popen(dask, stderr=subprocess.PIPE)
    workers: list[subprocess.Popen[bytes]] = []
    try:
        address = _address(scheduler)
        command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        workers += [subprocess.Popen([*command, "--no-nanny"], **quiet) for _ in range(2)]  # type: ignore[call-overload]
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.communicate()


def _address(scheduler: subprocess.Popen[bytes]) -> str:
    assert scheduler.stderr
    for line in scheduler.stderr:
        if b"Scheduler at:" in line:
            return line.split()[-1].decode()
    raise AssertionError("the scheduler did not start")
