"""Checks whether this machine has everything that grading needs, and advises on what is missing."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lianbing.engine.warm import fork_available
from lianbing.errors import PrinterAbsent
from lianbing.printing.pdf import pdf_of
from lianbing.sandbox import Isolation, find_isolation


class Health(StrEnum):
    """FINE; BETTER: works, could work better; MISSING: something that grading needs isn't there."""

    FINE = "fine"
    BETTER = "better"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """The result of one check: its subject, state, meaning, and advice (empty if nothing is to be done)."""

    name: str
    state: Health
    reading: str
    meaning: str
    remedy: str = ""


def check_machine() -> tuple[Diagnosis, ...]:
    """Runs every check; takes a second or two, since a confined process is really started."""
    return tuple(look() for look in _LOOKS)


def _python() -> Diagnosis:
    return Diagnosis(
        name="Python", state=Health.FINE, reading=platform.python_version(), meaning="练兵要 3.11 或更新的版本"
    )


def _processors() -> Diagnosis:
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    if count > 1:
        return Diagnosis(
            name="处理器",
            state=Health.FINE,
            reading=f"{count} 个",
            meaning=f"判分可以同时判 {count} 份（grade --workers {count}）",
        )
    return Diagnosis(name="处理器", state=Health.FINE, reading="1 个", meaning="一次判一份，同时判几份也不会更快")


def _engine() -> Diagnosis:
    if fork_available():
        return Diagnosis(
            name="判分引擎",
            state=Health.FINE,
            reading="快速引擎",
            meaning="判卷的进程从预热好的父进程分出来，一份只要零点几秒",
        )
    return Diagnosis(
        name="判分引擎",
        state=Health.BETTER,
        reading="通用引擎",
        meaning="这个系统不能分出进程，判分慢几倍，结果一样",
        remedy="卷子多的话，换一台 Linux 机器判",
    )


def _isolation() -> Diagnosis:
    isolation, reason = find_isolation()
    if isolation is Isolation.BUBBLEWRAP:
        return Diagnosis(name="编程题的隔离", state=Health.FINE, reading=isolation.label, meaning=isolation.meaning)
    if isolation is Isolation.LANDLOCK:
        return Diagnosis(
            name="编程题的隔离",
            state=Health.BETTER,
            reading=isolation.label,
            meaning=isolation.meaning,
            remedy=f"能判编程题。{reason}",
        )
    return Diagnosis(
        name="编程题的隔离", state=Health.MISSING, reading=isolation.label, meaning=isolation.meaning, remedy=reason
    )


def _pdf() -> Diagnosis:
    try:
        pdf_of("<p>练兵</p>")
    except PrinterAbsent as error:
        return Diagnosis(
            name="打印 PDF",
            state=Health.BETTER,
            reading="不能",
            meaning="纸质卷写成 Word 文档不受影响",
            remedy=error.message,
        )
    return Diagnosis(
        name="打印 PDF", state=Health.FINE, reading="能", meaning="纸质卷可以用 drill print --format pdf 写"
    )


_LOOKS: tuple[Callable[[], Diagnosis], ...] = (_python, _processors, _engine, _isolation, _pdf)
"""In the order of the lines. One more function here is one more line."""
