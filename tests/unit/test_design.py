"""The one file of colours and sizes: what it holds, what is made of it, and that no other file has its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lianbing import design
from lianbing.design import BOOK, ELEMENTS, PAGES, Theme, colour, declared

FILE = Path("src") / "lianbing" / "design.json"
ENDINGS = {".css", ".html", ".j2", ".js", ".py"}
HEX = re.compile(r"(?<![&\w])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
# Text colours and what they stand on; WCAG 2 asks 4.5 for text.
READ = [
    ("text", "paper"),
    ("text", "tint"),
    ("soft", "paper"),
    ("accent", "paper"),
    ("on-accent", "accent"),
    ("good", "good-tint"),
    ("half", "half-tint"),
    ("bad", "bad-tint"),
]


@pytest.fixture(scope="module")
def groups(root: Path) -> dict[str, dict[str, object]]:
    held: dict[str, dict[str, object]] = json.loads((root / FILE).read_text(encoding="utf-8"))
    return held


def test_every_colour_of_pages_has_one_for_the_dark(groups: dict[str, dict[str, object]]) -> None:
    for group in ("colours", "pages", "figures"):
        for name, pair in groups[group].items():
            assert isinstance(pair, list), name
            assert [bool(re.fullmatch("#[0-9a-f]{6}", one)) for one in pair] == [True, True], name


def test_nothing_of_pages_is_called_like_another(groups: dict[str, dict[str, object]]) -> None:
    names = [name for group in BOOK for name in groups[group]]
    assert len(names) == len(set(names))


def test_no_other_file_has_a_colour_of_its_own(root: Path) -> None:
    source = root / "src" / "lianbing"
    made = {source / "widgets" / name for name in ("bundles", "vendor")}
    files = [path for path in source.rglob("*") if path.suffix in ENDINGS and not made & set(path.parents)]
    assert len(files) > 200
    having = {path.relative_to(source).as_posix(): HEX.findall(path.read_text(encoding="utf-8")) for path in files}
    assert {path: found for path, found in having.items() if found} == {}


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_text_can_be_read_on_its_ground(ink: str, ground: str, theme: Theme) -> None:
    lights = sorted((_light(colour(ink, theme=theme)), _light(colour(ground, theme=theme))))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def _light(shade: str) -> float:
    parts = [int(shade[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_declared_for_light_are_all_and_for_dark_only_what_differs() -> None:
    light, dark = declared(PAGES), declared(PAGES, Theme.DARK)
    assert light.startswith("--lb-text: #1d2529; ")
    assert dark.startswith("--lb-text: #e4e9ea; ")
    assert "--lb-touch: 44px;" in light
    assert "--lb-touch" not in dark
    assert "--lb-page" not in declared(ELEMENTS)


def test_a_size_is_a_number() -> None:
    assert (design.size("width", "figure-sizes"), design.size("text", "sheets")) == (360.0, 10.0)
