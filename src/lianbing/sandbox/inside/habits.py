"""Habits from before pandas 3 that change nothing any more, such as ``data["列"][条件] = 1``."""

from __future__ import annotations

import sys
import warnings
from typing import Any

_MOST = 20
_lines: list[int] = []


def watch_chains(file: str) -> None:
    """Notes the lines of ``file`` where a value is set on a copy, of which pandas warns."""
    pandas = sys.modules["pandas"]
    chained = getattr(pandas.errors, "ChainedAssignmentError", None)
    if chained is None:  # before pandas 2.2
        return
    warnings.simplefilter("always", chained)

    def note(_message: Any, category: type[Warning], filename: str, lineno: int, *_: Any) -> None:
        if issubclass(category, chained) and filename == file and len(_lines) < _MOST and lineno not in _lines:
            _lines.append(lineno)

    setattr(warnings, "showwarning", note)  # noqa: B010 - the documented hook


def chained_lines() -> list[int]:
    """The lines that were noted, in the order in which they ran."""
    return [*_lines]
