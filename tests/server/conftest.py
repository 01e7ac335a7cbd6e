"""A session that is packed once from the shipped content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lianbing.app.sessions.live import LiveDesk
from lianbing.domain.workbook import Workbook
from lianbing.wire.sessions.prepared import PreparedSession
from tests.server.rooms import OPENED, HandClock, desk_in, packed, prepared_from


@pytest.fixture(scope="session")
def prepared(workbook: Workbook) -> PreparedSession:
    return prepared_from(workbook)


@pytest.fixture(autouse=True)
def _desks_are_closed() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(tmp_path: Path, prepared: PreparedSession, clock: HandClock) -> LiveDesk:
    return desk_in(tmp_path / "laptop", prepared, clock)


@pytest.fixture
def data(tmp_path: Path, prepared: PreparedSession) -> Path:
    """A data folder with the packed session."""
    packed(tmp_path, prepared)
    return tmp_path
