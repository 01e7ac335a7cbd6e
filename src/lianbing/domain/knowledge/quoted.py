"""Where the content's texts mention limits and parameters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class QuotedNumber:
    """A placeholder such as ``VIS-06.rural`` or ``work.start`` in a text that is filled in as it is read."""

    name: str
    file: str
    line: int
