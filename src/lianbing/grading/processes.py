"""Worker processes on this machine, each with a pipe of its own.

They share no queue and no lock. So if a worker is killed, even in the middle of a message, only its
current assignment has to be repeated. ``concurrent.futures`` shares both, and Python 3.11 waits for
ever if the worker that holds the lock is killed: https://github.com/python/cpython/issues/94777.
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
"""How often an assignment is given to a worker if each time the worker dies before it answers."""

GONE = Product(record=None, marked=b"", fault="判分的进程没有了")

_AHEAD = 4
"""How many products for each worker may wait in memory until an earlier one is finished."""

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class _Task:
    """An assignment, its place in the order from 0, and how often it was given to a worker."""

    place: int
    assignment: Assignment
    attempts: int = 0


class _Worker:
    """A process that answers each assignment with a product."""

    def __init__(self, scratch: str) -> None:
        self.connection, theirs = _SPAWN.Pipe()
        self._process: SpawnProcess = _SPAWN.Process(target=_serve, args=(theirs, scratch), daemon=True)
        self._process.start()
        theirs.close()  # now only the process holds it, so its death ends the connection

    def give(self, assignment: Assignment) -> None:
        """Sends an assignment; a dead worker is noticed only in :meth:`take`."""
        with suppress(OSError):
            self.connection.send(assignment)

    def take(self) -> Product | None:
        """Waits for the product; ``None`` if the worker has died."""
        try:
            return self.connection.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError):
            return None

    def dismiss(self) -> None:
        """Kills the process, even in the middle of its work."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()


class Crew:
    """A number of worker processes; as a context manager it ends them."""

    def __init__(self, count: int) -> None:
        # All workers write into one folder, so files of a killed worker are removed, too.
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
        """The products in the order of the assignments; GONE where each worker died of one."""
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
        """The next products of busy workers; ``None`` for one that has died and is replaced."""
        for connection in wait(self._busy):
            worker, task = self._busy.pop(cast("Connection", connection))
            product = worker.take()
            if product is None:
                worker.dismiss()
                worker = _Worker(self._scratch.name)
            self._idle.append(worker)
            yield task, product


def _serve(connection: Connection, scratch: str) -> None:
    """The loop of a worker process: reads assignments and sends products.

    It ignores Ctrl-C, which its parent process handles, and ends when the parent ends in any way.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    while True:
        try:
            assignment = connection.recv()
        except EOFError:
            return
        connection.send(work(assignment))


def _end_with(parent: Any) -> None:
    """Waits for the end of the parent process and then ends this one."""
    parent.join()
    os._exit(1)
