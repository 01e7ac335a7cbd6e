"""The head, the chart and the advice of a marked paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.domain.assessment.assessment import Candidate
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.schemes import Level
from lianbing.domain.background import Background
from lianbing.domain.items.question import Item, Skill
from lianbing.domain.items.types.numeric import NUMERIC
from lianbing.domain.items.types.single import SINGLE
from tests.unit.grading.objects import HALF_YEAR, JUPYTERLAB_TAGS, Read, background, html_of, item, marked, paper
from tests.unit.objects import scheme, sittings

ONE_PART = [item(SINGLE, f"q-{number}") for number in range(1, 5)]
TWO_PARTS = [*ONE_PART, item(NUMERIC, "q-5", Skill.TOOLS)]
SOON = "，等级在 2026 年下半年的考评里定。"
RIGHT = {"q-1": "B", "q-2": "B", "q-3": "B", "q-4": "B", "q-5": "12.5"}


def test_the_head_says_who_what_when_and_how_much() -> None:
    shown = marked(paper(TWO_PARTS), {**RIGHT, "q-1": "C"})
    read = Read.of(html_of(shown, "head"))
    for piece in ("样例甲", "C0001", "一部", "半年练兵（drill）", "drill-C0001", "16 / 20 分"):
        assert piece in read.text
    assert "2026-11-21 09:00:00 开始，09:35:20 交卷，用时 35 分钟" in read.text
    assert read.tags - {"style"} <= set(JUPYTERLAB_TAGS)


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("2026-11-21T23:50:00+08:00", "2026-11-22T00:10:00+08:00", "2026-11-22 00:10:00 交卷，用时 20 分钟"),
        ("2026-11-21T09:00:00+08:00", "2026-11-21T09:00:30+08:00", "09:00:30 交卷，用时不到 1 分钟"),
        ("2026-11-21T09:00:00+08:00", "2026-11-21T08:00:00+08:00", "08:00:00 交卷回执号"),
        ("2026-11-21T09:00:00", "2026-11-21T09:10:00+08:00", "09:10:00 交卷回执号"),
        ("昨天", "2026-11-21T09:10:00+08:00", "昨天 开始，2026-11-21 09:10:00 交卷回执号"),
    ],
)
def test_times_are_those_of_a_device_and_may_be_anything(start: str, end: str, says: str) -> None:
    assert says in Read.of(html_of(marked(paper(ONE_PART), RIGHT, times=(start, end)), "head")).text


def test_items_without_a_mark_keep_the_total_open() -> None:
    text = Read.of(html_of(marked(paper(TWO_PARTS), {**RIGHT, "q-5": "约莫"}), "head")).text
    assert "16 / 20 分（另有 1 题、4 分待人工评分或复核，总分未定）" in text


def test_the_level_is_the_one_that_the_assessment_would_give() -> None:
    levels = (
        Level(title="优秀", minimum=Decimal(90), part_minimum=Decimal(60)),
        Level(title="良好", minimum=Decimal(80), part_minimum=Decimal(0)),
        Level(title="待提高", minimum=Decimal(0), part_minimum=Decimal(0)),
    )
    rules = scheme(levels, knowledge="60", tools="40")
    shown = marked(paper(TWO_PARTS), {**RIGHT, "q-1": "C"}, background(scheme=rules))
    marks = tuple(
        MarkedItem(
            drill="drill",
            paper="drill-C0001",
            item=m.item,
            number=m.number,
            skill=m.skill,
            worth=m.worth,
            earned=m.earned,
            entry=1,
            clauses=(),
        )
        for m in shown.record.marks
    )
    (due,) = assess(rules, [Candidate(employee=shown.paper.employee, marks=marks, sittings=sittings(marks))])
    assert (due.level, due.total) == ("良好", Decimal("85.00"))
    assert "技能等级：良好，按《方案》把各部分得分率乘权重，折算 85.00 分。" in Read.of(html_of(shown, "head")).text


@pytest.mark.parametrize(
    ("items", "answers", "around", "says"),
    [
        (
            TWO_PARTS,
            {**RIGHT, "q-5": "约莫"},
            background(scheme=HALF_YEAR),
            "还有 1 题没有评" + SOON,
        ),
        (ONE_PART, RIGHT, background(scheme=HALF_YEAR), "这份卷没有考到工具应用" + SOON),
        (ONE_PART, RIGHT, background(undecided="还有别的练兵，等级合起来定"), "技能等级：还有别的练兵，等级合起来定。"),
        (ONE_PART, RIGHT, background(), "技能等级：等级在考评里定。"),
    ],
)
def test_where_the_level_is_open_the_paper_says_so(
    items: Sequence[Item], answers: Mapping[str, object], around: Background, says: str
) -> None:
    assert says in Read.of(html_of(marked(paper(items), answers, around), "head")).text


def test_the_chart_says_in_words_what_it_draws() -> None:
    read = Read.of(html_of(marked(paper(TWO_PARTS), {**RIGHT, "q-1": "C"}), "parts"))
    (first, *_), (second, *_) = (
        [one for one in read.attributes_of("div") if one.get("aria-label") == label]
        for label in ("应知应会得 12 分，满分 16 分", "工具应用得 4 分，满分 4 分")
    )
    assert first["role"] == second["role"] == "img"
    assert first["title"] == first["aria-label"]
    widths = [style for one in read.attributes_of("div") if (style := one.get("style") or "").startswith("width")]
    assert [style.split(";")[0] for style in widths] == ["width:75%", "width:100%"]
    for piece in ("75%", "12 / 16", "100%", "4 / 4"):
        assert piece in read.text


def test_what_to_study_next_is_what_cost_most() -> None:
    items = [
        item(SINGLE, "q-1", rests_on=("VIS-01",)),
        item(SINGLE, "q-2", rests_on=("VIS-02",)),
        item(SINGLE, "q-3", rests_on=("VIS-02", "K001")),
        item(NUMERIC, "q-4", Skill.TOOLS),
    ]
    read = Read.of(html_of(marked(paper(items), {"q-1": "C", "q-2": "C", "q-3": "C", "q-4": "12.5"}), "weak_points"))
    assert "工具应用没有失分，很好。" in read.text
    order = [
        "VIS-02 走访次序：第 2、3 题失 8 分，去学《走访》",
        "VIS-01 每天走访户数：第 1 题失 4 分",
        "K001 个人信息：第 3 题失 4 分",
    ]
    places = [read.text.index(row) for row in order]
    assert places == sorted(places)
    assert "../../../book/book/chapters/visit.html#vis-02" in read.links


def test_only_the_eight_weakest_clauses_are_named() -> None:
    items = [item(SINGLE, f"q-{n}", rests_on=(f"DUT-{n:02}",)) for n in range(1, 11)]
    read = Read.of(html_of(marked(paper(items), {}), "weak_points"))
    assert len(read.attributes_of("li")) == 8
    assert "还有 2 条，见逐题判分。" in read.text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "全卷没有失分，非常好。"),
        ({"q-5": "约莫"}, "评过的题没有失分，很好。还有 1 题待评。"),
        (dict.fromkeys(RIGHT, 7), "还没有评出分数的题，评完再看。"),
    ],
)
def test_where_nothing_is_lost_nothing_is_asked(changes: dict[str, object], says: str) -> None:
    read = Read.of(html_of(marked(paper(TWO_PARTS), {**RIGHT, **changes}), "weak_points"))
    assert read.text == says


def test_a_dropped_part_has_no_rate_to_divide_by() -> None:
    one = paper(ONE_PART)
    (section,) = one.sections
    worthless = replace(section, items=tuple(replace(each, worth=Decimal(0)) for each in section.items))
    assert "0 / 0" in Read.of(html_of(marked(replace(one, sections=(worthless,)), RIGHT), "parts")).text
