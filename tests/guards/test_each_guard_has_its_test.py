"""Every guard that keeps grading from failing open has a test that fails without it.

Each guard of ``guards.yml`` is taken out of a copy of the package; the tests that it names are run against the copy.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

TESTS = Path(__file__).parents[1]
SOURCE = TESTS.parent / "src" / "lianbing"
GUARDS: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("guards.yml").read_text(encoding="utf-8"))


def test_every_guard_stands_where_it_is_said_to_be() -> None:
    moved = [name for name, guard in GUARDS.items() if _source(guard).count(guard["piece"]) != 1]
    assert not moved


def _source(guard: dict[str, str]) -> str:
    return (SOURCE / guard["file"]).read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize("name", GUARDS)
def test_without_the_guard_a_test_fails(tmp_path: Path, name: str) -> None:
    guard = GUARDS[name]
    package = shutil.copytree(SOURCE, tmp_path / "src" / "lianbing", ignore=shutil.ignore_patterns("__pycache__"))
    mended = _source(guard).replace(guard["piece"], guard["without"])
    (package / guard["file"]).write_text(mended, encoding="utf-8")

    ran = _run(guard["tests"], guard.get("picked", ""), tmp_path)

    assert ran.returncode == pytest.ExitCode.TESTS_FAILED, ran.stdout


def _run(tests: str, picked: str, folder: Path) -> subprocess.CompletedProcess[str]:
    options = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not long", "-k", picked, f"--basetemp={folder / 'tests'}"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, TESTS / tests],
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
