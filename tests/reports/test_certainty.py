"""What reports say about certainty: plain words and per cent, who is looked at again, and what is too little to say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.assessment.certainty import PaperReliability, Unsaid
from lianbing.domain.assessment.clause_mastery import Mastery
from lianbing.domain.background import Background
from lianbing.reports.certainty import words
from lianbing.reports.certainty.studying import most_lost, to_study, weak_listed
from lianbing.reports.html import cohort_page, plan_page, score_page
from lianbing.reports.workbook_xlsx import workbook_bytes
from tests.reports.test_html import Page
from tests.unit.certainty.cohorts import DRILL, cohort


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    """Sixty people who differ, on drawn papers."""
    return cohort(1, people=60).assessment


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (0, "不到半成"),
        (4, "约半成"),
        (10, "约一成"),
        (22, "约两成"),
        (44, "约四成半"),
        (68, "约七成"),
        (82, "约八成"),
        (97, "约九成半"),
        (99, "九成半以上"),
        (100, "九成半以上"),
    ],
)
def test_chances_are_told_in_tenths(percent: int, said: str) -> None:
    assert words.tenths(Decimal(percent)) == said
    assert words.chance(Decimal(percent)) == f"{said}（{percent}%）"


def test_a_reliability_is_told_with_its_reason(assessment: Assessment) -> None:
    lines = words.total_words(assessment)
    assert "各人的题不全相同，α 不适用，按抽题的误差算概化系数；60 份，每份至少 28 题" in lines[0]
    assert lines[1].startswith("总分的信度 0.")
    same = words.total_words(cohort(2, people=60, same=True).assessment)
    assert "全员同一套题，用 Cronbach α" in same[0]


def test_too_little_is_told_with_the_count(assessment: Assessment) -> None:
    few = words.total_words(cohort(3, people=12).assessment)
    assert few[0] == "技能练兵：只有 12 份判完的答卷（至少要 30 份），太少，不下结论。"
    assert "已定 12 人" in few[1]
    short = PaperReliability(drill=DRILL, people=60, items=3, same_items=True, unsaid=Unsaid.ITEMS)
    assert words.paper_words(assessment, short) == "技能练兵：一份卷只有 3 题（至少要 8 题），太少，不下结论"


def test_clauses_with_few_answers_are_told_so(assessment: Assessment) -> None:
    assert assessment.mastery is not None
    few = next(c for c in assessment.mastery.clauses if c.figures.mastery is Mastery.TOO_FEW)
    assert words.mastery_words(few.figures) == f"只有 {few.figures.answers} 次作答，太少，不下结论"
    lonely = replace(few.figures, mastery=Mastery.WEAK, items=1)
    assert words.mastery_words(lonely) == "偏弱（只有 1 道题考到，先看题）"


def test_the_page_of_everybody_names_who_is_looked_at_again(assessment: Assessment) -> None:
    page = Page(cohort_page(assessment))
    assert assessment.certainty is not None
    again = assessment.certainty.second_look
    assert f"需再看的有 {len(again)} 人" in page.text
    assert words.level_words(assessment, again[0]) in page.text
    assert all(line in page.text for line in words.CAUTIONS)


def test_a_person_reads_how_certain_it_is_and_what_to_study(assessment: Assessment) -> None:
    result = assessment.results[0]
    certain = words.of_person(assessment, result)
    assert certain is not None
    assert words.person_words(assessment, certain) in Page(score_page(assessment, result)).text
    plan = Page(plan_page(assessment, result, Background(), most=4)).text
    assert "一条只考过一两题，太少，说明不了掌握得怎样" in plan
    listed = most_lost(assessment, result, 4)
    assert [clause.reference in plan for _, clause in listed] == [True] * 4
    assert listed[0][1] == to_study(assessment, result)[0].clauses[0]


def test_what_to_study_adds_up_to_the_points_that_were_lost(assessment: Assessment) -> None:
    for result in assessment.results[:10]:
        lost = sum((mark.worth - (mark.earned or 0) for mark in result.marks), Decimal(0))
        topics = to_study(assessment, result)
        assert sum((topic.lost for topic in topics), Decimal(0)) == lost
        assert [topic.lost for topic in topics] == sorted((topic.lost for topic in topics), reverse=True)


def test_weak_clauses_are_listed_by_topic_and_not_all_of_them() -> None:
    mastery = cohort(4, people=300).assessment.mastery
    assert mastery is not None
    listed = weak_listed(mastery, 5)
    assert sum(len(clauses) for _, clauses in listed) == 5
    assert listed[0][1][0] == next(c for c in mastery.clauses if c.figures.mastery is Mastery.WEAK)
    assert all(clause.topic == topic for topic, clauses in listed for clause in clauses)


def test_the_workbook_has_everybody_and_every_topic(assessment: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "考评表.xlsx"
    path.write_bytes(workbook_bytes(assessment))
    book = openpyxl.load_workbook(path)
    levels = [*book["等级把握"].iter_rows(values_only=True)]
    head = next(place for place, row in enumerate(levels) if row[0] == "名次")
    assert len(levels) - head - 1 == 60
    flagged = [row for row in levels if row[levels[head].index("需再看")] == "需再看"]
    assert assessment.certainty is not None
    assert len(flagged) == len(assessment.certainty.second_look) + 1  # the heading, too
    assert assessment.mastery is not None
    topics = [*book["知识点掌握"].iter_rows(values_only=True)]
    assert len(topics) == 2 + len(assessment.mastery.topics) + len(assessment.mastery.of_units)
    clauses = [*book["条款掌握"].iter_rows(values_only=True)]
    said = {row[0]: row[clauses[0].index("结论")] for row in clauses[1:]}
    assert said == {c.reference: words.mastery_words(c.figures) for c in assessment.mastery.clauses}


def test_the_same_assessment_gives_the_same_workbook(assessment: Assessment) -> None:
    assert workbook_bytes(assessment) == workbook_bytes(assessment)
