"""The documents say how each type is written, and show how one is added by what a test really adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.domain.items.registry import SHIPPED


def test_the_table_of_types_is_what_the_types_say_of_themselves(root: Path) -> None:
    page = (root / "docs" / "content-format.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith(tuple(f"| `{kind.name}` |" for kind in SHIPPED))]
    assert rows == [kind.guide_row for kind in SHIPPED]


@pytest.mark.parametrize("name", ["clock.py", "clock.js", "long_stem.py", "lost_points.py"])
def test_what_is_shown_of_adding_something_is_what_the_tests_add(root: Path, name: str) -> None:
    page = (root / "docs" / "engineering.md").read_text(encoding="utf-8")
    language = {".py": "python", ".js": "js"}[Path(name).suffix]
    text = (root / "tests" / "plug_ins" / name).read_text(encoding="utf-8")
    assert f"```{language}\n{text}```\n" in page
