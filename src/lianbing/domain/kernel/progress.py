"""The port through which long work reports its progress, whatever shows it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """A receiver of progress reports, such as a progress bar."""

    def step(self, what: str, done: int, total: int) -> None:
        """Reports that ``done`` of ``total`` steps are done; ``what`` names the work in Chinese."""


class Silent:
    """A receiver that ignores all reports."""

    def step(self, what: str, done: int, total: int) -> None:
        """Does nothing."""
