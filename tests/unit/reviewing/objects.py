"""Marks, rules and rubrics for the tests of marking."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from lianbing.domain.drills.papers import Employee, PaperItem
from lianbing.domain.items.question import ScoringPoint
from lianbing.domain.items.types.open_ended import CASE, OpenKey
from lianbing.domain.ledger.evidence import Evidence
from lianbing.domain.ledger.ledger import Cause, Change, chain
from lianbing.domain.reviewing.plans import (
    AllowedDifference,
    MarkerRole,
    ReviewMode,
    ReviewPlan,
    ReviewRule,
    Settler,
    Straddle,
)
from lianbing.domain.reviewing.rounds import (
    GivenMark,
    MarkedAnswer,
    MarkedIn,
    Marker,
    OpenAnswer,
    RawMark,
    ReviewRound,
    ReviewStep,
    answer_code,
)
from lianbing.domain.reviewing.rubrics import Deduction, Rubric, RubricLevel
from lianbing.domain.reviewing.settling import Judging
from tests.unit.objects import item

TEN = Decimal(10)
LEVELS = (
    RubricLevel(title="一档", low=Decimal(8)),
    RubricLevel(title="二档", low=Decimal(5)),
    RubricLevel(title="三档", low=Decimal(0)),
)
PLAIN = Rubric(id="plain", title="细则", worth=TEN)
LEVELLED = replace(PLAIN, levels=LEVELS, deductions=(Deduction(title="违规", points=Decimal(2)),))


def rule(mode: ReviewMode = ReviewMode.PAIR, allowed: str = "2", **changes: Any) -> ReviewRule:
    made = ReviewRule(
        mode=mode,
        allowed=AllowedDifference(points=Decimal(allowed)),
        settler=Settler.LEADER,
        step=Decimal("0.5"),
        straddle=Straddle.RUBRIC,
    )
    return replace(made, **changes)


def judging(of: ReviewRule | None = None, rubric: Rubric = PLAIN, **changes: Any) -> Judging:
    return Judging(rule=of or rule(), rubric=rubric, **changes)


def raw(marker: str, points: str | Decimal, step: ReviewStep = ReviewStep.FIRST, **changes: Any) -> RawMark:
    earned = Decimal(points)
    made = RawMark(
        sequence="甲乙丙丁".index(marker) + 1,
        drill="drill",
        round=1,
        answer=MarkedAnswer(paper="drill-C0001", item="q-1", submission="submission-1"),
        step=step,
        marker=marker,
        role=MarkerRole.MARKER,
        given=GivenMark(points=earned),
        earned=earned,
        worth=TEN,
        way=MarkedIn.COMMAND,
        at="2026-11-22T09:00:00+08:00",
    )
    return replace(made, **changes)


def plan(default: ReviewRule | None = None, **changes: Any) -> ReviewPlan:
    return replace(
        ReviewPlan(id="plan", title="办法", source="默认值", default=default or rule(), seen_by=1), **changes
    )


def review_round(*markers: Marker, of: ReviewPlan | None = None, **changes: Any) -> ReviewRound:
    made = ReviewRound(sequence=1, drill="drill", markers=markers, plan=of or plan(), seed="seed", reason="首轮")
    return replace(made, **changes)


def case(worth: str = "10") -> PaperItem:
    key = OpenKey((ScoringPoint("找到原因", Decimal(1)), ScoringPoint("提出办法", Decimal(1))), "参考答案")
    return PaperItem(1, Decimal(worth), item("q-1", key, type=CASE, options={}))


def answer(number: str = "C0001", item_id: str = "q-1", team: str = "一部", **changes: Any) -> OpenAnswer:
    key = MarkedAnswer(paper=f"drill-{number}", item=item_id, submission=f"submission-{number}")
    asked = case()
    entry = Change(
        drill="drill",
        paper=key.paper,
        employee=number,
        item=item_id,
        worth=asked.worth,
        before=None,
        after=None,
        cause=Cause.GRADED,
        reason="主观题，等人工评分",
        evidence=Evidence(submission=key.submission, paper_digest="paper-digest"),
    )
    (written,) = chain([entry], "判分程序", "2026-11-22T08:00:00+08:00", None)
    made = OpenAnswer(
        code=answer_code(key, "seed"),
        key=key,
        person=Employee(id=number, name=f"样例{number}", team=team),
        asked=replace(asked, item=replace(asked.item, id=item_id)),
        section="案例分析题",
        text="作答",
        entry=written,
        is_open=True,
    )
    return replace(made, **changes)
