from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.content.small_workbook import SmallWorkbook


@pytest.fixture
def small(tmp_path: Path) -> SmallWorkbook:
    return SmallWorkbook(tmp_path)
