"""Executed chapters run again in fresh kernels and give the same outputs, cell by cell (nbval)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from lianbing.domain.kernel.progress import Silent
from lianbing.press.execution import execute


@pytest.fixture(scope="module")
def executed(copied_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root with its chapters replaced by their executed versions."""
    chapters = sorted((copied_root / "book" / "chapters").glob("*.ipynb"))
    # The same cache that a build of the book uses, so that no chapter is executed twice in a run of the tests.
    copies = execute(chapters, copied_root / "_build" / "executed", Silent()).copies
    root = tmp_path_factory.mktemp("nbval") / "root"
    shutil.copytree(copied_root, root, ignore=shutil.ignore_patterns("_build", "var"))
    for chapter, copy in copies.items():
        shutil.copy(copy, root / chapter.relative_to(copied_root))
    return root


def _check_again(executed: Path, chapters: list[str]) -> None:
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-q", *chapters]
    done = subprocess.run(command, cwd=executed, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


@pytest.mark.long
def test_all_chapters_give_the_same_outputs_again(executed: Path) -> None:
    _check_again(executed, sorted(str(path) for path in (executed / "book" / "chapters").glob("*.ipynb")))


def test_nbval_sees_a_changed_question(executed: Path) -> None:
    path = next(iter(sorted((executed / "book" / "chapters").glob("*.ipynb"))))
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if "\nquiz(" in cell.source)
    (output,) = cell.outputs
    output.data["text/html"] = output.data["text/html"].replace("stem", "stern")
    changed = path.with_name("changed.ipynb")
    nbformat.write(notebook, changed)
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-q", str(changed)]
    done = subprocess.run(command, cwd=executed, capture_output=True, text=True, timeout=300, check=False)
    changed.unlink()
    assert done.returncode == 1
    assert "1 failed" in done.stdout


def test_committed_chapters_hold_no_outputs(root: Path) -> None:
    for path in (root / "book" / "chapters").glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            assert not cell.get("outputs"), f"{path.name}: run lianbing generate"
