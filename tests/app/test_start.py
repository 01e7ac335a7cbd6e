"""How the program is started, and what the start of a command imports."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from lianbing import __version__
from lianbing.cli.commands import LINES, late_commands
from lianbing.cli.drills.group import LINES as DRILL_LINES
from lianbing.cli.drills.group import drill
from lianbing.cli.group import cli
from lianbing.cli.late import LateCommand

IMPORTED = """
import sys
there_before = set(sys.modules)
from lianbing.cli import main
sys.argv = ["lianbing", *sys.argv[1:]]
try:
    main()
finally:
    new = {name for name, module in sys.modules.items() if module} - there_before
    print(*{name.partition(".")[0] for name in new}, file=sys.stderr)
"""


def imported(*arguments: str) -> set[str]:
    """The packages from outside the standard library that a call imports."""
    done = subprocess.run([sys.executable, "-c", IMPORTED, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.split()) - sys.stdlib_module_names - {"colorama"}  # click needs it on Windows


@pytest.mark.parametrize("line", ["--help", "--version", "drill --help", "drill issue --help", "grade --help"])
def test_help_needs_nothing_but_click(line: str) -> None:
    assert imported(*line.split()) == {"lianbing", "click"}


def test_the_help_imports_no_command() -> None:
    listed = "import sys; from lianbing.cli.group import cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True)
    assert "lianbing.cli.commands" in done.stdout.split()
    assert not {command.module for command in late_commands("lianbing.cli", LINES)} & set(done.stdout.split())


NEEDLESS = {
    "assessing": {"IPython", "pandas"},
    "auditing": {"IPython", "nbclient", "openpyxl", "papermill", "pandas"},
    "chapters": {"IPython", "fontTools", "nbclient", "papermill", "sqlalchemy"},
    "issuing.issue": {"IPython", "anywidget", "nbclient", "pandas", "papermill"},
    "traceability": {"IPython", "nbclient", "papermill", "pandas", "sqlalchemy"},
}
"""What a use case must not import: it costs a second, and another use case needs it."""


@pytest.mark.parametrize("use_case", NEEDLESS)
def test_a_use_case_imports_nothing_of_another(use_case: str) -> None:
    listed = f"import sys, lianbing.app.{use_case}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True)
    assert not NEEDLESS[use_case] & set(done.stdout.split())


COMMANDS = [
    *((cli, command) for command in late_commands("lianbing.cli", LINES)),
    *((drill, command) for command in late_commands("lianbing.cli.drills", DRILL_LINES)),
]


@pytest.mark.parametrize(("group", "declared"), COMMANDS, ids=lambda each: each.name)
def test_a_command_is_declared_as_its_module_makes_it(group: click.Group, declared: LateCommand) -> None:
    """If this fails, write the first line of the command's docstring where the group lists its commands."""
    assert declared.name
    command = group.get_command(click.Context(group), declared.name)
    assert command is not None
    assert not isinstance(command, LateCommand)
    assert (command.help, command.callback and command.callback.__module__) == (declared.help, declared.module)


def test_the_package_can_be_run() -> None:
    command = [sys.executable, "-m", "lianbing", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"lianbing {__version__}\n"
