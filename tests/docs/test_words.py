"""One thing has one word: the glossary of docs/engineering.md is complete, and replaced words don't come back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

SOURCE = Path("src") / "lianbing"

REPLACED = {
    "Act": "CorrectionRound",
    "Bounds": "GaugeInstance",
    "CodeCheck": "ReturnedNumber",
    "Exercise": "TaskInstance",
    "Judgement": "ChoiceVerdict",
    "Marking": "Classification",
    "Standing": "ResultState, or CorrectionsInForce",
    "Visit": "ScenarioInstance",
    "found": "what was found: matches, results, findings …",
    "ground": "basis, or evidence",
    "grounded": "with_correction",
    "judgement": "verdict",
    "meters": "gauges",
    "possible": "worth",
    "said": "what was said: document, text, evidence …",
    "settle": "what is done: accept, record, finish …",
    "settled": "final",
    "standing": "state, or in_force",
    "told": "what was told: message, notes …",
}
"""Names that meant several things or nothing, and the words that stand in their place."""

REPLACED_KEYS = {
    "exercises/scenarios": {"state": "gauges", "min": "minimum", "max": "maximum"},
    "grading/blueprints": {"points": "worth", "period": "the period is the drill's"},
    "grading/schemes": {"min": "minimum", "part_min": "part_minimum"},
    "quizzes": {"points": "scoring_points"},
}
"""Keys of content files that were replaced, by folder."""


def _names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name.lstrip("_")
            case ast.Attribute(attr=name):
                yield name


def test_replaced_words_stay_away_from_python(root: Path) -> None:
    back = {
        f"{path.relative_to(root)}: {name} → {REPLACED[name]}"
        for path in (root / SOURCE).rglob("*.py")
        for name in _names(path)
        if name in REPLACED
    }
    assert not back


def test_replaced_words_stay_away_from_scripts(root: Path) -> None:
    words = re.compile(rf"(?<![\w-])({'|'.join(REPLACED)})(?![\w-])(?=\s*[=:(.,;)])")
    back = {
        f"{path.relative_to(root)}: {match[1]} → {REPLACED[match[1]]}"
        for path in (root / SOURCE / "widgets" / "static").rglob("*.js")
        for match in words.finditer(_code(path.read_text(encoding="utf-8")))
    }
    assert not back


def _code(script: str) -> str:
    """A script without its comments and texts."""
    return re.sub(r"/\*.*?\*/|//[^\n]*|`[^`]*`|\"[^\"\n]*\"", "", script, flags=re.DOTALL)


@pytest.mark.parametrize("folder", REPLACED_KEYS)
def test_replaced_keys_stay_away_from_content(root: Path, folder: str) -> None:
    files = sorted((root / folder).glob("*.yml"))
    assert files
    back = {
        f"{path.name}: {key} → {REPLACED_KEYS[folder][key]}"
        for path in files
        for key in _keys(yaml.safe_load(path.read_text(encoding="utf-8")))
        if key in REPLACED_KEYS[folder]
    }
    assert not back


def _keys(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from _keys(value)
    if isinstance(node, list):
        for part in node:
            yield from _keys(part)


def test_no_class_name_stands_for_two_things(root: Path) -> None:
    """But for the engine's: what papermill finds by that name makes the other, which is imported late."""
    places: dict[str, set[str]] = {}
    for path in sorted((root / SOURCE).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, set()).add(path.relative_to(root).as_posix())
    assert {name for name, where in places.items() if len(where) > 1} == {"LianbingEngine"}


def test_the_glossary_has_a_line_for_every_class_of_the_domain_that_people_talk_about(root: Path) -> None:
    text = (root / "docs" / "engineering.md").read_text(encoding="utf-8")
    glossary = text.partition("## 词汇")[2].partition("\n## ")[0]
    lines = [line for line in glossary.splitlines() if line.startswith("| ") and "|---" not in line][1:]
    assert len(lines) >= 40
    assert all(len([cell for cell in line.strip("| ").split("|") if cell.strip()]) == 3 for line in lines)
    words = {word.strip() for line in lines for word in re.split("、", line.split("|")[1])}
    talked_about = {
        "assessment", "blueprint", "booklet", "chapter", "clause", "drill", "entry", "fact", "item", "key", "level",
        "limit", "mark", "paper", "parameter", "period", "question", "scenario", "scheme", "section", "standard",
        "submission", "task", "topic",
    }  # fmt: skip
    assert talked_about <= words
