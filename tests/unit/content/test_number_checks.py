"""A number that was written as a text is a fault, whether anything reckons with it or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.content.reading.number_slips import number_slip
from tests.unit.content.small_workbook import BANK, PARAMETERS, STANDARD, SmallWorkbook


@pytest.mark.parametrize(
    ("value", "unit", "word"),
    [
        ("７", "", "全角"),
        ("１８", "户", "全角"),
        ("０７：３０", "时刻", "全角"),
        ("2个", "", "单位"),
        ("20%", "", "单位"),
        ("２０％", "", "单位"),
        ("18户", "户", "单位"),
        ("18 户", "户", "单位"),
    ],
)
def test_slips_say_what_to_write(value: str, unit: str, word: str) -> None:
    assert word in number_slip(value, unit)


@pytest.mark.parametrize(
    ("value", "unit"),
    [("07:30", ""), ("12313", "电话"), ("1 年", "时间"), ("按约定的时间", ""), ("30 档，总量 10 段", "")],
)
def test_texts_that_are_meant_are_none(value: str, unit: str) -> None:
    assert number_slip(value, unit) == ""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PARAMETERS, "default: 30", "default: ３０"),
        (STANDARD, "value: 2", "value: ２"),
        (STANDARD, "value: 2", "value: 2次"),
        (BANK, "visits: {limit: VIS-34}", "visits: {limit: VIS-34}\n      more: 5％"),
    ],
)
def test_each_place_is_told(tmp_path: Path, file: str, old: str, new: str) -> None:
    small = SmallWorkbook(tmp_path)
    small.edit(file, old, new)
    assert any(fault.file == file and ("全角" in fault.message or "单位" in fault.message) for fault in small.faults())


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("２５", "全角"),
        ("25户", "单位"),
        ('"25 户"', "单位"),
        ("二十五", "要填数字"),
        ("'{{VIS-06}}'", "大括号"),
        ("二｛｛a｝｝", "大括号"),
    ],
)
def test_a_companys_value_that_is_no_number_is_one_fault(tmp_path: Path, value: str, word: str) -> None:
    small = SmallWorkbook(tmp_path)
    small.write("standards/local.yml", f"visit.min_per_day: {value}\n")
    (fault,) = small.faults()
    assert fault.file == "standards/local.yml"
    assert word in fault.message


def test_a_value_is_told_in_its_own_line(tmp_path: Path) -> None:
    small = SmallWorkbook(tmp_path)
    small.edit(BANK, "visits: {limit: VIS-34}", "visits: {limit: VIS-34}\n      more: ３０")
    assert (small.fault().file, small.fault().line) == (BANK, small.line(BANK, "more: ３０"))
