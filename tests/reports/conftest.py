"""Fixtures on the small assessment of report_objects, and its reports as the shipped notebooks write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lianbing.domain.assessment.assessment import Assessment, Candidate
from lianbing.domain.assessment.computing import assess
from tests.reports.notebooks import run_all
from tests.reports.objects import SCHEME, sample


@pytest.fixture
def assessment() -> Assessment:
    return sample()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all reports of the sample; only C0001 has a marked paper. Nobody changes it."""
    folder = tmp_path_factory.mktemp("reports")
    run_all(sample(), folder, marked={"2026H2-a-C0001": "判过的试卷/2026H2-a-C0001.html"})
    return folder


@pytest.fixture
def with_people(assessment: Assessment) -> Callable[..., Assessment]:
    """Makes an assessment of other people by the same scheme."""

    def make(*people: Candidate) -> Assessment:
        return replace(assessment, results=assess(SCHEME, people))

    return make
