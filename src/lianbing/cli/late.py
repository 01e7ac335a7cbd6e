"""What is imported only when it is needed: most calls of the program need little of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from lianbing.cli.chinese import ChineseGroup, Command

if TYPE_CHECKING:
    from lianbing.cli.bars import Bars


class LateCommand(Command):
    """The name and the line of help of a command whose module has not been imported yet."""

    def __init__(self, name: str, module: str, line: str) -> None:
        super().__init__(name, help=line)
        self.module = module


class LateGroup(ChineseGroup):
    """A group that imports the module of a command when the command is called.

    The module's decorators put the command into the group, in the place of its :class:`LateCommand`.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, or ``None`` if there is none of this name."""
        command = super().get_command(ctx, cmd_name)
        if isinstance(command, LateCommand):
            import_module(command.module)
            command = super().get_command(ctx, cmd_name)
        return command


class LateBars:
    """Progress that is shown as bars from its first step on."""

    def __init__(self) -> None:
        self._bars: Bars | None = None

    def step(self, what: str, done: int, total: int) -> None:
        """Shows that ``done`` of ``total`` steps of ``what`` are done."""
        if self._bars is None:
            from lianbing.cli.bars import Bars

            self._bars = Bars()
        self._bars.step(what, done, total)

    def close(self) -> None:
        """Leaves the terminal as it was."""
        if self._bars is not None:
            self._bars.close()
