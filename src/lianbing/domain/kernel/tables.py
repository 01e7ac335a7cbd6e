"""A table of given data in an exercise, as texts in rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows as long as ``columns``; cells and caption may hold ``{{name}}`` placeholders."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
