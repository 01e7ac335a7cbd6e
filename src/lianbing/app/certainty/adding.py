"""Adds to a new assessment what it says about its own certainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lianbing.app.certainty.columns import columns_of
from lianbing.app.certainty.levels import level_certainty
from lianbing.app.certainty.mastery import mastery_report
from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.knowledge.syllabus import Syllabus


def with_certainty(assessment: Assessment, earlier: Sequence[Assessment], syllabus: Syllabus) -> Assessment:
    """The assessment with the certainty of its levels and what its answers say about clauses.

    ``earlier`` are the assessments of shorter periods whose totals it took.
    """
    titles = {topic.id: topic.title for topic in syllabus.topics}
    marks = columns_of(assessment.results)
    units = [result.employee.team for result in assessment.results]
    return replace(
        assessment,
        certainty=level_certainty(assessment, earlier, marks),
        mastery=mastery_report(marks, units, titles, assessment.scheme.certainty),
    )
