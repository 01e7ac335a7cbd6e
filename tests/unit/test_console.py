"""What the command line shows."""

import pytest

from lianbing.cli.console import local_time


@pytest.mark.parametrize(
    "written", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+14:00", "2026-13-01T00:00:00Z", "昨天", ""]
)
def test_a_time_that_no_calendar_has_is_shown_as_it_is_written(written: str) -> None:
    assert local_time(written) == written
