"""The client's end of a warmed parent: started once per process and set of modules, ended with the process."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from lianbing.engine.surroundings import Surroundings

_READY_SECONDS = 60
_NEUTRAL = "/"


def fork_available() -> bool:
    """Whether children can be forked from a warmed parent here: on Linux."""
    return sys.platform == "linux" and hasattr(os, "memfd_create") and hasattr(os, "pidfd_open")


class ParentUnavailable(RuntimeError):
    """The warmed parent could not be started or has gone."""


@dataclass
class WarmParent:
    """A process that forks a child on request."""

    modules: tuple[str, ...]
    _control: socket.socket = field(init=False)
    _process: subprocess.Popen[bytes] = field(init=False)
    _started_in: Surroundings = field(init=False)

    def __post_init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._started_in = Surroundings(_NEUTRAL, dict(os.environ))
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "lianbing.engine.parent", str(theirs.fileno()), *self.modules],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                # Sets of texts in one order, so that the same notebook gives the same outputs.
                env={"PYTHONHASHSEED": "0", **self._started_in.environment},
                cwd=_NEUTRAL,  # the current folder may be a temporary one
            )
        self._control = ours
        ours.settimeout(_READY_SECONDS)
        try:
            greeting = ours.recv(64)
        except OSError as error:
            self.close()
            raise ParentUnavailable("the warmed parent did not start") from error
        if greeting != b"ready":
            self.close()
            raise ParentUnavailable("the warmed parent did not start")

    @property
    def pid(self) -> int:
        """The parent's process id."""
        return self._process.pid

    def has_ended(self, within: float = 0) -> bool:
        """Whether the process is gone, or goes within so many seconds."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=within)
        return self._process.returncode is not None

    def fork(self, cwd: str) -> tuple[socket.socket, socket.socket]:
        """A new child's ends of the shell and iopub connections; raises ParentUnavailable."""
        shell, shell_child = socket.socketpair()
        iopub, iopub_child = socket.socketpair()
        change = self._started_in.change(cwd)
        request = json.dumps(asdict(change) if change else None).encode()
        with shell_child, iopub_child:
            try:
                socket.send_fds(self._control, [request], [shell_child.fileno(), iopub_child.fileno()])
            except OSError as error:
                shell.close()
                iopub.close()
                raise ParentUnavailable("the warmed parent has gone") from error
        return shell, iopub

    def let_go(self) -> None:
        """Closes the connection; the parent ends when nobody holds its other end any more."""
        self._control.close()

    def close(self) -> None:
        """Ends the parent and its children."""
        self.let_go()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_parents: dict[tuple[str, ...], WarmParent] = {}
_lock = threading.Lock()


def warm_parent(modules: tuple[str, ...] = (), *, renew: WarmParent | None = None) -> WarmParent:
    """The parent that has imported ``modules``, started when first asked for, or in place of ``renew``."""
    with _lock:
        parent = _parents.get(modules)
        if parent is None or (parent is renew and parent.has_ended()):
            if parent is not None:
                parent.close()
            parent = _parents[modules] = WarmParent(modules)
        return parent


def close_parent(modules: tuple[str, ...]) -> None:
    """Ends the parent that has imported ``modules``, if there is one; the next that is asked for imports anew."""
    with _lock:
        parent = _parents.pop(modules, None)
    if parent is not None:
        parent.close()


@atexit.register
def close_parents() -> None:
    """Ends every parent of this process; they also end when the process is killed."""
    with _lock:
        while _parents:
            _parents.popitem()[1].close()


def _forget_parents() -> None:
    # A forked copy of this process must neither use its parents nor keep their connections open.
    global _lock  # noqa: PLW0603 - another thread may have held it
    _lock = threading.Lock()
    for parent in _parents.values():
        parent.let_go()
    _parents.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_parents)
