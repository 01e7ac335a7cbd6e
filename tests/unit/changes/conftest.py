from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.content.small_workbook import SmallWorkbook


@pytest.fixture
def small(tmp_path: Path) -> SmallWorkbook:
    return SmallWorkbook(tmp_path / "new")


@pytest.fixture
def before(tmp_path: Path) -> SmallWorkbook:
    """The same workbook, left as it is."""
    return SmallWorkbook(tmp_path / "old")
