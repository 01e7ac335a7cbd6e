"""The certainty of levels and of clauses: processor seconds for 300, 6,000 and 60,000 people with 28 items each."""

from __future__ import annotations

import time

from lianbing.app.certainty.columns import columns_of
from lianbing.app.certainty.levels import level_certainty
from lianbing.app.certainty.mastery import mastery_report
from tests.unit.certainty.cohorts import assessed, cohort, marks_of

SIZES = (300, 6_000, 60_000)
DRAWN = 3_000
"""So many people are drawn; more are the same ones over again."""


def main() -> None:
    """Prints a line per size: reading the marks, the levels, the clauses."""
    drawn = marks_of(cohort(1, people=DRAWN, bank=100).assessment)
    for people in SIZES:
        assessment = assessed([drawn[person % DRAWN] for person in range(people)])
        start = time.process_time()
        marks = columns_of(assessment.results)
        read = time.process_time()
        certainty = level_certainty(assessment, (), marks)
        levels = time.process_time()
        mastery_report(marks, [r.employee.team for r in assessment.results], {}, assessment.scheme.certainty)
        clauses = time.process_time()
        print(f"{people} 人，信度 {certainty.reliability}，等级同真实水平一致的平均 {certainty.mean_probability}%")
        seconds = (read - start, levels - read, clauses - levels)
        print("  读分 {:.2f} 秒，等级的把握 {:.2f} 秒，条款 {:.2f} 秒".format(*seconds))
