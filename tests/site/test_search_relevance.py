"""The shipped book's own index: what people type finds the place that teaches it, first."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from lianbing.domain.workbook import Workbook
from tests.machine import absent

FIRST, FIRST_THREE = 0.875, 0.975
LARGEST = 400_000
SCRIPT = Path(__file__).parents[1] / "js" / "search_relevance.js"


@pytest.fixture(scope="module")
def index_file(shipped_site: Path) -> Path:
    return shipped_site / "_static" / "lianbing-search-index.js"


@pytest.fixture(scope="module")
def index(index_file: Path) -> Mapping[str, Any]:
    text = index_file.read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text.partition("=")[2].strip().rstrip(";"))
    return found


@pytest.fixture(scope="module")
def searched(index_file: Path) -> Mapping[str, Any]:
    """What ``tests/vectors/search.json`` finds: for each query the place of the first expected address, -1 for none."""
    report: Mapping[str, Any] = _printed(index_file)
    return report


def test_every_expected_place_is_in_the_book(searched: Mapping[str, Any]) -> None:
    assert searched["unknown"] == []
    assert len(searched["matches"]) >= 60


def test_nothing_expected_is_missing(searched: Mapping[str, Any]) -> None:
    assert [one["query"] for one in searched["matches"] if one["at"] < 0] == []


def test_the_place_that_teaches_a_thing_comes_first(searched: Mapping[str, Any]) -> None:
    matches = searched["matches"]
    assert _share(matches, 1) >= FIRST, _missed(matches, 1)
    assert _share(matches, 3) >= FIRST_THREE, _missed(matches, 3)


def test_a_question_in_spoken_words_finds_the_clause(index_file: Path) -> None:
    for query in ("客户经理每天要走多少户？", "一天要跑几家店", "每天要走访多少户"):
        assert "clause book/chapters/visit-discipline.html#vis-06" in _hits(index_file, query)[:3]


def test_who_asks_how_to_count_gets_the_formula_first(index_file: Path) -> None:
    teaching = {f"section book/chapters/{name}" for name in ("concept.html#先把口径说清", "analysis.html#金额类")}
    assert _hits(index_file, "毛利率怎么算")[0] in teaching


@pytest.mark.parametrize(("name", "shown"), [("VIS-06", "clause "), ("K049", "fact ")])
def test_an_id_finds_its_card_and_then_only_what_cites_it(
    index: Mapping[str, Any], index_file: Path, name: str, shown: str
) -> None:
    entries = {
        f"{kind} {page['url']}#{anchor}": f"{heading} {text}"
        for page in index["pages"]
        for kind, _, anchor, heading, text in page["entries"]
    }
    first, *others = _hits(index_file, name)
    assert first.startswith(shown)
    assert first.endswith(f"#{name.lower()}")
    assert others
    assert [one for one in others if name not in entries[one]] == []
    anchors = [one.partition("#")[2] for one in (first, *others)]
    assert len(anchors) == len(set(anchors))


def _hits(index_file: Path, query: str) -> list[str]:
    """Kind and address of everything found, in order."""
    found: list[str] = _printed(index_file, query)
    return found


def _printed(index_file: Path, *query: str) -> Any:
    node = shutil.which("node")
    if node is None:
        absent("Node")
    command = [node, str(SCRIPT), str(index_file), *query]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return json.loads(done.stdout)


def _share(matches: Sequence[Mapping[str, Any]], among: int) -> float:
    return sum(bool(0 <= one["at"] < among) for one in matches) / len(matches)


def _missed(matches: Sequence[Mapping[str, Any]], among: int) -> str:
    return "\n".join(f"{one['query']}: {one['at']} {one['first']}" for one in matches if not 0 <= one["at"] < among)


def test_a_list_never_comes_before_the_chapter_that_teaches(searched: Mapping[str, Any]) -> None:
    lists = [
        one for one in searched["matches"] if one["first"][:1] and one["first"][0].startswith(("reference ", "role "))
    ]
    assert lists == []


def test_every_question_that_the_book_asks_is_found_once(index: Mapping[str, Any], workbook: Workbook) -> None:
    entries = [entry for page in index["pages"] for entry in page["entries"]]
    anchors = [anchor for kind, _, anchor, _, _ in entries if kind == "item"]
    asked = {name for chapter in workbook.chapters.values() for name in chapter.marked("quiz")}
    assert asked <= set(anchors)
    alone = [anchor for anchor in anchors if anchor in asked]
    assert len(alone) == len(set(alone))
    stems = [heading for kind, _, _, heading, _ in entries if kind == "item"]
    assert len(stems) == len(set(stems))


def test_every_card_formula_term_and_visit_can_be_found(index: Mapping[str, Any], workbook: Workbook) -> None:
    found: dict[str, set[str]] = {}
    for page in index["pages"]:
        for kind, _, anchor, heading, _ in page["entries"]:
            found.setdefault(kind, set()).update({anchor, heading})
    shown = {name for chapter in workbook.chapters.values() for name in chapter.marked("clauses")}
    assert {name.lower() for name in shown} <= found["clause"]
    assert {term.term for term in workbook.terms} <= found["term"]
    assert len(found["formula"]) >= len(workbook.indicators)
    for scenario in workbook.scenarios.values():
        assert f"情景演练：{scenario.title}" in found["scenario"]


def test_the_index_is_small_enough_for_a_phone(index_file: Path) -> None:
    assert len(gzip.compress(index_file.read_bytes(), 9)) <= LARGEST
