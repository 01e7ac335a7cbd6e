"""The sample year, played once by the commands of its guide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.conftest import content_read_once
from tests.app.kit import REPO, Bench, Ran, lianbing
from tests.year.walking import marked_here, no_reports, walk

GUIDE = REPO / "docs" / "hr-year.md"


@pytest.fixture(scope="session", autouse=True)
def _as_on_any_machine() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, content_read_once():
        for name in ("LIANBING_DATABASE", "LIANBING_DATA", "LIANBING_ROOT", "LIANBING_WHO"):
            patch.delenv(name, raising=False)
        patch.setenv("COLUMNS", "200")
        yield


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The folder to practise in at the end of December.

    Marks are given by the function that the grading notebook calls. Assessing neither verifies the store first nor
    writes reports: both take most of its time and have tests of their own. The guide does both by commands at its end.
    """
    folder = tmp_path_factory.mktemp("year") / "demo-year"

    def run(*words: str) -> Ran:
        return lianbing("--root", REPO, "sample", "year", folder) if words == ("sample", "year") else lianbing(*words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lianbing.grading.workers.work", marked_here)
        patch.setattr("lianbing.app.grading.default_count", lambda _: 1)
        for module in ("assessing", "appeals.publishing", "periods.proposals", "reporting.writing"):
            patch.setattr(f"lianbing.app.{module}.verify_ledger", lambda _: None)
        patch.setattr("lianbing.app.assessing.write_reports", no_reports)
        walk(GUIDE.read_text(encoding="utf-8"), run, lambda _: patch.chdir(folder))
    return Bench(folder, folder / "var")
