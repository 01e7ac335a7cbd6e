"""What other installed distributions add to the project: types of question, rules of ``check``, columns of reports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import TypeVar

T = TypeVar("T")

ITEM_TYPES, LINT_RULES, REPORT_COLUMNS = "lianbing.item_types", "lianbing.lint_rules", "lianbing.report_columns"
"""The groups of entry points. Each entry names one object: a type, a rule, a column."""


def added(group: str, kind: type[T]) -> Iterator[T]:
    """What is installed under ``group``; raises TypeError for an entry that is no ``kind``."""
    for name, plug_in in loaded(group):
        if not isinstance(plug_in, kind):
            raise TypeError(f"entry point {name!r} of {group} is no {kind.__name__}")
        yield plug_in


@cache
def loaded(group: str) -> tuple[tuple[str, object], ...]:
    """The names and objects under ``group``, looked up once."""
    return tuple((point.name, point.load()) for point in entry_points(group=group))
