"""The commands that the guides show are run: each must do what the page says, that is, at least succeed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGES = ("README.md", "docs/learner-guide.md", "docs/trainer-guide.md", "docs/hr-guide.md", "docs/engineering.md")
_SLOW = {"docs/trainer-guide.md"}
_BLOCK = re.compile(r"^[ ]*```console\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^[ ]*\$ lianbing (.*)$", re.MULTILINE)


def commands(page: str) -> Iterator[list[str]]:
    for block in _BLOCK.findall(page):
        for line in _COMMAND.findall(block):
            yield shlex.split(line, comments=True)


def lianbing(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from lianbing.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def demonstrated(copied_root: Path) -> Path:
    done = lianbing(copied_root, "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    return copied_root


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long) if name in _SLOW else name for name in PAGES]
)
def test_the_commands_of_a_page_work_in_their_order(root: Path, demonstrated: Path, name: str) -> None:
    shown = list(commands((root / name).read_text(encoding="utf-8")))
    for arguments in shown:
        done = lianbing(demonstrated, *arguments)
        assert done.returncode == 0, f"lianbing {' '.join(arguments)}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


def test_the_guides_show_commands_at_all(root: Path) -> None:
    found = [command for name in PAGES for command in commands((root / name).read_text(encoding="utf-8"))]
    assert len(found) >= 10


def test_every_command_is_in_the_readme(root: Path) -> None:
    from lianbing.cli.group import cli

    readme = (root / "README.md").read_text(encoding="utf-8")
    assert [name for name in cli.commands if f"`{name}" not in readme and f"lianbing {name}" not in readme] == []
