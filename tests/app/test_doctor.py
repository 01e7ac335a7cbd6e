"""``lianbing doctor``: what this machine has, what it means, what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lianbing.app import doctor
from lianbing.sandbox import BestIsolation, Isolation
from tests.app.kit import lianbing
from tests.reports.printed import without_pdf

APT = "没有装 bubblewrap：装上它（Debian、Ubuntu：apt install bubblewrap）"


@pytest.fixture
def isolation(monkeypatch: pytest.MonkeyPatch) -> Callable[[Isolation, str], None]:
    def found(isolation: Isolation, reason: str) -> None:
        monkeypatch.setattr(doctor, "find_isolation", lambda: BestIsolation(isolation, reason))

    return found


@pytest.mark.parametrize(
    ("found", "reason", "code", "pieces"),
    [
        (Isolation.BUBBLEWRAP, "", 0, ("正常  编程题的隔离：bubblewrap", "可以判分")),
        (Isolation.LANDLOCK, APT, 0, ("可用  编程题的隔离：Landlock", APT, "可以判分")),
        (Isolation.NONE, APT, 1, ("缺少  编程题的隔离", "一律不运行", APT, "缺：编程题的隔离")),
    ],
)
def test_isolation(
    isolation: Callable[[Isolation, str], None], found: Isolation, reason: str, code: int, pieces: tuple[str, ...]
) -> None:
    isolation(found, reason)
    ran = lianbing("doctor")
    assert ran.code == code
    for piece in pieces:
        assert piece in ran.out
    assert "Traceback" not in ran.said


def test_for_programs(isolation: Callable[[Isolation, str], None]) -> None:
    isolation(Isolation.NONE, APT)
    ran = lianbing("doctor", "--json")
    assert ran.code == 1
    assert ran.data["missing"] == ["编程题的隔离"]
    assert {finding["state"] for finding in ran.data["findings"]} <= {"fine", "better", "missing"}
    assert all(finding["name"] and finding["reading"] and finding["meaning"] for finding in ran.data["findings"])


def test_without_fork_it_is_slower_but_works(
    isolation: Callable[[Isolation, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    isolation(Isolation.BUBBLEWRAP, "")
    monkeypatch.setattr(doctor, "fork_available", lambda: False)
    ran = lianbing("doctor")
    assert ran.code == 0
    assert "可用  判分引擎：通用引擎" in ran.out


def test_it_needs_no_workbook_and_leaves_no_files(
    isolation: Callable[[Isolation, str], None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    isolation(Isolation.BUBBLEWRAP, "")
    empty = tmp_path_factory.mktemp("empty")
    assert lianbing("--root", empty, "doctor").code == 0
    assert list(empty.iterdir()) == []


def test_the_real_thing_agrees_with_itself() -> None:
    ran = lianbing("doctor", "--json")
    assert ran.code == (1 if ran.data["missing"] else 0)


def test_without_a_pdf_library_papers_are_printed_with_word(
    isolation: Callable[[Isolation, str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    isolation(Isolation.BUBBLEWRAP, "")
    without_pdf(monkeypatch, tmp_path, "raise OSError('libpango')")
    ran = lianbing("doctor")
    assert ran.code == 0
    assert "可用  打印 PDF：不能" in ran.out
    assert "apt install libpango" in ran.out
