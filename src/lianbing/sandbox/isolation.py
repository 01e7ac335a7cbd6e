"""Which isolation this machine has. No version is believed: a confined process is started and tries to get out."""

from __future__ import annotations

import shutil
import sys
import tempfile
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lianbing.sandbox.host import Host, HostBroken, new_nonce
from lianbing.sandbox.inside import syscalls
from lianbing.sandbox.program import DataSet, Limits, Program
from lianbing.sandbox.replies import read
from lianbing.sandbox.requests import request

_ESCAPES = """\
import os, socket

def solve(secret, beside):
    escaped = []
    for name, attempt in {
        "读到了别处的文件": lambda: open(secret).read(),
        "写到了别处": lambda: open(beside, "w").write("x"),
        "连上了网络": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("127.0.0.1", 9)),
        "开了进程": lambda: os.fork() or os._exit(0),
    }.items():
        try:
            attempt()
        except OSError:
            continue
        escaped.append(name)
    open("scratch", "w").write("x")
    return escaped
"""


class Isolation(StrEnum):
    """How learner code is confined, best first. Filter and limits of the process are the same in both."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    NONE = "none"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]

    @property
    def meaning(self) -> str:
        """What it means for grading, in Chinese."""
        return _MEANINGS[self]


_LABELS = {
    Isolation.BUBBLEWRAP: "bubblewrap 隔离",
    Isolation.LANDLOCK: "Landlock 隔离",
    Isolation.NONE: "没有隔离",
}
_MEANINGS = {
    Isolation.BUBBLEWRAP: "学员的代码在单独的文件系统里运行，看不到本机的文件，不能联网、开进程",
    Isolation.LANDLOCK: "学员的代码不能读写本机的文件，不能联网、开进程；知道路径的话，能看出那里有没有文件",
    Isolation.NONE: "学员的代码一律不运行，编程题不判；其他题照常判",
}


class BestIsolation(NamedTuple):
    """The best isolation that works here, and why there is no better one; empty for the best."""

    isolation: Isolation
    reason: str


@cache
def find_isolation() -> BestIsolation:
    """Tries each in turn; remembered for the process."""
    reasons: list[str] = []
    for isolation in (Isolation.BUBBLEWRAP, Isolation.LANDLOCK):
        trouble = trouble_with(isolation)
        if not trouble:
            return BestIsolation(isolation, "；".join(reasons))
        reasons.append(trouble)
    return BestIsolation(Isolation.NONE, "；".join(dict.fromkeys(reasons)))


@cache
def trouble_with(isolation: Isolation) -> str:
    """Why an isolation doesn't hold on this machine, as a Chinese sentence; empty where it does."""
    if not sys.platform.startswith("linux"):
        return "只有 Linux 能隔离学员的代码：在 Linux 上判编程题"
    if not syscalls.known_machine():
        return "只支持 x86_64 和 aarch64 的处理器：换一台机器判编程题"
    if isolation is Isolation.BUBBLEWRAP and shutil.which("bwrap") is None:
        return "没有装 bubblewrap：装上它（Debian、Ubuntu：apt install bubblewrap）"
    try:
        escaped = _tried(isolation)
    except HostBroken as error:
        last_line = (str(error).splitlines() or ["没有说明"])[-1]
        return f"{isolation.label}在这台机器上启动不了（{last_line}）"
    except OSError as error:
        return f"{isolation.label}在这台机器上启动不了（{error.strerror}）"
    return f"{isolation.label}在这台机器上关不住代码（{'、'.join(escaped)}），不用它" if escaped else ""


def _tried(isolation: Isolation) -> tuple[str, ...]:
    """What a confined program managed to do that it must not."""
    with tempfile.TemporaryDirectory() as folder:
        secret, beside = Path(folder, "secret"), Path(folder, "beside")
        secret.write_text("x", encoding="utf-8")
        data_set = DataSet((str(secret), str(beside)))
        program = Program(source=_ESCAPES, function="solve", data_sets=(data_set,))
        limits, nonce = Limits(), new_nonce()
        host = Host(bubblewrap=isolation is Isolation.BUBBLEWRAP)
        try:
            result = read(host.call(request(program, data_set, nonce), limits), nonce, limits.cpu_seconds)
        finally:
            host.close()
    if result.fault is not None:
        raise HostBroken(result.fault.message)
    return tuple(map(str, result.value)) if isinstance(result.value, tuple) else ("没有交回结果",)
