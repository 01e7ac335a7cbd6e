"""Worker processes on this machine, each with a pipe of its own.

They share no queue and no lock: a worker that is killed, in the middle of a message even, takes nothing with it but the
assignment that it had in hand. (``concurrent.futures`` shares both, and Python 3.11 waits for ever when the worker that
holds them is killed: https://github.com/python/cpython/issues/94777.)
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from tempfile import TemporaryDirectory
from typing import Any, cast

from lianbing.grading.work import Assignment, Product, work

ATTEMPTS = 3
"""How often an assignment is given out when its worker is gone before it answers."""

GONE = Product(record=None, marked=b"", fault="判分的进程没有了")

_AHEAD = 4
"""Products that may wait for an earlier one, for each worker: more would only fill the memory."""

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class _Task:
    """An assignment, its place in the order, and how often it was given out."""

    place: int
    assignment: Assignment
    attempts: int = 0


class _Worker:
    """A process that answers each assignment with a product."""

    def __init__(self, scratch: str) -> None:
        self.connection, theirs = _SPAWN.Pipe()
        self._process: SpawnProcess = _SPAWN.Process(target=_serve, args=(theirs, scratch), daemon=True)
        self._process.start()
        theirs.close()  # so that the process is the only one to hold it, and its death ends the connection

    def give(self, assignment: Assignment) -> None:
        """Hands it over; whether the worker is still there shows when it answers."""
        with suppress(OSError):
            self.connection.send(assignment)

    def take(self) -> Product | None:
        """Its answer; None if it is gone."""
        try:
            return self.connection.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError):
            return None

    def dismiss(self) -> None:
        """Ends the process, in the middle of its work even."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()


class Crew:
    """``count`` worker processes; use as a context manager, which ends them."""

    def __init__(self, count: int) -> None:
        # One folder for all that the workers write, so that nothing of one that is killed stays.
        self._scratch = TemporaryDirectory(prefix="lianbing-", ignore_cleanup_errors=True)
        self._idle = [_Worker(self._scratch.name) for _ in range(count)]
        self._busy: dict[Connection, tuple[_Worker, _Task]] = {}
        self._again: deque[_Task] = deque()
        self._ahead = count * _AHEAD

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in (*self._idle, *(worker for worker, _ in self._busy.values())):
            worker.dismiss()
        self._scratch.cleanup()

    def work(self, assignments: Iterable[Assignment]) -> Iterator[Product]:
        """The products in the order of the assignments; GONE for one that no worker outlives."""
        tasks = (_Task(place, assignment) for place, assignment in enumerate(assignments))
        done: dict[int, Product] = {}
        following = given = 0
        while True:
            while self._idle and (task := self._next(tasks if given < following + self._ahead else iter(()))):
                self._give(task)
                given = max(given, task.place + 1)
            if not self._busy:
                return
            for task, product in self._answers():
                if product is not None or task.attempts == ATTEMPTS:
                    done[task.place] = product or GONE
                else:
                    self._again.append(task)
            while following in done:
                yield done.pop(following)
                following += 1

    def _next(self, tasks: Iterator[_Task]) -> _Task | None:
        return self._again.popleft() if self._again else next(tasks, None)

    def _give(self, task: _Task) -> None:
        worker = self._idle.pop()
        worker.give(task.assignment)
        self._busy[worker.connection] = worker, replace(task, attempts=task.attempts + 1)

    def _answers(self) -> Iterator[tuple[_Task, Product | None]]:
        """What those answer who are the next to do so; a worker that is gone is replaced."""
        for connection in wait(self._busy):
            worker, task = self._busy.pop(cast("Connection", connection))
            product = worker.take()
            if product is None:
                worker.dismiss()
                worker = _Worker(self._scratch.name)
            self._idle.append(worker)
            yield task, product


def _serve(connection: Connection, scratch: str) -> None:
    """Works for the process at the other end: leaves Ctrl-C to it, and ends with it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    while True:
        try:
            assignment = connection.recv()
        except EOFError:
            return
        connection.send(work(assignment))


def _end_with(employer: Any) -> None:
    employer.join()
    os._exit(1)
