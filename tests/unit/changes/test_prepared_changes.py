"""On changes whose stale lines were found by hand, nearly all are told, and hardly a line that isn't stale."""

from __future__ import annotations

import pytest

from benchmarks.impact import Found, measured


@pytest.fixture(scope="module")
def found() -> tuple[Found, ...]:
    return tuple(measured())


def test_precision_and_recall_over_all_prepared_changes(found: tuple[Found, ...]) -> None:
    assert len(found) >= 10
    right, told, stale = (
        sum(each) for each in zip(*((f.right, len(f.told), len(f.stale)) for f in found), strict=True)
    )
    assert right / told >= 0.9
    assert right / stale >= 0.85


def test_no_change_is_passed_over(found: tuple[Found, ...]) -> None:
    assert [one.name for one in found if one.recall < 0.5 or one.precision < 0.75] == []
