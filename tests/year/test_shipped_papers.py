"""The same year with papers of the shipped size, each command a process of its own, nothing left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.kit import REPO, Bench, Ran
from tests.year.conftest import GUIDE
from tests.year.recomputing import Year
from tests.year.test_golden import PERIODS, computed, newest, told
from tests.year.walking import walk


@pytest.mark.long
def test_a_year_with_the_shipped_blueprint_comes_out_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "demo-year"

    def run(*words: str) -> Ran:
        where, more = (REPO, (folder,)) if words == ("sample", "year") else (folder, ())
        line = [sys.executable, "-m", "lianbing", *words, *map(str, more)]
        env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(line, cwd=where, capture_output=True, text=True, timeout=600, check=False, env=env)
        return Ran(done.returncode, done.stdout, done.stderr)

    def enter(_: str) -> None:
        blueprints = folder / "grading" / "blueprints"
        shipped = (blueprints / "skill.yml").read_text(encoding="utf-8")
        (blueprints / "sample-skill.yml").write_text(shipped.replace("id: skill", "id: sample-skill"), encoding="utf-8")

    walk(GUIDE.read_text(encoding="utf-8"), run, enter, compare=False)
    again = Year(folder, folder / "var")
    for period, scheme in PERIODS:
        found = newest(Bench(folder, folder / "var"), period, scheme)
        expected = {who: computed(again.results(period, scheme)[who]) for who in found}
        assert {who: told(line) for who, line in found.items()} == expected, f"{period} {scheme}"
