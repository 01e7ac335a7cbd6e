"""How long one submission takes to be received, in drills of ten, hundreds and thousands."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.cohort import DRILL, hand_in
from benchmarks.commands import content_copy
from lianbing.app.drills.receiving import Receipt, receive
from lianbing.app.workspace import Workspace
from lianbing.drills.intake import Incoming

SIZES = (10, 300, 3000)
RECEIVED = 10


def main() -> None:
    """Prints the median of ten submissions for each size of drill."""
    for people in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            workspace = Workspace(root=content_copy(Path(folder)), data=Path(folder) / "data")
            handed = hand_in(workspace, people)
            taken = [_seconds(workspace, one.content, one.issued.paper.id) for one in handed[-RECEIVED:]]
            workspace.close()
        print(f"{people:5} 人的练兵：收一份 {median(taken) * 1000:5.1f} 毫秒", flush=True)


def _seconds(workspace: Workspace, content: bytes, name: str) -> float:
    start = time.perf_counter()
    if not isinstance(receive(workspace, DRILL, Incoming(f"{name}.ipynb", content)), Receipt):
        raise SystemExit("收不下来")
    return time.perf_counter() - start
