"""Progress of long work, told through a port: the work knows no terminal, the terminal knows no work."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Whoever wants to know how far the work is."""

    def step(self, what: str, done: int, total: int) -> None:
        """``done`` of ``total`` steps of ``what`` are behind us."""


class Silent:
    """For callers that don't want to know."""

    def step(self, what: str, done: int, total: int) -> None:
        """Say nothing."""
