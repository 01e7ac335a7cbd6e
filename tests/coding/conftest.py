"""One sandbox for all tests of code tasks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lianbing.sandbox import Isolation, Sandbox, find_isolation
from tests.machine import absent


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    isolation, reason = find_isolation()
    if isolation is Isolation.NONE:
        absent(reason)
    with Sandbox() as running:
        yield running
