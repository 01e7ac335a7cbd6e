"""Times a cold build of the book: ours, and Jupyter Book alone executing the same chapters, one after the other."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from benchmarks.commands import content_copy

ROUNDS = 2


def main() -> None:
    """Prints seconds, and how they compare."""
    seconds: dict[str, list[float]] = {"lianbing build": [], "jupyter-book build": []}
    for _ in range(ROUNDS):
        seconds["lianbing build"].append(_timed("from lianbing.cli import main; main()", "build"))
        seconds["jupyter-book build"].append(_timed("from jupyter_book.cli.main import main; main()", "build", "."))
    ours = statistics.median(seconds["lianbing build"])
    for name, found in seconds.items():
        median = statistics.median(found)
        print(f"{median:8.1f} 秒  {median / ours:5.2f} 倍  {name}", flush=True)


def _timed(line: str, *arguments: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        root = content_copy(Path(folder))
        _let_jupyter_book_execute(root)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", line, *arguments], cwd=root, check=True, capture_output=True)
        return time.perf_counter() - start


def _let_jupyter_book_execute(root: Path) -> None:
    """Ours executes the chapters itself and takes no notice of this."""
    path = root / "_config.yml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config["execute"] = {"execute_notebooks": "force", "timeout": 120}
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
