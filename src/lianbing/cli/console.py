"""Printing: progress, tables, JSON, errors. Results go to stdout, progress and errors to stderr."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

_PIPED_WIDTH = 400
_SIGN = "\ufffd"


class _Rate(ProgressColumn):
    """Steps per second, once there is something to reckon with."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} 个/秒" if task.speed else "", style="progress.data.speed")


class Bars:
    """Progress as bars on a terminal, and as a line per finished stage elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._progress: Progress | None = None
        self._tasks: dict[str, Any] = {}

    def step(self, what: str, done: int, total: int) -> None:
        """Shows that ``done`` of ``total`` steps of ``what`` are done."""
        if not self._console.is_terminal:
            if done == total:
                self._console.print(f"{what} {done}/{total}", markup=False, highlight=False)
            return
        if self._progress is None:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                _Rate(),
                TimeRemainingColumn(),
            )
            self._progress = Progress(*columns, console=self._console)
            self._progress.start()
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total)
        self._progress.update(self._tasks[what], completed=done, total=total)

    def close(self) -> None:
        """Leaves the terminal as it was."""
        if self._progress is not None:
            self._progress.stop()
            self._progress, self._tasks = None, {}


def echo(text: str) -> None:
    """A line of result."""
    click.echo(visible(text))


def visible(text: str) -> str:
    """Control and half characters as visible signs: what a learner wrote moves no cursor and breaks no pipe."""
    return "".join(_SIGN if unicodedata.category(c) in ("Cc", "Cs") and c != "\n" else c for c in text)


def echo_json(data: object) -> None:
    """The result as JSON for programs."""
    click.echo(json.dumps(_plain(data), ensure_ascii=False, indent=2))


def _plain(data: object) -> object:
    if is_dataclass(data) and not isinstance(data, type):
        return _plain(asdict(data))
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    return str(data) if isinstance(data, Decimal | Path) else data


def echo_table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows as a table; cell texts are shown as they are."""
    table = Table(*heading)
    for row in rows:
        table.add_row(*(Text("" if cell is None else visible(str(cell)), overflow="fold") for cell in row))
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    Console(file=sys.stdout, width=width).print(table)


def local_time(said: str) -> str:
    """An ISO 8601 time as the clock on this wall; what is no time is shown as it is."""
    try:
        return datetime.fromisoformat(said).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return said


def complain(text: str) -> None:
    """A line of complaint."""
    click.secho(visible(text), err=True, fg="red")
