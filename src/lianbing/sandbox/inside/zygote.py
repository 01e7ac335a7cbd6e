"""The warmed parent: imports numpy and pandas once, confines itself, and forks a child for each call.

It never reads a request: the child does, from a descriptor that passes through. So nothing of one learner is in its
memory when it forks for the next. It tells how each child ended; a child can't speak on its socket.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import random
import select
import signal
import socket
import sys
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import confine, syscalls
from .learner import answer, read_request, use_output

_POLL = 0.02
_MESSAGE = 64 * 1024


def main() -> None:
    """Started with one argument: JSON with the control socket, the scratch folder, and what Landlock may show."""
    settings = json.loads(sys.argv[1])
    control = socket.socket(fileno=settings["control"])
    control.set_inheritable(False)
    confine.die_with_parent(os.getppid())
    _warm()
    confine.give_up_rights()
    if settings["landlock"]:
        confine.restrict_files(settings["landlock"], settings["scratch"])
    os.chdir(settings["scratch"])
    gc.collect()
    gc.freeze()
    zygote = _Zygote(control, confine.address_space())
    control.send(b"ready")
    zygote.serve()


class _Zygote:
    def __init__(self, control: socket.socket, base: int) -> None:
        self._control, self._base = control, base

    def serve(self) -> None:
        """Answers calls until the other side closes."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(self._control, _MESSAGE, 3)
            if not message:
                return
            if len(descriptors) != 3:  # a "stop" that came after its child had ended
                continue
            ended = self._call(json.loads(message), *descriptors)
            _wipe()
            self._control.send(json.dumps(ended).encode())

    def _call(self, limits: Mapping[str, float], request: int, result: int, output: int) -> dict[str, Any]:
        zygote = os.getpid()
        child = os.fork()
        if not child:
            try:
                self._become_learner(zygote, limits, (request, result, output))
            finally:
                os._exit(1)
        for descriptor in (request, result, output):
            os.close(descriptor)
        return self._watch(child, limits)

    def _become_learner(self, zygote: int, limits: Mapping[str, float], descriptors: tuple[int, int, int]) -> None:
        confine.die_with_parent(zygote)
        for place, descriptor in enumerate((os.open("/dev/null", os.O_RDONLY), *descriptors)):
            os.dup2(descriptor, 100 + place)
        os.closerange(0, 100)
        for place, target in ((100, 0), (103, 1), (103, 2), (102, 3)):
            os.dup2(place, target)
        task = read_request(101)
        os.closerange(4, 1 << 16)
        use_output(1)
        confine.limit(limits, self._base)
        syscalls.install()
        answer(task, 3)

    def _watch(self, child: int, limits: Mapping[str, float]) -> dict[str, Any]:
        """Waits for the child to end, and ends it where it takes too long, fills its scratch, or isn't wanted."""
        why = ""
        deadline = time.monotonic() + limits["wall_seconds"]
        handle = os.pidfd_open(child)
        poller = select.poll()
        poller.register(handle, select.POLLIN)
        poller.register(self._control, select.POLLIN)
        while not why:
            ready = [descriptor for descriptor, _ in poller.poll(_POLL * 1000)]
            if handle in ready:
                break
            why = self._why_end(bool(ready), deadline, limits)
        if why:
            os.kill(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
        os.close(handle)
        return {"why": why, "code": os.waitstatus_to_exitcode(status), "cpu": usage.ru_utime + usage.ru_stime}

    def _why_end(self, called: bool, deadline: float, limits: Mapping[str, float]) -> str:
        if called:
            self._control.recv(_MESSAGE)  # "stop", or nothing: the other side is gone, which serve() will see as well
            return "unwanted"
        if time.monotonic() > deadline:
            return "wall"
        return "scratch" if _overfull(limits) else ""


def _overfull(limits: Mapping[str, float]) -> bool:
    count = size = 0
    with os.scandir() as entries:
        for entry in entries:
            count += 1
            size += entry.stat(follow_symlinks=False).st_size
            if count > limits["scratch_files"] or size > limits["scratch_bytes"]:
                return True
    return False


def _wipe() -> None:
    """The filter allows no folders and no links, so the scratch is flat. What can't be removed ends the zygote."""
    with os.scandir() as entries:
        names = [entry.name for entry in entries]
    for name in names:
        Path(name).unlink()


def _warm() -> None:
    """Imports what answers use, and uses it once: pandas imports much of itself only then."""
    warnings.simplefilter("ignore")
    for name in ("numpy", "pandas", "collections", "itertools", "math", "statistics", "re", "datetime", "fractions"):
        importlib.import_module(name)
    pandas, numpy = sys.modules["pandas"], sys.modules["numpy"]
    table = pandas.read_csv(io.StringIO("店,月,量,额\n甲,2026-01-01,1,0.5\n乙,2026-02-01,2,1.5\n"))
    table["月"] = pandas.to_datetime(table["月"])
    table.groupby("店")[["量", "额"]].agg(["sum", "mean"])
    table.merge(table, on="店").sort_values("量_x").head(1)
    table.pivot_table(index="店", columns="月", values="量", aggfunc="sum", fill_value=0)
    table.assign(率=table["额"] / table["量"]).query("率 > 0.5").round(2).describe()
    table["月"].dt.strftime("%Y-%m").value_counts().rank().to_dict()
    table["量"].rolling(2).mean().shift().fillna(0).cumsum().quantile(0.5)
    table["店"].str.contains("甲").astype(int).map({0: "否", 1: "是"}).tolist()
    str(table)
    random.seed(0)
    numpy.random.seed(0)


if __name__ == "__main__":
    main()
