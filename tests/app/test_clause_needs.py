"""What is known of clauses when a session is planned."""

from __future__ import annotations

from decimal import Decimal

from lianbing.app.sessions.clause_needs import weak_for_others
from lianbing.domain.assessment.clause_mastery import ClauseMastery, Mastery, MasteryEstimate, MasteryReport
from lianbing.domain.workbook import Workbook

ROLES = ("customer-manager",)


def mastered(reference: str, mastery: Mastery) -> ClauseMastery:
    rate = Decimal(34)
    figures = MasteryEstimate(
        answers=58, items=2, rate=rate, estimate=rate, low=rate - 9, high=rate + 9, mastery=mastery
    )
    return ClauseMastery(reference=reference, topic="visit-flow", figures=figures)


def test_weak_clauses_of_other_posts_are_named_instead_of_dropped(workbook: Workbook) -> None:
    """VIS-64 is for market managers; VIS-63 is for customer managers, and a fact is for everybody."""
    clauses = (
        mastered("VIS-64", Mastery.WEAK),
        mastered("VIS-63", Mastery.WEAK),
        mastered("K035", Mastery.WEAK),
        mastered("VIS-65", Mastery.NOT_WEAK),
    )
    report = MasteryReport(rate=Decimal(62), titles={}, clauses=clauses, topics=(), of_units=())
    assert weak_for_others(workbook, report, ROLES) == (("VIS-64", "资料变动及时改"),)
    assert weak_for_others(workbook, report, ()) == ()
    assert weak_for_others(workbook, None, ROLES) == ()
