"""Fixtures on the small assessment of report_objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lianbing.domain.assessment.assessment import Assessment, Candidate, assess
from lianbing.domain.kernel.periods import Period
from lianbing.reports.files import write_reports
from tests.reports.objects import BASIS, DRILLS, HOSTILE, SCHEME, candidate


@pytest.fixture
def assessment() -> Assessment:
    people = (
        candidate("0007", "样例丙", "1 1.5 2.5 4 2 4 1", 15),
        candidate("C0001", "样例甲", "2 3 2.5 5 3 4 2", 1),
        candidate("C0002", HOSTILE, "2 1.5 0 0 3 2 3", 8),
        candidate("C0003", "样例丁", "2 3 2.5 5 3 ? 0", 22),
        candidate("C0004", "样例戊", "x x x x x x x", 0, tuple(DRILLS)),
        candidate("C0005", "样例己", "2 0 2.5 5 x x x", 29, ("2026H2-b",)),
    )
    return Assessment(
        period=Period.parse("2026H2"),
        made_at="2026-12-28T17:05:00+08:00",
        scheme=SCHEME,
        drills=DRILLS,
        results=assess(SCHEME, people),
        basis=BASIS,
        ledger_sequence=32,
        ledger_digest="3f" * 32,
    )


@pytest.fixture
def written(assessment: Assessment, tmp_path: Path) -> Path:
    """The folder with all reports of the assessment; only C0001 has a marked paper."""
    write_reports(assessment, tmp_path, {"2026H2-a-C0001": "判过的试卷/2026H2-a-C0001.html"})
    return tmp_path


@pytest.fixture
def with_people(assessment: Assessment) -> Callable[..., Assessment]:
    """Makes an assessment of other people by the same scheme."""

    def make(*people: Candidate) -> Assessment:
        return replace(assessment, results=assess(SCHEME, people))

    return make
