"""What a learner types is text: shown as it is, executed by nobody, and no mark is lost over it."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from tests.app.kit import DRILL, PERIOD, Bench, put, roster_text

TEXTS = {
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "formula": "=cmd|' /C calc'!A0",
    "at": "@SUM(A1)",
    "long": "1" * 200_000,
    "emoji": "👩‍🏫😀 5 户",
    "rtl": "\u202e户 06\u202c",
    "template": "{{ 7*7 }} {% raw %} ${7*7}",
    "zero": "5\x00户",
    "math": "$\\href{javascript:alert(1)}{x}$",
    "half": "约 5 户\ud83d",
    "markup": "[bold]x[/bold] [/nothing] \\[/x] :smile:",
}


@pytest.fixture(scope="module")
def answered(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Each text was typed into the first numeric item of a person named after it; collected and graded."""
    bench = Bench(shipped, tmp_path_factory.mktemp("hostile"))
    roster = put(bench.data / "名单.csv", roster_text(tuple((name, "样例") for name in TEXTS)))
    bench("drill", "issue", DRILL, "--roster", roster)
    for name, text in TEXTS.items():
        item, notebook = bench.item(name, "numeric"), bench.submission(name)
        (cell,) = (cell for cell in notebook["cells"] if cell["metadata"].get("lianbing", {}).get("item") == item)
        cell["metadata"]["lianbing"]["answer"] = text
        notebook["metadata"]["lianbing"]["started_at"] = text[:100]
        put(bench.data / "in" / f"{name}.ipynb", json.dumps(notebook).encode())
    assert bench("drill", "collect", DRILL, bench.data / "in").code in (0, 1)
    assert bench("grade", DRILL).code in (0, 1)
    return bench


@pytest.mark.parametrize("name", TEXTS)
def test_the_item_waits_for_a_person_and_all_others_are_marked(answered: Bench, name: str) -> None:
    if _refused(answered, name):
        return
    marks = {item: points for (who, item), points in answered.marks().items() if who == name}
    assert marks.keys() == {item.item.id for item in answered.paper(name).paper.items}
    assert [item for item, points in marks.items() if points is None] == [answered.item(name, "numeric")]
    (waiting,) = (line for line in answered("review", "list", DRILL, "--json").data if line["employee"] == name)
    assert waiting["answer"] == TEXTS[name].replace("\ud83d", "")


@pytest.mark.parametrize("name", TEXTS)
def test_the_marked_paper_shows_it_as_text(answered: Bench, name: str) -> None:
    if _refused(answered, name):
        return
    page = (answered.run_folder(name) / "判卷.html").read_text(encoding="utf-8")
    notebook = json.loads((answered.run_folder(name) / "判卷.ipynb").read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    shown = "".join("".join(output["data"].get("text/html", "")) for output in outputs)
    for place in (page, shown):
        assert "<img src=x" not in place
        assert "<script" not in place
        assert _shown(TEXTS[name][:50].replace("\ud83d", "")) in unescape(place)


def test_the_list_for_the_reviewer_shows_the_answer_as_typed(answered: Bench) -> None:
    ran = answered("review", "list", DRILL)
    assert ran.code == 0, ran.said
    for piece in ("[bold]", "[/nothing]", "\\[/x]", ":smile:", "<script>"):
        assert piece in ran.out, piece


def test_a_persons_entries_can_be_shown(answered: Bench) -> None:
    for name in {who for who, _ in answered.marks()}:
        assert answered("ledger", "show", DRILL, name).code == 0


def test_the_reports_hold_no_formula_and_no_element_of_a_learners(answered: Bench) -> None:
    ran = answered("assess", PERIOD)
    assert ran.code == 0, ran.said
    book = openpyxl.load_workbook(answered.reports / "考评表.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [
        cell.coordinate for cell in cells if cell.data_type == "f" and ("cmd" in cell.value or "@" in cell.value)
    ]
    book.close()
    for page in answered.reports.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "alert(1)</script>" not in text
        assert "<img src=x" not in text


def _shown(text: str) -> str:
    """What a page shows of a text: no page obeys a direction, or holds a zero."""
    return text.replace("\x00", "\ufffd").replace("\u202e", "\ufffd").replace("\u202c", "\ufffd")


def _refused(bench: Bench, name: str) -> bool:
    """A submission may be refused over such a text, with a reason; one that was taken must be marked."""
    aside = {
        line["file_name"]: line["reason"] for line in bench("drill", "status", DRILL, "--json").data["quarantined"]
    }
    return bool(aside.get(f"{name}.ipynb"))
