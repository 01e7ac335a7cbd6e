"""The front end's own tests and type check, which need Node."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from machine import absent

from lianbing.widgets.assets import Bundle, minified, script_text

STATIC = Path("src") / "lianbing" / "widgets" / "static"


def _run(root: Path, *command: str, scripts: Path | None = None) -> None:
    environment = os.environ | ({"LB_SCRIPTS": str(scripts)} if scripts else {})
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


def _own_tests(root: Path) -> list[str]:
    node = shutil.which("node")
    if node is None:
        absent("Node")
    files = sorted(str(path) for path in (root / "tests" / "js").glob("*.test.js"))
    assert files
    return [node, "--test", *files]


def test_the_scripts_pass_their_own_tests(root: Path) -> None:
    _run(root, *_own_tests(root))


def test_the_minified_scripts_pass_the_same_tests(root: Path, tmp_path: Path) -> None:
    sources = [path for path in sorted((root / STATIC).glob("*/*.js")) if path.parent.name != "search"]
    shipped = "".join(script_text(bundle) for bundle in Bundle)
    for source in sources:
        small = minified(source.read_text(encoding="utf-8"))
        assert small in shipped, source
        place = tmp_path / source.parent.name / source.name
        place.parent.mkdir(exist_ok=True)
        place.write_text(f'"use strict";{small}', encoding="utf-8")
    _run(root, *_own_tests(root), scripts=tmp_path)


def test_the_scripts_are_well_typed(root: Path) -> None:
    compiler = root / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        absent("the TypeScript compiler (npm ci)")
    _run(root, str(compiler), "-p", "tsconfig.json")
    _run(root, str(compiler), "-p", "tsconfig.worker.json")
