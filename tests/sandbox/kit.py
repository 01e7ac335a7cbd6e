"""What the tests of the sandbox share."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from lianbing.sandbox import Isolation
from lianbing.sandbox.program import CallResult
from tests.machine import absent

ISOLATIONS = (Isolation.BUBBLEWRAP, Isolation.LANDLOCK)
Run = Callable[..., CallResult]


def insist(isolation: Isolation, trouble: str, other_works: bool) -> None:
    """A machine may forbid one of the two, to some users; under CI one must work, and bubblewrap be installed."""
    if not trouble:
        return
    if isolation is Isolation.BUBBLEWRAP and shutil.which("bwrap") is None:
        absent("bubblewrap")
    if not other_works:
        absent(f"any isolation of learner code ({trouble})")
    pytest.skip(trouble)
