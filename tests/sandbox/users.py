"""Running a script of these tests as ourselves, and, where we are root, as an ordinary user as well."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pandas

import lianbing
from tests.machine import absent

HERE = Path(__file__).parent
OURSELVES, ORDINARY = "ourselves", "ordinary"
USERS = (OURSELVES, ORDINARY) if os.geteuid() == 0 else (OURSELVES,)
_NOBODY: dict[str, Any] = {"user": 65534, "group": 65534, "extra_groups": []}


@cache
def all_ran(script: str, *runs: tuple[str, str]) -> dict[tuple[str, str], str]:
    """What ``script`` printed for each run (argument, user); all at once, since much of it is waiting."""
    with ThreadPoolExecutor(len(runs)) as pool:
        return dict(zip(runs, pool.map(lambda run: _ran(script, *run), runs), strict=True))


def _ran(script: str, argument: str, user: str) -> str:
    python = sys.executable if user == OURSELVES else _ordinary_python()
    packages = (Path(lianbing.__file__).parent.parent, Path(pandas.__file__).parent.parent, HERE.parents[1])
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [python, str(HERE / script), argument],
        env={"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": ":".join(map(str, packages))},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        **({} if user == OURSELVES else _NOBODY),
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def _ordinary_python() -> str:
    """A Python of this version that others than root may start: root's own may lie in its home."""
    system = f"bin/python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/{system}", f"/usr/local/{system}"):
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            subprocess.run([python, "-c", "import ctypes"], check=True, **_NOBODY)
            return python
    return absent("a Python that an ordinary user may start")
