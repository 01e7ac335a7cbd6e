"""Files of holidays: what is wrong is told with file and line, of all files at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.content.office.holiday_files import read_calendar
from lianbing.errors import ContentFaults

HEAD = "year: 2026\nsource: 测试\nholidays:\n"


def faults(root: Path, text: str, name: str = "2026") -> list[str]:
    folder = root / "grading" / "holidays"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentFaults) as raised:
        read_calendar(root)
    return [str(fault) for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("  - {title: 元旦, off: [2026-01-03, 2026-01-01]}\n", "先写早的"),
        ("  - {title: 元旦, off: [2026-01-01, 2026-03-01]}\n", "不像一个假期"),
        ("  - {title: 元旦, off: [2026-02-30]}\n", "2026-02-30"),
        ("  - {title: 元旦, off: [2026-01-01], worked: [2026-01-05]}\n", "不是周六、周日"),
        ("  - {title: 元旦, off: []}\n", "至少要有 1 项"),
        ("  - {title: 元旦, off: [2026-01-01], day: 3}\n", "不认识的字段“day”"),
    ],
)
def test_a_fault_has_its_line(tmp_path: Path, line: str, piece: str) -> None:
    (fault,) = faults(tmp_path, HEAD + line)
    assert fault.startswith("grading/holidays/2026.yml:4 ")
    assert piece in fault


def test_days_are_of_the_year_and_there_once(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, HEAD + "  - {title: 元旦, off: [2025-12-31, 2026-01-01]}\n")
    assert "2025-12-31 不在 2026 年" in fault
    twice = "  - {title: 春节, off: [2026-02-14]}\n  - {title: 元旦, off: [2026-01-01], worked: [2026-02-14]}\n"
    (fault,) = faults(tmp_path, HEAD + twice)
    assert "2026-02-14 写了两次" in fault


def test_the_faults_of_all_files_come_together(tmp_path: Path) -> None:
    faults(tmp_path, HEAD)
    found = faults(tmp_path, HEAD + "  - {title: 元旦, off: [2026-01-01]}\n", name="2027")
    assert [fault.partition(" ")[0] for fault in found] == [
        "grading/holidays/2026.yml:3",
        "grading/holidays/2027.yml:1",
    ]


def test_a_file_to_be_checked_says_so_with_each_deadline(tmp_path: Path) -> None:
    folder = tmp_path / "grading" / "holidays"
    folder.mkdir(parents=True)
    text = HEAD.replace("holidays:", "status: 请核对\nholidays:") + "  - {title: 元旦, off: [2026-01-01]}\n"
    (folder / "2026.yml").write_text(text, encoding="utf-8")
    assert read_calendar(tmp_path).doubts("2026-01-01", "2026-01-02") == ("2026 年的节假日文件注明：请核对",)
