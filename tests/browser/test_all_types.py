"""A booklet with every type of question, answered on a phone without a network, collected and graded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lianbing.app import grading, ledger_entries
from lianbing.app.drills import receiving
from lianbing.app.reviewing.waiting import list_waiting
from lianbing.app.workspace import Workspace
from lianbing.domain.items.question import ItemType
from lianbing.domain.items.registry import SHIPPED
from lianbing.domain.items.types.code import CODE
from tests.browser.booklet_player import answer, hand_in, issued_paper, open_booklet

DRILL = "2026-12-all-types"
pytestmark = pytest.mark.browser


def skill_of(kind: ItemType) -> str:
    """Code is no knowledge: the bank has it under tools."""
    return "tools" if kind is CODE else "knowledge"


@pytest.fixture(autouse=True)
def _drill(copied_root: Path) -> Iterator[None]:
    sections = [
        f"  - {{title: {kind.label}, skill: {skill_of(kind)}, type: {kind.name}, count: 2, worth: 6}}"
        for kind in SHIPPED
    ]
    head = ["id: all-types", "title: 各种题型", "kind: skill", "minutes: 30", "sections:"]
    blueprint = copied_root / "grading" / "blueprints" / "all-types.yml"
    blueprint.write_text("\n".join([*head, *sections]) + "\n", encoding="utf-8")
    drill = copied_root / "grading" / "drills" / f"{DRILL}.yml"
    drill.write_text(f'id: {DRILL}\nblueprint: all-types\nperiod: "2026-12"\n', encoding="utf-8")
    yield
    blueprint.unlink()
    drill.unlink()


def test_every_type_is_answered_handed_in_and_marked(workspace: Workspace, offline_page: Page, tmp_path: Path) -> None:
    paper = issued_paper(workspace, DRILL, "C0001")
    assert {item.item.type for item in paper.items} == set(SHIPPED)
    open_booklet(offline_page, workspace, DRILL, "C0001")
    for item in paper.items:
        answer(offline_page, item, right=True)
    assert offline_page.evaluate("document.documentElement.scrollWidth") == 360
    submission = hand_in(offline_page, tmp_path)
    expect(offline_page.get_by_text("回执").first).to_be_visible()
    assert len(receiving.collect(workspace, DRILL, [submission]).accepted) == 1
    run = grading.grade(workspace, DRILL)
    by_people = [item.item.id for item in paper.items if item.item.type.needs_person]
    assert (run.failures, run.waiting) == ((), len(by_people))
    points = {entry.change.item: entry.change.after for entry in ledger_entries.ledger_of(workspace, DRILL, "C0001")}
    assert points == {i.item.id: None if i.item.id in by_people else i.worth for i in paper.items}
    assert {waiting.item for waiting in list_waiting(workspace, DRILL)} == set(by_people)
