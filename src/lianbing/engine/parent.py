"""The warmed parent: ``python -m lianbing.engine.parent FD [MODULE …]``. Linux only.

It imports the modules, then waits on the socket ``FD`` for requests to fork. It has no thread and no ZeroMQ context, so
that forking is safe, and it ends when the socket's other end is gone: with its client, however that died.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lianbing.engine.surroundings import Difference
from lianbing.startup import skip_grammar

if TYPE_CHECKING:
    from ipykernel.ipkernel import IPythonKernel

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_REQUEST = 1 << 20
_LIBC = ctypes.CDLL(None, use_errno=True)


class Parent:
    """Forks a child for each request, and leaves nothing of a child behind when it has ended."""

    def __init__(self, control: socket.socket, kernel: IPythonKernel) -> None:
        self._control, self._kernel = control, kernel
        self._wake_read, self._wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._children: set[int] = set()
        self._pid = os.getpid()

    def run(self) -> None:
        """Serves until the client is gone."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        # Processes that ended notebooks have left behind become ours, so that they can be ended.
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        waiting = select.poll()
        waiting.register(self._control, select.POLLIN)
        waiting.register(self._wake_read, select.POLLIN)
        while True:
            ready = {number for number, _ in waiting.poll()}
            if self._wake_read in ready:
                with suppress(BlockingIOError):
                    os.read(self._wake_read, 4096)
                self._reap()
            if self._control.fileno() in ready and not self._answer():
                break
        self._end_all()

    def _answer(self) -> bool:
        """Takes one request; False when there will be none any more."""
        words, descriptors, _, _ = socket.recv_fds(self._control, _REQUEST, 2)
        if not words:
            return False
        sockets = [socket.socket(fileno=number) for number in descriptors]
        for connection in sockets:
            connection.set_inheritable(False)
        try:
            pid = os.fork()
        except OSError:  # no memory or too many processes: the client sees its connections closed
            pid = -1
        if pid == 0:
            self._be_child(json.loads(words), sockets)
        if pid > 0:
            self._children.add(pid)
        for connection in sockets:
            connection.close()
        return True

    def _be_child(self, change: dict[str, Any] | None, sockets: list[socket.socket]) -> None:
        status, stderr = 1, os.dup(2)
        try:
            # Before anything else: if the parent is killed, so is the child.
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() != self._pid:
                os._exit(status)
            # What the notebook leaves to itself stays below it, and comes to the parent when the notebook has ended.
            _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            self._control.close()
            os.close(self._wake_read)
            os.close(self._wake_write)
            if change is not None:
                Difference(**change).apply()
            from lianbing.engine.child import serve  # noqa: PLC0415 - imported by main() already

            serve(self._kernel, *sockets)
            status = 0
        except BaseException:  # noqa: BLE001 - the process ends here, and says why
            os.write(stderr, traceback.format_exc().encode())
        finally:
            os._exit(status)

    def _reap(self) -> None:
        while True:
            try:
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                ended = None
            if ended is None:
                break
            if ended.si_pid in self._children:  # its number is still taken, so its group can't be another's
                _kill_group(ended.si_pid)
                self._children.discard(ended.si_pid)
            os.waitpid(ended.si_pid, 0)
        for pid in _children_of_this_process() - self._children:  # what ended notebooks had started in other sessions
            _kill(pid)

    def _end_all(self) -> None:
        """Ends all that descends from here: what a killed process has started becomes ours until nothing is left."""
        while True:
            for pid in _children_of_this_process():
                _kill_group(pid)
                _kill(pid)
            try:
                os.waitpid(-1, 0)
            except ChildProcessError:
                break


def _children_of_this_process() -> set[int]:
    return set(map(int, Path("/proc/thread-self/children").read_text().split()))


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _import(modules: list[str]) -> None:
    # One thread for linear algebra: a process with threads can't be forked safely. Libraries ask for it once.
    single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    before = {name: os.environ.get(name) for name in single}
    os.environ.update(single)
    for module in modules:
        importlib.import_module(module)
    Difference(".", before).apply()


def main(arguments: list[str]) -> None:
    """Warms up and serves."""
    control = socket.socket(fileno=int(arguments[0]))
    del sys.path[0]  # the folder that it was started in; each child has its own
    skip_grammar()
    # nobody debugs a notebook that papermill runs
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    from lianbing.engine.child import make_kernel  # noqa: PLC0415 - after the two lines above

    kernel = make_kernel()
    _import(arguments[1:])
    for name in [name for name, module in sys.modules.items() if module is None]:
        del sys.modules[name]  # what was not to be imported here is there for the notebooks
    gc.collect()
    gc.freeze()
    control.send(b"ready")
    Parent(control, kernel).run()
    os._exit(0)  # nothing of ours is worth an orderly end, and IPython's looks for its folder


if __name__ == "__main__":
    main(sys.argv[1:])
