"""assess: what is too little to say is said so and kept, and is the same when reports are written again."""

from __future__ import annotations

import json

import openpyxl

from lianbing.wire.assessments import assessment_from_json
from tests.app.kit import PEOPLE, PERIOD, Bench


def test_four_people_are_too_few_for_levels_and_clauses(graded: Bench) -> None:
    ran = graded("assess", PERIOD)
    assert ran.code == 0, ran.said
    assert "等级的把握：人太少，不下结论" in ran.out
    (row,) = graded.rows("assessment")
    kept = assessment_from_json(json.loads(row["content"]))
    assert kept.certainty is not None
    assert kept.mastery is not None
    assert kept.certainty.people == ()
    marked = {mark.topic for result in kept.results for mark in result.marks if mark.earned is not None}
    assert "" not in marked
    assert marked == set(kept.mastery.titles)
    page = (graded.reports / "班组报告.html").read_text()
    assert "份判完的答卷（至少要 30 份），太少，不下结论" in page
    assert "没有看得出偏弱的条款" in page
    sheet = openpyxl.load_workbook(graded.reports / "考评表.xlsx")["条款掌握"]
    heads = [cell.value for cell in sheet[1]]
    said = {row[heads.index("结论")] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert all("太少，不下结论" in words or words == "没有" for words in said)
    assert len(PEOPLE) < kept.scheme.certainty.least_people


def test_writing_reports_again_works_nothing_out_anew(graded: Bench) -> None:
    assert graded("assess", PERIOD).code == 0
    before = (graded.reports / "考评表.xlsx").read_bytes()
    assert graded("assess", PERIOD, "--rebuild").code == 0
    assert (graded.reports / "考评表.xlsx").read_bytes() == before
    data = graded("assess", PERIOD, "--rebuild", "--json").data
    assert data["certainty"]["unsaid"] == "人太少，不下结论"
    assert data["mastery"]["clauses"]
