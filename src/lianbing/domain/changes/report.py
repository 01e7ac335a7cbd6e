"""What ``lianbing impact`` finds: changes with what they touch, lines that may be stale, items that wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.domain.changes.comparing import EditionChange
from lianbing.domain.changes.scanning import StaleLine
from lianbing.domain.changes.traces import Trace


@dataclass(frozen=True, kw_only=True)
class Affected:
    """A change, and all content that refers to what changed."""

    change: EditionChange
    trace: Trace


@dataclass(frozen=True, kw_only=True)
class Shortage:
    """A blueprint that the bank can't serve while items wait; ``what`` says which section lacks what."""

    blueprint: str
    what: str


@dataclass(frozen=True, kw_only=True)
class ImpactReport:
    """The difference to an edition called ``old``; ``held`` are the items that wait, with what of theirs changed."""

    old: str
    changes: tuple[Affected, ...]
    stale: tuple[StaleLine, ...]
    held: Mapping[str, tuple[str, ...]]
    shortages: tuple[Shortage, ...]
