"""The front end's own tests and type check, which need Node."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.machine import absent

FOLDER = Path("tests") / "js"
# They read the sources, whose form is no matter once they are made small.
OF_SOURCES = {"modules.test.js", "bundles.test.js"}


def _run(root: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def node() -> str:
    found = shutil.which("node")
    if found is None:
        absent("Node")
    return found


@pytest.fixture
def tools(root: Path, node: str) -> Path:
    """The commands of what package.json lists."""
    folder = root / "node_modules" / ".bin"
    if not (folder / "esbuild").exists():
        absent("the front end's tools (npm ci)")
    return folder


def _tests(root: Path) -> list[str]:
    files = sorted(path.name for path in (root / FOLDER).glob("*.test.js"))
    assert set(files) >= OF_SOURCES
    return [str(FOLDER / name) for name in files if name not in OF_SOURCES]


def test_the_modules_pass_their_own_tests(root: Path, node: str) -> None:
    _run(root, node, "--test", str(FOLDER / "modules.test.js"), *_tests(root))


def test_made_small_they_pass_the_same_tests(root: Path, node: str, tools: Path, tmp_path: Path) -> None:
    _run(root, node, str(FOLDER / "make_small.js"), str(tmp_path), *_tests(root))
    made = sorted(str(path) for path in tmp_path.glob("*.test.mjs"))
    assert len(made) == len(_tests(root))
    _run(root, node, "--test", *made)


def test_the_bundles_are_those_of_the_modules(root: Path, node: str, tools: Path) -> None:
    _run(root, node, "--test", str(FOLDER / "bundles.test.js"))


def test_the_modules_are_well_typed(root: Path, tools: Path) -> None:
    for project in ("tsconfig.json", "tsconfig.worker.json"):
        _run(root, str(tools / "tsc"), "-p", project)
