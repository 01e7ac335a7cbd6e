"""Processor time of calls that do no work, in turns, beside the bare interpreter.

``OTHER`` in the environment names the ``lianbing`` of another installation, such as the release before, to compare.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from statistics import median

_ROUNDS = 15


def _processor_time() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _timed(command: Sequence[str]) -> float:
    before = _processor_time()
    subprocess.run(command, check=True, capture_output=True)
    return _processor_time() - before


def _calls() -> Mapping[str, Sequence[str]]:
    calls: dict[str, Sequence[str]] = {
        "python": [sys.executable, "-c", ""],
        "python, importing click": [sys.executable, "-c", "import click"],
    }
    for words in ("--help", "--version", "drill --help", "doctor"):
        calls[f"lianbing {words}"] = [sys.executable, "-m", "lianbing", *words.split()]
    if other := os.environ.get("OTHER"):
        calls["lianbing --help, the other"] = [other, "--help"]
    return calls


def main() -> None:
    """Prints seconds of processor time by call: the median of interleaved runs."""
    calls = _calls()
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(_ROUNDS):
        for name, command in calls.items():
            seconds[name].append(_timed(command))
    for name, times in seconds.items():
        print(f"{name:<45} {median(times):8.3f} s", flush=True)
