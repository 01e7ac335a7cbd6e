"""Sandboxes for tests: one of each isolation that works on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lianbing.sandbox import DataSet, Limits, Program, Sandbox
from lianbing.sandbox.isolation import trouble_with
from lianbing.sandbox.program import CallResult
from tests.sandbox.kit import ISOLATIONS, Run, insist


@pytest.fixture(scope="session", params=ISOLATIONS)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A sandbox of each isolation, used by many tests: what one leaves would show in another."""
    isolation = request.param
    other_works = any(not trouble_with(other) for other in ISOLATIONS if other is not isolation)
    insist(isolation, trouble_with(isolation), other_works)
    with Sandbox(isolation) as made:
        yield made


@pytest.fixture
def run(sandbox: Sandbox) -> Run:
    """Runs the code of a function ``solve``, once."""

    def ran(source: str, *arguments: object, limits: Limits | None = None) -> CallResult:
        program = Program(source=source, function="solve", data_sets=(DataSet(arguments),))  # type: ignore[arg-type]
        return sandbox.run(program, limits).results[0]

    return ran
