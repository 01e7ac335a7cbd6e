"""Fixtures on the small assessment of report_objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lianbing.domain.assessment.assessment import Assessment, Candidate
from lianbing.domain.assessment.computing import assess
from lianbing.reports.files import write_reports
from tests.reports.objects import SCHEME, sample


@pytest.fixture
def assessment() -> Assessment:
    return sample()


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
