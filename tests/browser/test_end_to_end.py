"""A real browser answers a booklet from file:// with the network off; the file that it saves becomes a result."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import nbformat
import pytest
from openpyxl import load_workbook as load_xlsx
from playwright.sync_api import Page, expect

from lianbing.app import assessing, grading, ledger_entries
from lianbing.app.drills import receiving
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import Paper
from lianbing.wire.submissions import receipt, sha256
from tests.browser.booklet_player import answer, hand_in, issued_paper, open_booklet
from tests.pages import reload

DRILL = "2026H2-skill"
pytestmark = pytest.mark.browser


def test_from_a_booklet_on_a_phone_to_the_assessment(workspace: Workspace, offline_page: Page, tmp_path: Path) -> None:
    paper = issued_paper(workspace, DRILL, "C0001")
    wrong = {paper.items[0].item.id, paper.items[-1].item.id, *_first_of_each_type(paper)}
    empty = paper.items[3].item.id
    due = sum((item.worth for item in paper.items if item.item.id not in wrong and item.item.id != empty), Decimal(0))
    open_booklet(offline_page, workspace, DRILL, "C0001")
    for item in paper.items:
        if item.item.id != empty:
            answer(offline_page, item, right=item.item.id not in wrong)
    assert offline_page.evaluate("document.documentElement.scrollWidth") == 360
    submission = hand_in(offline_page, tmp_path)
    digest = sha256(submission.read_bytes())
    expect(offline_page.get_by_text(receipt(digest)).first).to_be_visible()
    nbformat.validate(nbformat.read(submission, as_version=4))

    collected = receiving.collect(workspace, DRILL, [submission])
    assert collected.accepted == ((submission.name, receipt(digest)),)
    run = grading.grade(workspace, DRILL)
    assert (run.graded, run.entries, run.failures, run.waiting) == (1, len(paper.items), (), 0)

    entries = ledger_entries.ledger_of(workspace, DRILL, "C0001")
    points = {entry.change.item: entry.change.after for entry in entries}
    assert points == {
        item.item.id: Decimal(0) if item.item.id in {*wrong, empty} else item.worth for item in paper.items
    }
    assert {entry.change.evidence.submission for entry in entries} == {digest}

    assessed = assessing.assess_period(workspace, "2026H2")
    handed_in, absent = assessed.assessment.results
    assert sum((part.earned for part in handed_in.parts), Decimal(0)) == due
    assert handed_in.total == sum((part.contribution or Decimal(0) for part in handed_in.parts), Decimal(0))
    assert (handed_in.rank, absent.total, absent.rank) == (1, None, None)
    assert assessed.reports
    table = next(path for path in assessed.reports.files if path.suffix == ".xlsx")
    sheet = load_xlsx(table)["考评汇总"]
    row = next(row for row in sheet.iter_rows(values_only=True) if "C0001" in row)
    assert float(handed_in.total) in row


def _first_of_each_type(paper: Paper) -> set[str]:
    firsts = {item.item.type: item.item.id for item in reversed(paper.items)}
    return set(firsts.values())


def test_answers_survive_a_reload(workspace: Workspace, offline_page: Page, tmp_path: Path) -> None:
    paper = issued_paper(workspace, DRILL, "C0002")
    open_booklet(offline_page, workspace, DRILL, "C0002")
    for item in paper.items[:5]:
        answer(offline_page, item, right=True)
    reload(offline_page)
    for item in paper.items[5:]:
        answer(offline_page, item, right=True)
    submission = hand_in(offline_page, tmp_path)
    receiving.collect(workspace, DRILL, [submission])
    grading.grade(workspace, DRILL)
    second = assessing.assess_period(workspace, "2026H2").assessment.results[1]
    assert (second.total, second.level) == (Decimal(100), "优秀")


def test_a_booklet_holds_no_key(workspace: Workspace) -> None:
    paper = issued_paper(workspace, DRILL, "C0001")
    (booklet,) = (workspace.drill_folder(DRILL) / "答题册").glob("C0001-*.html")
    page = booklet.read_text(encoding="utf-8")
    for item in paper.items:
        assert json.dumps(item.item.stem, ensure_ascii=False).strip('"')[:15] in page
        assert item.item.explain[:20] not in page
        assert all(text not in page for text in item.item.why.values())
