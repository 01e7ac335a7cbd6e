"""A drill with short answers: what is marked alone, what waits for a person, with which advice, and what is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lianbing.wire.papers import paper_from_json
from lianbing.wire.submissions import write_submission
from tests.app.kit import PEOPLE, TIMES, Bench, Ran, put, roster_text

SHORTS = "2026H2-short"
BLUEPRINT = """id: short
title: 简答题练兵
kind: skill
minutes: 20
short_answers: {automatic: %s, confidence: 0.9}
sections:
  - {title: 简答题, skill: analysis, type: short, count: 1, worth: 7, topics: [coaching]}
"""
CLEAR = "他属于虎头蛇尾，因为上旬做了六成多，到下旬只剩一成。"
DOUBTFUL = "他开头冲得猛，后面就松了，要常提醒他。"
ANSWERS = {"C0001": CLEAR, "C0002": DOUBTFUL, "C0003": "", "C0004": '=HYPERLINK("x")他不是虎头蛇尾。'}


def held(bench: Bench, tmp_path: Path, automatic: str) -> Bench:
    put(bench.root / "grading" / "blueprints" / "short.yml", (BLUEPRINT % automatic).encode())
    listed = put(tmp_path / "名单.csv", roster_text(PEOPLE))
    event = ("--blueprint", "short", "--period", "2026H2")
    fine(bench("drill", "issue", SHORTS, "--roster", listed, *event))
    for row in bench.rows("paper"):
        paper = paper_from_json(json.loads(row["content"]))
        said: dict[str, Any] = {item.item.id: ANSWERS[paper.employee.id] for item in paper.items}
        put(tmp_path / "in" / f"{paper.id}.ipynb", write_submission(paper, row["token"], said, TIMES))
    fine(bench("drill", "collect", SHORTS, tmp_path / "in"))
    fine(bench("grade", SHORTS))
    return bench


def fine(ran: Ran) -> None:
    assert ran.code == 0, ran.said


@pytest.fixture
def bench(own_content: Path, tmp_path: Path) -> Bench:
    return Bench(own_content, tmp_path / "data")


def test_only_clear_answers_are_marked_and_the_ledger_defends_them(bench: Bench, tmp_path: Path) -> None:
    held(bench, tmp_path, "true")
    marks = {who: points for (who, _), points in bench.marks().items()}
    assert marks == {"C0001": "3", "C0002": None, "C0003": "0", "C0004": None}
    (entry,) = bench.ledger("employee = 'C0001'")
    assert "要点 1" in entry["reason"]
    assert "他属于虎头蛇尾" in entry["reason"]
    kept = json.loads(json.loads(entry["evidence"])["suggestion"])
    (start, end) = kept["findings"][0]["spans"][0]
    assert CLEAR[start:end] == "他属于虎头蛇尾"
    fine(bench("ledger", "verify"))


def test_who_reviews_sees_points_evidence_and_doubts(bench: Bench, tmp_path: Path) -> None:
    held(bench, tmp_path, "true")
    waiting = {line["employee"]: line for line in bench("review", "list", SHORTS, "--json").data}
    assert waiting.keys() == {"C0002", "C0004"}
    assert "带着否定" in waiting["C0004"]["advice"][0]
    assert waiting["C0002"]["suggestion"]["findings"][0]["earned"] == "0"
    shown = bench("review", "list", SHORTS).out
    assert "C0002 cch-0021，供参考：" in shown
    assert waiting["C0002"]["advice"][0] in shown.replace("\n", "")


def test_unless_the_blueprint_wants_it_people_mark_all_but_the_empty_ones(bench: Bench, tmp_path: Path) -> None:
    held(bench, tmp_path, "false")
    marks = {who: points for (who, _), points in bench.marks().items()}
    assert marks == {"C0001": None, "C0002": None, "C0003": "0", "C0004": None}
    (line,) = (line for line in bench("review", "list", SHORTS, "--json").data if line["employee"] == "C0001")
    assert line["reason"] == "主观题，等人工评分，程序建议 3 分"


def test_the_suggestion_stays_beside_what_a_person_decided(bench: Bench, tmp_path: Path) -> None:
    held(bench, tmp_path, "true")
    fine(bench("review", "mark", SHORTS, "C0002", "cch-0021", "1", "--why", "说出了前紧后松"))
    last = bench.ledger("employee = 'C0002'")[-1]
    assert (last["after"], "suggestion" in json.loads(last["evidence"])) == ("1", True)
