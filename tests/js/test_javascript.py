"""The front end's own tests and type check, which need Node."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from machine import absent


def _run(root: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_scripts_pass_their_own_tests(root: Path) -> None:
    node = shutil.which("node")
    if node is None:
        absent("Node")
    files = sorted(str(path) for path in (root / "tests" / "js").glob("*.test.js"))
    assert files
    _run(root, node, "--test", *files)


def test_the_scripts_are_well_typed(root: Path) -> None:
    compiler = root / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        absent("the TypeScript compiler (npm ci)")
    _run(root, str(compiler), "-p", "tsconfig.json")
