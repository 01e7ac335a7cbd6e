"""The commands that the guides show are run: each must succeed, and print the lines that the page shows of it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lianbing.cli.group import cli

PAGES = (
    "README.md",
    "docs/learner-guide.md",
    "docs/trainer-guide.md",
    "docs/hr-guide.md",
    "docs/engineering.md",
    "docs/reports-guide.md",
)
_SLOW = {"docs/trainer-guide.md", "docs/hr-guide.md", "docs/reports-guide.md"}
_BLOCK = re.compile(r"^[ ]*```console\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
_TEXT = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PROMPT = "$ lianbing "
_BORDERS = re.compile(r"[\s\u2500-\u257f]+")
_BY_SECRET = {"show": r"[a-z]+-\d{4}|答对，得满分|[\d:-]+", "entry": r"[a-z]+-\d{4}|答对，得满分|[\d:-]+"}
"""What the secret of a data folder and the clock decide, by the command that prints it."""


def commands(page: str) -> Iterator[tuple[list[str], list[str]]]:
    """Each command of a page, with the lines that the page shows below it."""
    for block in _BLOCK.findall(page):
        for part in block.split(_PROMPT)[1:]:
            line, *printed = part.splitlines()
            yield shlex.split(line, comments=True), [text for text in printed if text.strip() not in ("", "…")]


def pattern(line: str, arguments: list[str]) -> str:
    """What a line that is printed must match to be the one that is shown: ``…`` leaves something out."""
    by_secret = next((_BY_SECRET[word] for word in arguments if word in _BY_SECRET), "(?!)")
    open_places = re.split(f"…|{by_secret}", plain(line))
    return ".*".join(map(re.escape, open_places))


def plain(line: str) -> str:
    """A line without the borders of a table, which the pages leave out."""
    return _BORDERS.sub(" ", line).strip()


def lianbing(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lianbing", *map(str, arguments)]
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
    for arguments, printed in commands((root / name).read_text(encoding="utf-8")):
        done = lianbing(demonstrated, *arguments)
        assert done.returncode == 0, f"lianbing {' '.join(arguments)}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
        lines = [*map(plain, done.stdout.splitlines())]
        for line in printed:
            assert any(re.fullmatch(pattern(line, arguments), each) for each in lines), f"{name}: {line}"


@pytest.mark.parametrize("name", ["README.md", "docs/trainer-guide.md"])
def test_what_a_changed_limit_touches_is_shown_as_it_is_printed(
    root: Path, copied_root: Path, tmp_path: Path, name: str
) -> None:
    """The lines that the page shows are printed in that order; … leaves something out."""
    changed = shutil.copytree(copied_root, tmp_path / "changed", ignore=shutil.ignore_patterns("var", "_build"))
    (changed / "standards" / "local.yml").write_text("visit.min_per_day: 25\n", encoding="utf-8")
    done = lianbing(changed, "impact", copied_root)
    page = (root / name).read_text(encoding="utf-8")
    (shown,) = (text for text in _TEXT.findall(page) if text.startswith("VIS-06 "))
    printed = iter(done.stdout.splitlines())
    for line in shown.splitlines():
        wanted = pattern(line, [])
        assert line.strip() == "…" or any(re.fullmatch(wanted, plain(each)) for each in printed), line


def test_the_guides_show_commands_at_all(root: Path) -> None:
    found = [command for name in PAGES for command, _ in commands((root / name).read_text(encoding="utf-8"))]
    assert len(found) >= 10


def leaves(group: click.Group, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command by all of its words."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from leaves(command, *path, name)
        elif command is not None:
            yield " ".join((*path, name)), command


def test_the_table_of_commands_in_the_readme_is_true(root: Path) -> None:
    """Every command has its line, and every option that a line names is one of the command's."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## 命令")[2].partition("\n\n```")[0]
    described = re.findall(r"`((?:[a-z][a-z-]* ?)+)(.*?)`", table)
    known = dict(leaves(cli))
    assert {name.strip() for name, _ in described if name.strip() in known} == set(known)
    for name, rest in described:
        options = {option for parameter in known.get(name.strip(), cli).params for option in parameter.opts}
        assert set(re.findall(r"--[a-z][a-z-]*", rest)) <= options, name
