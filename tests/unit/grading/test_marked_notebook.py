"""The marked notebook as papermill leaves it: valid, convertible, small, and the same as its page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter

from lianbing.domain.background import Background
from lianbing.domain.book_map import book_map
from lianbing.domain.drills.assembly import QuestionPool, assemble
from lianbing.domain.drills.papers import Paper
from lianbing.domain.workbook import Workbook
from lianbing.grading.assignments import assignment
from lianbing.grading.jobs import Job
from lianbing.grading.pages import marked_page
from lianbing.grading.work import Product, work
from tests.unit.grading.objects import Read, background, job
from tests.unit.objects import EMPLOYEE, drill

LARGEST = 100_000


def shipped(workbook: Workbook, blueprint: str) -> Paper:
    bank = QuestionPool(tuple(workbook.questions.values()), workbook.sources, workbook.basis)
    issued = drill(f"2026H2-{blueprint}")
    return assemble(issued, workbook.blueprints[blueprint], bank, EMPLOYEE)


def around(workbook: Workbook, paper: Paper) -> Background:
    whole = background("https://intranet.example.com/books/lianbing/", map=book_map(workbook))
    return Background(
        title=whole.title,
        period=whole.period,
        kind="skill",
        scheme=workbook.schemes["half-year-skill"],
        undecided="",
        book=whole.book,
        map=whole.map,
    ).of(paper)


def graded(root: Path, given: Job) -> Product:
    product = work(assignment((root / "grading" / "grade_submission.ipynb").read_bytes(), given))
    assert (product.fault, product.unable) == ("", False)
    return product


@pytest.fixture(scope="module")
def product(root: Path, workbook: Workbook) -> Product:
    """A whole paper of the shipped drill, half of it right."""
    paper = shipped(workbook, "skill")
    answers = {
        one.item.id: one.item.key.right_answer() if one.number % 2 else one.item.key.wrong_answer()
        for one in paper.items
    }
    return graded(root, job(paper, answers, around(workbook, paper)))


def outputs(product: Product) -> str:
    cells = json.loads(product.marked)["cells"]
    return "".join("".join(output["data"]["text/html"]) for cell in cells for output in cell.get("outputs", ()))


def told(markup: str) -> str:
    """The words of some HTML, without heads and spaces."""
    inside = re.sub(r"<!DOCTYPE html>|<head>.*</head>|<style.*?</style>|<svg.*?</svg>", "", markup, flags=re.DOTALL)
    return re.sub(r"[\s¶]+", "", Read.of(inside).text)


def test_the_notebook_is_valid_and_every_cell_was_run(product: Product) -> None:
    notebook = nbformat.reads(product.marked.decode(), as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.papermill.exception is None
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def test_jupyterlab_shows_results_without_their_code(product: Product) -> None:
    cells = json.loads(product.marked)["cells"]
    assert all(cell["metadata"]["jupyter"]["source_hidden"] for cell in cells if cell["cell_type"] == "code")


def test_page_and_notebook_say_the_same(product: Product) -> None:
    cells = json.loads(product.marked)["cells"]
    words = told(outputs(product))
    headings = [line.lstrip("# ") for cell in cells if cell["cell_type"] == "markdown" for line in cell["source"][:1]]
    page = told(product.page)
    for heading in headings[:-1]:
        assert heading in page
    for cell in cells:
        for output in cell.get("outputs", ()):
            assert told("".join(output["data"]["text/html"])) in page
    assert len(words) > 0.95 * len(page)


def test_nbconvert_reads_the_notebook_and_says_the_same(product: Product) -> None:
    notebook = nbformat.reads(product.marked.decode(), as_version=4)
    exporter = HTMLExporter(template_name="basic", exclude_input=True, exclude_output_prompt=True)
    converted, _ = exporter.from_notebook_node(notebook)
    assert told(f"<div>{converted}</div>") == told(product.page)


def test_the_style_stands_in_notebook_and_page_once(product: Product) -> None:
    assert outputs(product).count("<style>") == 1
    assert product.page.count(".lb-item>summary{") == 1
    assert "<style>" not in product.page.partition("</head>")[2]


def test_every_link_leads_to_a_page_of_the_book(product: Product, root: Path) -> None:
    links = set(Read.of(product.page.removeprefix("<!DOCTYPE html>")).links)
    assert len(links) > 20
    for link in links:
        address, _, anchor = link.removeprefix("https://intranet.example.com/books/lianbing/").partition("#")
        source = root / address
        assert source.with_suffix(".md" if "reference" in address else ".ipynb").is_file()
        text = source.with_suffix(".md" if "reference" in address else ".ipynb").read_text(encoding="utf-8")
        assert re.search(rf"### {anchor.upper()} |\*\*{anchor.upper()} ", text), link


@pytest.mark.parametrize("blueprint", ["skill", *(f"theme-{number}" for number in range(1, 8))])
@pytest.mark.parametrize("said", ["right", "&" * 30_000, ["<b>\n" * 2000] * 4])
def test_no_paper_is_larger_than_it_should_be(root: Path, workbook: Workbook, blueprint: str, said: object) -> None:
    paper = shipped(workbook, blueprint)
    answers = {one.item.id: one.item.key.right_answer() if said == "right" else said for one in paper.items}
    product = graded(root, job(paper, answers, around(workbook, paper)))
    assert len(product.marked) < LARGEST
    assert len(product.page.encode()) < LARGEST


def test_a_company_s_own_notebook_may_show_other_things() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# 判卷\n", "\n", "- 一\n", "- <script>x</script>"]},
        {"cell_type": "code", "outputs": [{"output_type": "stream", "name": "stdout", "text": ["1 < 2\n"]}]},
        {"cell_type": "code", "outputs": [{"output_type": "display_data", "data": {"image/png": "aGk=\n"}}]},
        {"cell_type": "code", "outputs": [{"output_type": "display_data", "data": {"text/markdown": "**好**"}}]},
        {"cell_type": "code", "outputs": [{"output_type": "execute_result", "data": {"text/plain": "3"}}]},
    ]
    page = marked_page({"cells": cells}, "卷")
    for piece in (
        "<h1>判卷</h1>",
        "<li>一</li>",
        "<pre>1 &lt; 2<br></pre>",
        "base64,aGk=",
        "<strong>好</strong>",
        "<pre>3</pre>",
    ):
        assert piece in page
    assert "<script" not in page
