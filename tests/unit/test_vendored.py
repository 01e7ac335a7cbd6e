"""What npm puts into the package: there, in wheels, with its licence, and not in the repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lianbing.errors import PackageMissing
from lianbing.widgets import vendored
from lianbing.widgets.vendored import REVEAL, reveal_file
from tests.machine import need_reveal

VENDORED = Path("src/lianbing/widgets/vendor/reveal")


@pytest.fixture
def _with_reveal() -> None:
    need_reveal()


@pytest.mark.usefixtures("_with_reveal")
def test_every_file_is_there_with_its_licence(root: Path) -> None:
    assert {path.name for path in (root / VENDORED).iterdir()} == set(REVEAL)
    assert b"MIT" in reveal_file("LICENSE") or b"Permission is hereby granted" in reveal_file("LICENSE")
    assert sum(len(reveal_file(name)) for name in REVEAL) < 250_000


def test_git_does_not_know_them(root: Path) -> None:
    if not (root / ".git").exists() or shutil.which("git") is None:
        pytest.skip("no repository")
    listed = subprocess.run(["git", "ls-files", VENDORED], cwd=root, capture_output=True, text=True, check=True).stdout
    assert listed == ""


def test_what_is_missing_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vendored, "files", lambda _package: tmp_path)
    with pytest.raises(PackageMissing, match="npm ci"):
        reveal_file("reveal.js")


@pytest.mark.usefixtures("_with_reveal")
def test_a_wheel_brings_them(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"lianbing/widgets/vendor/reveal/{name}" for name in REVEAL} <= names
    assert "lianbing/sessions/slides/templates/deck.html" in names
    assert not [name for name in names if "/static/" in name and "widgets" in name]
