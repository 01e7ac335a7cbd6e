"""What texts call limits and parameters: ``VIS-06``, ``VIS-06.rural``, ``VIS-06.source``, ``visit.min_per_day``."""

from __future__ import annotations

import re
from dataclasses import dataclass

SOURCE = "source"
"""The word behind a name that asks for what the source says."""

_LIMIT = re.compile(r"(?P<clause>[A-Z]{2,5}-\d{2,3})(?:\.(?P<name>[a-z][a-z0-9_]*?))??(?P<source>\.source)?", re.ASCII)
_PARAMETER = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class LimitPlace:
    """Which limit of which clause is meant, and whether the source's own number of it."""

    clause: str
    name: str = ""
    of_source: bool = False

    @classmethod
    def read(cls, written: str) -> LimitPlace | None:
        """The place that is written, such as ``VIS-06.rural.source``; None if it is none.

        >>> LimitPlace.read("VIS-06.source")
        LimitPlace(clause='VIS-06', name='', of_source=True)
        >>> LimitPlace.read("VIS-06.rural").name
        'rural'
        """
        matches = _LIMIT.fullmatch(written)
        if matches is None:
            return None
        return cls(clause=matches["clause"], name=matches["name"] or "", of_source=bool(matches["source"]))


def is_parameter(name: str) -> bool:
    """Whether ``name`` has the form of a parameter's id such as ``visit.min_per_day``."""
    return _PARAMETER.fullmatch(name) is not None
