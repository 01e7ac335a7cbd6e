"""What a test says when the machine lacks something."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import NoReturn

import pytest


def absent(what: str) -> NoReturn:
    """Skips for people, fails under CI, where nothing may be skipped in silence."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{what} is missing on this machine")
    pytest.skip(f"{what} is missing on this machine")


def need_reveal() -> None:
    """For tests that write slides."""
    if not (files("lianbing.widgets") / "vendor" / "reveal" / "reveal.js").is_file():
        absent("reveal.js (npm ci)")
