"""One object of each shape with something in every field, as the files under ``recorded`` hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lianbing.domain.assessment.assessment import Assessment, EarlierAssessment
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.schemes import Level
from lianbing.domain.assessment.sources import DrillSource, RatingSource, ResultSource, SchemePart, SourceScore
from lianbing.domain.background import Background
from lianbing.domain.book_map import BookMap
from lianbing.domain.drills.papers import Amendment, Basis, Paper, Withdrawal
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.keys import Rule
from lianbing.domain.items.question import Item, ScoringPoint
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.items.types.code import CODE, CodeCase, CodeKey, ReturnedNumber
from lianbing.domain.items.types.fill import FILL, FillKey
from lianbing.domain.items.types.matching import MATCHING, MatchingKey
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.items.types.numeric import NUMERIC, NumericKey
from lianbing.domain.items.types.open_ended import CASE, SHORT, OpenKey
from lianbing.domain.items.types.ordering import ORDERING, OrderingKey
from lianbing.domain.items.types.truefalse import TRUE_FALSE, TrueFalseKey
from lianbing.domain.kernel.periods import Period, Span
from lianbing.domain.kernel.tables import Table
from lianbing.domain.ledger.corrections import Correction, CorrectionRound
from lianbing.domain.marking.answer_text import TextSpan
from lianbing.domain.marking.code_marks import CaseRun, CodeRuns
from lianbing.domain.marking.marks import GradingRecord
from lianbing.domain.marking.suggestions import Finding, Suggestion
from tests.unit.objects import FOUR, candidate, item, mark, marked, paper, record, scheme

BARE: Mapping[str, Any] = {"options": {}, "why": {}, "origin": {}}
THREE = {"A": "甲", "B": "乙", "C": "丙"}
OPEN_KEY = OpenKey(
    scoring_points=(
        ScoringPoint("讲依据", Decimal(2), (("公示", "公开"), ("办法",))),
        ScoringPoint("讲做法", Decimal("1.5")),
    ),
    model="依据公示的办法，当面讲清。",
    ordered=True,
)
CODE_KEY = CodeKey(
    function="solve",
    starter="def solve(df, n):\n    ...\n",
    numbers=(
        ReturnedNumber(name="动销比", share=Decimal(2), absolute=Decimal("0.1")),
        ReturnedNumber(name="天数", share=Decimal(1), relative=Decimal("0.01")),
    ),
    cases=(
        CodeCase("随机", Table(("规格",), (("规格01",),), "进货"), (Decimal(28), "甲"), (Decimal("65.2"), Decimal(3))),
        CodeCase("空表", None, (), (Decimal(0), Decimal(0)), edge=True),
    ),
)


def _items() -> tuple[Item, ...]:
    return (
        item("single-1", origin=dict(zip("ABCD", "DCBA", strict=True))),
        item("multiple-1", MultipleKey(frozenset("CA"), tuple(FOUR), Rule.DEDUCT), type=MULTIPLE),
        item("truefalse-1", TrueFalseKey(False), type=TRUE_FALSE, **BARE),
        item(
            "numeric-1",
            NumericKey(value=Decimal("6E+2"), absolute=Decimal("0.0050"), unit="户次"),
            type=NUMERIC,
            unit="户次",
            decimals=2,
            **BARE,
        ),
        item(
            "fill-1",
            FillKey((("5", "五"), ("250",))),
            type=FILL,
            **{**BARE, "stem": "1 箱等于 ____ 件，合 ____ 条。"},
        ),
        item(
            "ordering-1",
            OrderingKey(order=("B", "A", "C"), options=("A", "B", "C"), rule=Rule.PAIRS),
            type=ORDERING,
            **{**BARE, "options": THREE},
        ),
        item(
            "matching-1",
            MatchingKey({"1": "B", "2": "A"}, ("A", "B", "C")),
            type=MATCHING,
            prompts={"1": "子", "2": "丑"},
            **{**BARE, "options": THREE},
        ),
        item("short-1", OPEN_KEY, type=SHORT, **BARE),
        item("case-1", OpenKey((ScoringPoint("讲依据", Decimal(1)),), "范例"), type=CASE, **BARE),
        item("code-1", CODE_KEY, type=CODE, table=Table(("规格",), (("规格09",),), "试用"), **BARE),
    )


def _paper() -> Paper:
    rules = ShortAnswers(automatic=True, confidence=Decimal("0.75"), longest=Decimal("2.5"), densest=Decimal("0.4"))
    return paper(_items(), points="2.5", short_answers=rules)


def _amended(plain: Paper) -> Paper:
    section = plain.sections[0]
    amendments = (
        Amendment(round="a" * 64, why="答案有误"),
        Amendment(round="a" * 64, why="题目有误", withdrawn=Withdrawal.FULL),
        Amendment(round="a" * 64, why="题目有误", withdrawn=Withdrawal.DROP),
    )
    first = tuple(replace(one, amended=amendment) for one, amendment in zip(section.items[:3], amendments, strict=True))
    return replace(plain, sections=(replace(section, items=(*first, *section.items[3:])),))


def _round() -> CorrectionRound:
    def correction(one: Item, withdrawn: Withdrawal | None) -> Correction:
        return Correction(
            paper="drill-C0001",
            paper_digest="b" * 64,
            item=one.id,
            key=one.key,
            explain="讲解",
            why=one.why,
            withdrawn=withdrawn,
            replaced="c" * 64,
        )

    withdrawn = (None, Withdrawal.FULL, Withdrawal.DROP, *[None] * 7)
    return CorrectionRound(
        drill="drill",
        corrections=tuple(correction(one, how) for one, how in zip(_items(), withdrawn, strict=True)),
        why="答案有误",
        by="陈人力",
        at="2026-12-01T09:00:00+08:00",
        previous="0" * 64,
        ledger_sequence=308,
        ledger_digest="d" * 64,
    )


def _result() -> GradingRecord:
    span, worth = (TextSpan(start=0, end=4), TextSpan(start=6, end=9)), Decimal(1)
    found = Finding("讲依据", worth, worth, span, ("公示",), Decimal("0.9375"), ("是一个问句",))
    reading = Finding("讲做法", worth, None)
    return record(
        mark("q-1", "1.50"),
        mark("q-2", None),
        mark("q-3", "0", verdict=Verdict.WITHDRAWN),
        mark("q-4", "1", suggestion=Suggestion((found,), Decimal("0.9"))),
        mark("q-5", None, verdict=Verdict.REVIEW, suggestion=Suggestion((reading,), Decimal("0.9"))),
        mark("q-6", None, verdict=Verdict.UNRUN),
    )


def _assessment() -> Assessment:
    levels = [
        Level(title="优秀", minimum=Decimal("90.5"), part_minimum=Decimal(60)),
        Level(title="其他", minimum=Decimal(0), part_minimum=Decimal(0)),
    ]
    used = scheme(levels, knowledge="60", tools="40")
    corrected = replace(marked("tools", "4", "4"), note="答案已更正")
    people = [
        candidate(marked("knowledge", "3", "1.5", ("VIS-01",)), corrected),
        candidate(marked("knowledge", "3", None), marked("tools", "4", "4"), employee="C0002"),
        candidate(missing=("drill",), employee="C0003"),
    ]
    return Assessment(
        period=Period.parse("2026H2"),
        made_at="2026-12-31T18:00:00+08:00",
        scheme=used,
        drills={"drill": "练兵"},
        results=assess(used, people),
        basis={"VIS-01": Basis(title="每天走访户数", text="不少于 30 户", status="重建")},
        ledger_sequence=7,
        ledger_digest="f" * 64,
    )


def _half_year() -> Assessment:
    """An assessment whose parts come from everywhere that they can come from."""
    sources = (
        SchemePart(title="技能", weight=Decimal(40), source=DrillSource(kinds=("skill",), skill=None)),
        SchemePart(title="月度", weight=Decimal("35.5"), source=ResultSource(span=Span.MONTH, scheme="monthly")),
        SchemePart(title="现场", weight=Decimal("24.5"), source=RatingSource(rating="site", full=Decimal(20))),
    )
    person = ASSESSMENT.results[0]
    taken = (
        SourceScore(label="2026 年 7 月", earned=Decimal("80.25"), worth=Decimal(100), entry=None),
        SourceScore(label="现场", earned=None, worth=Decimal(20), entry=3),
    )
    parts = tuple(replace(part, title="月度", skill=None, taken=taken) for part in person.parts)
    marks = tuple(replace(one, kind="skill") for one in person.marks)
    return replace(
        ASSESSMENT,
        scheme=replace(ASSESSMENT.scheme, parts=sources),
        results=(replace(person, parts=parts, marks=marks),),
        earlier=(EarlierAssessment(period="2026-07", scheme="monthly", made_at="2026-08-01T09:00:00+08:00"),),
    )


PAPER = _paper()
AMENDED = _amended(PAPER)
ROUND = _round()
RESULT = _result()
ASSESSMENT = _assessment()
HALF_YEAR = _half_year()
BACKGROUND = Background(
    title="技能练兵",
    period="2026H2",
    scheme=ASSESSMENT.scheme,
    undecided="还有别的练兵",
    book="../book/",
    map=BookMap(chapters={"flow": "走访"}, lessons={"VIS-01": "flow"}, clauses={"VIS-01": "VIS"}),
)
SOURCED = replace(BACKGROUND, kind="skill", scheme=HALF_YEAR.scheme)
CODE_RUNS = CodeRuns(
    {
        "code-1": (
            CaseRun({"动销比": Decimal("65.21"), "天数": "文字"}, printed="甲\n"),
            CaseRun({}, fault="第 3 行运行出错：KeyError"),
            CaseRun({}, fault="超时", is_ours=True),
        )
    },
    absent="没有隔离",
)
