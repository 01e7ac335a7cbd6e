"""Times the long commands on the shipped content, in scratch folders, and prints a table.

Absolute seconds depend on the machine; compare lines of one run.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONTENT = ("standards", "syllabus", "quizzes", "exercises", "grading", "book", "_config.yml", "_toc.yml")
DRILL = "2026H2-skill"


def content_copy(folder: Path) -> Path:
    """The shipped content in ``folder / "root"``."""
    root = folder / "root"
    root.mkdir()
    for name in CONTENT:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    return root


def _timed(root: Path, *arguments: str) -> float:
    command = [sys.executable, "-c", "from lianbing.cli import main; main()", *arguments]
    start = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return time.perf_counter() - start


def _measured(root: Path) -> Iterator[tuple[str, float]]:
    yield "check", _timed(root, "check")
    yield "build, cold", _timed(root, "build")
    yield "build, nothing changed", _timed(root, "build")
    chapter = root / "syllabus" / "chapters" / "visit-flow.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n又一句。\n", encoding="utf-8")
    yield "build, one chapter's prose changed", _timed(root, "build")
    yield "demo (book built, 11 submissions graded)", _timed(root, "demo")
    runs = root / "var" / "demo" / "runs"
    graded = sum(1 for _ in runs.glob("*/*/result.json"))
    shutil.rmtree(runs)
    seconds = _timed(root, "--data", "var/demo", "grade", DRILL)
    yield f"grade, per submission ({graded} in one run)", seconds / graded


def main() -> None:
    """Prints seconds by command."""
    with tempfile.TemporaryDirectory() as folder:
        for what, seconds in _measured(content_copy(Path(folder))):
            print(f"{what:<45} {seconds:8.2f} s", flush=True)
