"""The Sandbox: programs in, outcomes out."""

from __future__ import annotations

import os
import threading
from types import TracebackType

from lianbing.errors import SandboxAbsent
from lianbing.sandbox.host import Host, HostBroken, new_nonce
from lianbing.sandbox.isolation import Isolation, find_isolation
from lianbing.sandbox.messages import CUT
from lianbing.sandbox.program import CallResult, DataSet, FaultKind, Limits, Outcome, Program, ProgramFault
from lianbing.sandbox.replies import read
from lianbing.sandbox.requests import request

_ATTEMPTS = 2


class Sandbox:
    """Runs learner code confined, or not at all.

    ``isolation`` is the best that this machine has unless given. The confined parent starts at the first run (about
    half a second) and serves all later ones; a process that is forked off with a Sandbox in it starts its own. The
    kernel ends it together with the thread that started it, and the next run starts another.
    """

    def __init__(self, isolation: Isolation | None = None) -> None:
        self._given = isolation
        self._host: Host | None = None
        self._lock = threading.Lock()

    def run(self, program: Program, limits: Limits | None = None) -> Outcome:
        """One result per data set; raises SandboxAbsent and nothing else. Threads take turns."""
        limits = limits or Limits()
        results: list[CallResult] = []
        with self._lock:
            for data_set in program.data_sets:
                results.append(self._call(program, data_set, limits))
                if _never_runs(results[-1]):
                    results = [results[-1]] * len(program.data_sets)
                    break
        return Outcome(tuple(results))

    def _call(self, program: Program, data_set: DataSet, limits: Limits) -> CallResult:
        nonce = new_nonce()
        written = request(program, data_set, nonce)
        for _ in range(_ATTEMPTS):
            host = self._ready()
            try:
                return read(host.call(written, limits), nonce, limits.cpu_seconds)
            except HostBroken:
                self.close()
            except BaseException:  # Ctrl-C: an answer is still on its way, and must not be taken for the next one's
                self.close()
                raise
        return CallResult(fault=ProgramFault(*CUT["broken"]))

    def _ready(self) -> Host:
        if self._host is not None and self._host.owner != os.getpid():
            self.close()
        if self._host is None:
            self._host = self._started()
        return self._host

    def _started(self) -> Host:
        isolation, reason = (self._given, "") if self._given else find_isolation()
        if isolation is Isolation.NONE:
            raise SandboxAbsent(f"这台机器不能隔离学员的代码，编程题不判：{reason or isolation.meaning}")
        try:
            return Host(bubblewrap=isolation is Isolation.BUBBLEWRAP)
        except HostBroken as error:
            lines = str(error).splitlines()[-1:] or ["没有说明"]
            raise SandboxAbsent(f"沙箱（{isolation.label}）启动不了，编程题不判：{lines[0]}") from None

    def close(self) -> None:
        """Ends the confined parent; the next run starts another."""
        host, self._host = self._host, None
        if host is not None:
            host.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _never_runs(result: CallResult) -> bool:
    """Code that can't be read can't be read for any data set."""
    return result.fault is not None and result.fault.kind is FaultKind.SYNTAX
