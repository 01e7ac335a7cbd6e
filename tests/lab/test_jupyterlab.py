"""A real JupyterLab: chapters are run, their elements used, and the kernel sees every answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from lianbing.book.elements import exercise_of, item_data, scenario_data
from lianbing.domain.items.question import Question
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.workbook import Workbook
from tests.lab.lab import FIRST_LOAD_MS, Lab, open_and_run

pytestmark = pytest.mark.lab
DARK = "rgb(26, 32, 35)"


def run_cell(page: Page, code: str) -> Locator:
    """Adds a cell at the end of the open notebook, runs it, and gives its output."""
    page.locator(".jp-CodeCell .cm-content").last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.type(code)
    page.keyboard.press("Shift+Enter")
    return page.locator(".jp-CodeCell", has_text=code).last.locator(".jp-OutputArea-output")


def answer_single(item: Locator, option: str) -> None:
    item.scroll_into_view_if_needed()
    item.locator(f"label:has(input[value='{option}'])").click()
    item.get_by_role("button", name="提交").click()


def singles(workbook: Workbook, chapter: str) -> Iterator[Question]:
    marked = [workbook.questions[name] for name in workbook.chapters[chapter].marked("quiz")]
    return (question for question in marked if question.type.name == "single")


def shown(page: Page, workbook: Workbook, question: Question) -> Locator:
    """The elements of a question."""
    return page.locator("lb-item", has_text=str(item_data(workbook, question.id)["stem"])[:24])


def table(output: Locator) -> list[dict[str, str]]:
    """The rows of the data frame that a cell shows."""
    head, *rows = [[*map(str.strip, row.locator("th, td").all_inner_texts())] for row in output.locator("tr").all()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_everything_done_in_a_chapter_reaches_python_as_a_table(lab: Lab, lab_page: Page, workbook: Workbook) -> None:
    open_and_run(lab, lab_page, "book/chapters/product.ipynb")
    question = next(singles(workbook, "product"))
    (right,) = question.key.right_letters()
    item = shown(lab_page, workbook, question).first
    answer_single(item, right)
    expect(item.get_by_text("答对").first).to_be_visible()

    exercise = exercise_of(workbook, "unit-value")
    field, key = next((field, field.key) for field in exercise.fields if isinstance(field.key, NumericKey))
    form = lab_page.locator("lb-task form").nth(exercise.fields.index(field))
    form.get_by_role("textbox").fill(str(key.value))
    form.get_by_role("button", name="提交").click()
    expect(form.get_by_text("答对").first).to_be_visible()

    visit: Any = scenario_data(workbook, "stale-stock")
    path = walk_best(lab_page.locator("lb-scenario"), visit)

    output = run_cell(lab_page, "from lianbing.notebook import answered; answered()")
    expect(output.locator("tr")).to_have_count(4)
    rows = {row["kind"]: row for row in table(output)}
    assert (rows["item"]["id"], rows["item"]["verdict"], rows["item"]["score"]) == (question.id, "correct", "1.0")
    assert rows["item"]["answer"].startswith(f"{right}. ")
    assert (rows["task"]["id"], rows["task"]["verdict"]) == ("unit-value", "correct")
    assert f"unit-value.{rows['task']['part']}" == field.id
    assert (rows["scenario"]["id"], rows["scenario"]["verdict"]) == ("stale-stock", "good")
    assert " → ".join(path).startswith(rows["scenario"]["path"].removesuffix("..."))  # pandas shows 50 characters
    assert {row["tries"] for row in rows.values()} == {"1"}


def walk_best(element: Locator, visit: Mapping[str, Any]) -> list[str]:
    """Walks the best way to its end."""
    node = visit["nodes"][visit["start"]]
    for step in visit["best"]["path"]:
        choice = next(choice for choice in node["choices"] if choice["id"] == step)
        element.get_by_role("button", name=choice["text"], exact=True).click()
        node = visit["nodes"][choice["next"]]
    expect(element.get_by_role("heading", name="结局：圆满收场")).to_be_visible()
    best: list[str] = visit["best"]["path"]
    return best


TOLD = (
    "from lianbing.notebook import answered; print(answered(history={}).to_json(orient='records', date_format='iso'))"
)


@pytest.mark.long
def test_one_question_shown_in_several_places_tells_every_try(
    lab: Lab, lab_page: Page, workbook: Workbook, copied_root: Path
) -> None:
    """One widget shown twice, and another widget of the same question in a cell below."""
    question = next(singles(workbook, "product"))
    first = f"from lianbing.notebook import quiz\nshown = quiz({question.id!r})\ndisplay(shown, shown)"
    cells = [nbformat.v4.new_code_cell(code) for code in (first, f"quiz({question.id!r})")]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": ""}})
    nbformat.write(notebook, copied_root / "several.ipynb")
    open_and_run(lab, lab_page, "several.ipynb")
    items = shown(lab_page, workbook, question)
    expect(items).to_have_count(3)
    (right,) = question.key.right_letters()
    wrong = next(name for name in question.options if name != right)
    for place, option in enumerate([wrong, right, wrong]):
        item = items.nth(place)
        answer_single(item, option)
        expect(item.get_by_text("答对" if option == right else "答错").first).to_be_visible()
    every = json.loads(lab.ask_kernel("several.ipynb", TOLD.format(True)))
    assert [(row["verdict"], row["tries"]) for row in every] == [("wrong", 1), ("correct", 2), ("wrong", 3)]
    (last,) = json.loads(lab.ask_kernel("several.ipynb", TOLD.format(False)))
    assert (last["id"], last["verdict"], last["tries"]) == (question.id, "wrong", 3)


@pytest.mark.long
def test_choices_and_self_tests_are_told_before_they_end(lab: Lab, lab_page: Page, workbook: Workbook) -> None:
    notebook = "book/chapters/visit-discipline.ipynb"
    open_and_run(lab, lab_page, notebook)
    visit: Any = scenario_data(workbook, "complaint-supply")
    choice = visit["nodes"][visit["start"]]["choices"][0]
    lab_page.locator("lb-scenario").get_by_role("button", name=choice["text"], exact=True).click()
    told = json.loads(lab.ask_kernel(notebook, TOLD.format(False)))
    assert [(row["verdict"], row["score"], row["path"]) for row in told] == [("unfinished", None, choice["id"])]
    result = "from lianbing.notebook import _shown; print([shown.result for shown in _shown if shown.result])"
    assert lab.ask_kernel(notebook, result).strip() == str(
        [{"scenario": "complaint-supply", "path": [choice["id"]], "finished": False}]
    )
    selftest = lab_page.locator("lb-selftest")
    selftest.get_by_role("button", name="开始自测").click()
    answer_whatever(selftest)
    rows = json.loads(lab.ask_kernel(notebook, TOLD.format(False)))
    (row,) = [row for row in rows if row["kind"] == "selftest"]
    assert row["id"] == "check-visit-discipline"
    assert row["part"] in workbook.questions
    assert row["verdict"] in ("correct", "partial", "wrong")


def answer_whatever(selftest: Locator) -> None:
    """Answers the item of a self-test that is open, of whatever type it is."""
    form = selftest.locator("form")
    for box in form.get_by_role("textbox").all():
        box.fill("30")
    for select in form.locator("select").all():
        select.select_option(index=1)
    for ready in form.get_by_role("button", name="就按这个次序").all():
        ready.click()
    if form.locator("label:has(input)").count():
        form.locator("label:has(input)").first.click()
    form.get_by_role("button", name="提交").click()
    expect(selftest.get_by_role("button", name="下一题")).to_be_visible()


@pytest.mark.long
def test_the_elements_follow_the_dark_theme_and_a_narrow_panel(lab: Lab, lab_page: Page) -> None:
    lab_page.set_viewport_size({"width": 640, "height": 900})
    open_and_run(lab, lab_page, "book/chapters/product.ipynb")
    for entry in ("Settings", "Theme", "JupyterLab Dark"):
        lab_page.locator(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel", has_text=re.compile(f"^{entry}$")).click()
    visit = lab_page.locator("lb-scenario")
    expect(visit).to_have_attribute("data-lb-theme", "dark")
    visit.locator("button.choice").first.click()
    expect(visit.locator("li.turn")).to_have_count(1)
    for element in lab_page.locator("lb-item, lb-scenario, lb-task, lb-selftest").all():
        assert element.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    assert visit.evaluate("node => getComputedStyle(node.shadowRoot.querySelector('.card')).backgroundColor") == DARK


def test_a_link_of_a_question_leads_to_the_notebook_that_its_page_is_made_from(
    lab: Lab, lab_page: Page, workbook: Workbook
) -> None:
    open_and_run(lab, lab_page, "book/chapters/product.ipynb")
    question = next(singles(workbook, "product"))
    item = shown(lab_page, workbook, question).first
    answer_single(item, question.key.right_letters()[0])
    link = item.locator("a[href*='.html']").first
    chapter = str(link.get_attribute("href")).partition(".html")[0]
    with lab_page.context.expect_page() as opened:
        link.click()
    page = opened.value
    expect(page.locator(".jp-NotebookPanel:visible .jp-MarkdownCell").first).to_contain_text(
        workbook.chapters[chapter].title, timeout=FIRST_LOAD_MS
    )
    assert page.url.endswith(f"/lab/tree/book/chapters/{chapter}.ipynb") or "auto-" in page.url
