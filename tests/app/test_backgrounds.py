"""Marked papers lead into the book where there is one to reach, and tell a level where one drill alone decides it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from lianbing.app.backgrounds import background
from lianbing.domain.book_map import MAP
from tests.app.kit import DRILL, PEOPLE, REPO, Bench, put, roster_text

DATA = "var 2026#1"
CONTENT = ("standards", "syllabus", "quizzes", "exercises", "grading", "book", "_config.yml", "_toc.yml")


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the drill issued to one person, and a data folder whose name needs care in addresses."""
    tmp_path = tmp_path_factory.mktemp("background")
    root = tmp_path / "工作簿 root"
    root.mkdir()
    for name in CONTENT:
        (shutil.copytree if (REPO / name).is_dir() else shutil.copy)(REPO / name, root / name)
    made = Bench(root, root / DATA)
    ran = made("drill", "issue", DRILL, "--roster", put(tmp_path / "名单.csv", roster_text(PEOPLE[:1])))
    assert ran.code == 0, ran.said
    return root


@pytest.fixture
def bench(issued: Path, tmp_path: Path) -> Bench:
    root = shutil.copytree(issued, tmp_path / issued.name)
    return Bench(root, root / DATA)


def build(bench: Bench) -> Path:
    """What linking into a built book needs of it."""
    site = bench.root / "_build" / "html"
    put(site / "index.html", "<!DOCTYPE html>")
    for page in (bench.root / "book").rglob("*.*"):
        if page.suffix in (".md", ".ipynb"):
            put((site / page.relative_to(bench.root)).with_suffix(".html"), "<!DOCTYPE html>")
    return site


def configure(bench: Bench, address: str) -> None:
    config = bench.root / "_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("html:\n", f"html:\n  baseurl: {address}\n", 1), "utf-8"
    )


def marked_page(bench: Bench) -> str:
    bench.hand_in(bench.data / "in", "C0001", wrong=10)
    assert bench("drill", "collect", DRILL, bench.data / "in").code == 0
    ran = bench("grade", DRILL)
    assert ran.code == 0, ran.said
    return (bench.run_folder("C0001") / "判卷.html").read_text(encoding="utf-8")


def links(page: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', page)


def test_links_lead_from_the_marked_paper_to_the_built_book(bench: Bench) -> None:
    build(bench)
    page = marked_page(bench)
    found = {unquote(link).partition("#")[0] for link in links(page)}
    assert len(found) > 5
    for link in found:
        assert (bench.run_folder("C0001") / link).resolve().is_file(), link


def test_without_a_book_there_are_names_and_no_links(bench: Bench) -> None:
    page = marked_page(bench)
    assert links(page) == []
    assert "去学《" in page


def test_a_published_book_is_linked_wherever_it_lies(bench: Bench) -> None:
    build(bench)
    configure(bench, "https://intranet.example.com/练兵/")
    assert background(bench.workspace, DRILL).book == "https://intranet.example.com/练兵/"


@pytest.mark.parametrize("address", ["javascript:alert(1)//", "''", "7", "[1]", "file:///etc/", "//example.com"])
def test_what_is_no_web_address_is_none(bench: Bench, address: str) -> None:
    configure(bench, address)
    assert background(bench.workspace, DRILL).book == ""


@pytest.mark.parametrize("damage", [None, "", "{}", "[]", '{"schema": "lianbing/book-map@1"}', "\x00"])
def test_a_damaged_map_costs_the_links_and_nothing_else(bench: Bench, damage: str | None) -> None:
    path = bench.root / MAP
    path.unlink()
    if damage is not None:
        path.write_text(damage, encoding="utf-8")
    around = background(bench.workspace, DRILL)
    assert around.title == "2026 年下半年技能练兵"
    assert around.map.chapters == {}


def test_a_period_with_one_drill_and_one_scheme_has_a_level(bench: Bench) -> None:
    around = background(bench.workspace, DRILL)
    assert around.scheme == bench.workspace.workbook.schemes["half-year-skill"]
    page = marked_page(bench)
    assert re.search(r"技能等级：<b>(优秀|良好|合格|待提高)</b>，按《客户经理半年技能考评方案（示例）》", page)
    level, total = re.search(r"<b>(\S+)</b>，按.*?折算 ([\d.]+) 分", page).groups()  # type: ignore[union-attr]
    person = bench.standings()["C0001"]
    assert (person["level"], person["total"]) == (level, total)


def test_a_period_with_several_drills_or_schemes_leaves_the_level_to_the_assessment(bench: Bench) -> None:
    scheme = bench.root / "grading" / "schemes" / "half-year-skill.yml"
    text = scheme.read_text(encoding="utf-8")
    text = text.replace("default: true", "default: false")
    put(scheme, text)
    put(scheme.with_name("other.yml"), text.replace("id: half-year-skill", "id: other"))
    around = background(bench.workspace, DRILL)
    assert (around.scheme, around.undecided) == (None, "2026 年下半年没有唯一的考评方案，等级在考评里定")
    scheme.with_name("other.yml").write_text("id: [", encoding="utf-8")
    assert background(bench.workspace, DRILL).scheme is None
    workspace = bench.workspace
    with workspace.store.writing() as records:
        drill = records.drills.get(DRILL)
        assert drill
        records.drills.add(replace(drill, id="2026H2-more"))
    workspace.close()
    assert background(bench.workspace, DRILL).undecided == "2026 年下半年还有别的练兵，等级在考评里合起来定"


def test_a_drill_that_nobody_knows_has_no_background(bench: Bench) -> None:
    assert background(bench.workspace, "2020H1-none").title == ""
