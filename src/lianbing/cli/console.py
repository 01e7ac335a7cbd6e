"""Printing: lines, tables, JSON, errors. Results go to stdout, errors to stderr."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import click

from lianbing.errors import ErrorCode

_PIPED_WIDTH = 400
_SIGN = "\ufffd"


def echo(text: str) -> None:
    """A line of result."""
    click.echo(visible(text))


def visible(text: str) -> str:
    """Replaces control characters and surrogates: a learner's text must not steer the terminal."""
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
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*heading)
    for row in rows:
        table.add_row(*(Text("" if cell is None else visible(str(cell)), overflow="fold") for cell in row))
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    Console(file=sys.stdout, width=width).print(table)


def local_time(text: str) -> str:
    """An ISO 8601 time in the local time zone; any other text is returned as it is.

    So is a time that leaves the years 1 to 9999 in another zone: devices write what they like.
    """
    try:
        return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return text


def fail(code: ErrorCode, message: str, details: Sequence[Mapping[str, object]] = (), *, as_json: bool) -> None:
    """Says why a command failed: to people, and on the way of results to the program that asked for JSON."""
    complain(message)
    if as_json:
        echo_json({"error": {"code": code, "message": message, "faults": details}})


def complain(text: str) -> None:
    """A line of complaint."""
    click.secho(visible(text), err=True, fg="red")
