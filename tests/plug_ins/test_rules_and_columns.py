"""A rule of ``check`` and a column of the workbook from elsewhere, each in one file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lianbing import plug_ins
from lianbing.domain.assessment.assessment import Assessment
from lianbing.reports.workbook_xlsx import workbook_bytes
from tests.plug_ins.installing import install
from tests.reports.objects import sample
from tests.unit.content.small_workbook import BANK, SmallWorkbook


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path; what is installed there is gone with the test."""
    before = {*sys.modules}
    folder = tmp_path / "installed"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    plug_ins.loaded.cache_clear()
    yield folder
    plug_ins.loaded.cache_clear()
    for name in {"long_stem", "lost_points"} - before:
        sys.modules.pop(name, None)


@pytest.fixture
def assessment() -> Assessment:
    return sample()


def test_a_rule_tells_its_faults_with_their_places(installed: Path, tmp_path: Path) -> None:
    small = SmallWorkbook(tmp_path / "root")
    small.edit(BANK, "每天至少走访多少户？", "每天至少走访多少户？" * 7)
    assert small.faults() == ()
    install(installed, plug_ins.LINT_RULES, "long_stem:long_stem")
    plug_ins.loaded.cache_clear()
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, "id: flow-0001"))
    assert "题干有 70 字" in fault.message


def test_a_column_stands_at_the_end_of_its_sheet(installed: Path, assessment: Assessment) -> None:
    before = table(assessment)
    install(installed, plug_ins.REPORT_COLUMNS, "lost_points:LOST")
    plug_ins.loaded.cache_clear()
    after = table(assessment)
    assert [row[:-1] for row in after] == before
    heads = after[0]
    assert heads[-1] == "失分"
    worth, earned = heads.index("满分"), heads.index("得分")
    marked = [row for row in after[1:] if isinstance(row[earned], int | float)]
    assert marked
    assert all(number(row[-1]) == number(row[worth]) - number(row[earned]) for row in marked)


def test_an_entry_that_is_no_column_is_refused(installed: Path, assessment: Assessment) -> None:
    install(installed, plug_ins.REPORT_COLUMNS, "lost_points:lost")
    plug_ins.loaded.cache_clear()
    with pytest.raises(TypeError, match="lost_points"):
        workbook_bytes(assessment)


def table(assessment: Assessment) -> list[list[object]]:
    book = load_workbook(BytesIO(workbook_bytes(assessment)))
    return [[cell.value for cell in row] for row in book["逐题明细"]]


def number(value: object) -> Decimal:
    return Decimal(str(value))
