"""How a marked item reads, for every type of question and every verdict."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.domain.drills.papers import Amendment, Paper, PaperItem, Withdrawal
from lianbing.domain.items.question import ItemType
from lianbing.domain.items.registry import SHIPPED
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.items.types.code import CODE, CodeCase, CodeKey, ReturnedNumber
from lianbing.domain.items.types.fill import FILL
from lianbing.domain.items.types.matching import MATCHING
from lianbing.domain.items.types.multiple import MULTIPLE
from lianbing.domain.items.types.numeric import NUMERIC
from lianbing.domain.items.types.open_ended import CASE, SHORT
from lianbing.domain.items.types.ordering import ORDERING
from lianbing.domain.items.types.single import SINGLE
from lianbing.domain.items.types.truefalse import TRUE_FALSE
from lianbing.grading.answers_shown import AnsweredItem
from tests.unit.grading.objects import (
    AUTOMATIC,
    JUPYTERLAB_TAGS,
    KEYS,
    PARTIAL,
    Read,
    answer_of,
    background,
    html_of,
    item,
    marked,
    paper,
)

OPEN = (SHORT, CASE)
CASES = [
    (kind, quality)
    for kind in KEYS
    for quality in ("right", "wrong", "partial", "empty", "malformed")
    if quality != "partial" or kind in PARTIAL
]
SIGNS = {
    Verdict.CORRECT: "✓ 答对　4 / 4 分",
    Verdict.PARTIAL: "◐ 部分答对　",
    Verdict.WRONG: "✗ 答错　0 / 4 分",
    Verdict.EMPTY: "— 未作答　0 / 4 分",
    Verdict.MALFORMED: "? 待复核　待评 / 4 分",
    Verdict.REVIEW: "… 待评分　待评 / 4 分",
}
DUE = {"right": Verdict.CORRECT, "wrong": Verdict.WRONG, "partial": Verdict.PARTIAL, "empty": Verdict.EMPTY}


@pytest.mark.parametrize(("kind", "quality"), CASES, ids=str)
@pytest.mark.parametrize("automatic", [False, True], ids=["by person", "by program"])
def test_every_type_and_verdict_reads_whole(kind: ItemType, quality: str, automatic: bool) -> None:
    answer = answer_of(kind, quality)
    shown = marked(paper([item(kind, "q-1")], AUTOMATIC if automatic else None), {"q-1": answer})
    mark = shown.record.marks[0]
    markup = html_of(shown, "items")
    read = Read.of(markup)
    assert read.tags <= set(JUPYTERLAB_TAGS)
    if kind not in OPEN:
        assert mark.verdict is DUE.get(quality, Verdict.MALFORMED)
    assert SIGNS[mark.verdict] in read.text
    assert (" open" in markup) is (mark.verdict is not Verdict.CORRECT)
    for piece in (
        kind.label,
        "q-1",
        f"{kind.label}的题干",
        "解析：这样答的道理",
        "VIS-01 每天走访户数：不少于 30 户（重建）",
    ):
        assert piece in read.text
    if kind is not MATCHING and not mark.suggestion:
        assert kind.shown_answer(answer).replace("\n", "") in read.text
    for right in RIGHT[kind]:
        assert right in read.text
    for option in item(kind, "q-1").options.values():
        assert option in read.text


RIGHT = {
    SINGLE: ("✓ B. 乙", "答案：B"),
    MULTIPLE: ("✓ A. 甲", "✓ C. 丙", "答案：A、C"),
    TRUE_FALSE: ("答案：对",),
    NUMERIC: ("答案：12.5 户",),
    FILL: ("答案：三定 或 3 定；六不准",),
    ORDERING: ("答案：B → A → D → C",),
    MATCHING: ("B", "A"),
    SHORT: ("参考答案：先拿公示的办法讲清楚", "拿公示的办法讲依据", "不代订，密码自己保管"),
    CASE: ("参考答案：先拿公示的办法讲清楚", "拿公示的办法讲依据", "不代订，密码自己保管"),
}
assert set(RIGHT) == set(KEYS) == set(SHIPPED) - {CODE}


def items_of(one: Paper, answers: dict[str, object]) -> Read:
    return Read.of(html_of(marked(one, answers), "items"))


def test_a_wrong_choice_says_why_it_is_wrong_and_what_is_right() -> None:
    text = items_of(paper([item(SINGLE, "q-1")]), {"q-1": "C"}).text
    assert "✗ C. 丙（所选）" in text
    assert "为什么不对：C 错在这里" in text
    assert "A 错在这里" not in text
    assert "✓ B. 乙（" not in text


def test_a_missed_choice_is_said_to_be_missed_and_the_rule_is_told() -> None:
    text = items_of(paper([item(MULTIPLE, "q-1")]), {"q-1": ["A"]}).text
    assert "✓ A. 甲（所选）" in text
    assert "✓ C. 丙（漏选）" in text
    assert text.count("漏选得半分，错选不得分") == 1


def test_a_number_tells_how_far_off_it_may_be() -> None:
    assert "与答案相差不超过 0.5 算对" in items_of(paper([item(NUMERIC, "q-1")]), {"q-1": "20"}).text


def test_pairs_stand_side_by_side() -> None:
    text = items_of(paper([item(MATCHING, "q-1")]), {"q-1": {"1": "B", "2": "C"}}).text
    assert "1. 早班✓ BB" in text
    assert "2. 晚班✗ CA" in text


def test_the_evidence_of_a_short_answer_is_marked_where_it_was_typed() -> None:
    answer = "开头。先拿出公示的分档办法讲。我不能代订，密码您保管。"
    shown = html_of(marked(paper([item(SHORT, "q-1")], AUTOMATIC), {"q-1": answer}), "items")
    assert (
        "开头。<mark>先拿出公示的分档办法讲</mark><sup>1</sup>。<mark>我不能代订，密码您保管</mark><sup>2</sup>"
        in shown
    )
    assert "判分：按得分点判。" in shown
    assert "2 / 2 分" in shown
    assert "把握高（" in shown


def test_a_suggestion_that_a_person_decides_on_says_how_sure_it_is_and_why_not() -> None:
    text = items_of(paper([item(SHORT, "q-1")], AUTOMATIC), {"q-1": "先看公示。"}).text
    assert "主观题，等人工评分，程序建议 0 分。" in text
    assert "把握低（" in text or "把握中（" in text
    assert "疑点：" in text


def test_a_case_has_a_suggested_reading_and_no_suggested_points() -> None:
    text = items_of(paper([item(CASE, "q-1")], AUTOMATIC), {"q-1": "先拿出公示的分档办法讲。"}).text
    assert "像是说到了" in text
    assert "把握" not in text


def test_an_unanswered_open_item_shows_what_each_point_is_worth() -> None:
    text = items_of(paper([item(CASE, "q-1")]), {}).text
    assert "拿公示的办法讲依据（2 分）" in text


@pytest.mark.parametrize(
    ("withdrawn", "says"),
    [
        (None, "更正：答案已更正。题出错了"),
        (Withdrawal.FULL, "更正：作废，全员给分。题出错了"),
        (Withdrawal.DROP, "更正：作废，不计入总分。题出错了"),
    ],
)
def test_an_amended_item_says_so(withdrawn: Withdrawal | None, says: str) -> None:
    one = paper([item(SINGLE, "q-1")])
    (section,) = one.sections
    points = Decimal(0) if withdrawn is Withdrawal.DROP else Decimal(4)
    amended = replace(
        section.items[0], worth=points, amended=Amendment(round="a" * 64, why="题出错了", withdrawn=withdrawn)
    )
    text = items_of(replace(one, sections=(replace(section, items=(amended,)),)), {"q-1": "C"}).text
    assert says in text
    assert ("∅ 作废" in text) is (withdrawn is not None)


def test_within_a_part_what_lost_points_comes_first() -> None:
    one = paper([item(SINGLE, f"q-{number}") for number in range(1, 5)])
    read = items_of(one, {"q-1": "B", "q-2": "C", "q-3": "B"})
    order = [read.text.index(f"{number}. {sign}") for number, sign in ((2, "✗"), (4, "—"), (1, "✓"), (3, "✓"))]
    assert order == sorted(order)
    assert ["open" in attributes for attributes in read.attributes_of("details")] == [True, True, False, False]


def test_code_is_shown_as_it_was_written_with_what_it_should_have_returned() -> None:
    checks = (ReturnedNumber(name="存销比", share=Decimal(1)), ReturnedNumber(name="断货户数", share=Decimal(1)))
    cases = (CodeCase("另一个月", None, (), (Decimal("1.5"), Decimal(3))),)
    key = CodeKey(function="ratio", starter="def ratio(table):\n    ...", numbers=checks, cases=cases)
    one = PaperItem(1, Decimal(4), replace(item(SHORT, "q-1"), type=CODE, key=key))
    read = Read.of(AnsweredItem(one, "def ratio(t):\n    return '<script>'\n", room=300).shown())
    assert "def ratio(t):    return '<script>'" in read.text
    assert "函数 ratio 对隐藏数据应当返回：隐藏数据存销比断货户数第 1 组数据（另一个月）1.53" in read.text
    assert read.tags <= set(JUPYTERLAB_TAGS) | {"pre", "code"}


def test_clauses_and_facts_lead_into_the_book() -> None:
    one = paper([item(SINGLE, "q-1", rests_on=("VIS-01", "K001"))])
    read = Read.of(html_of(marked(one, {"q-1": "B"}), "items"))
    assert read.links == [
        "../../../book/book/reference/clauses-vis.html#vis-01",
        "../../../book/book/chapters/law.html#k001",
    ]
    without = Read.of(html_of(marked(one, {"q-1": "B"}, background("")), "items"))
    assert without.links == []
    assert without.text == read.text


def test_a_huge_answer_is_cut_and_says_by_how_much() -> None:
    one = paper([item(NUMERIC, "q-1"), item(CASE, "q-2")])
    shown = marked(one, {"q-1": "1" * 200_000, "q-2": "话" * 100_000})
    markup = html_of(shown, "items")
    assert len(markup.encode()) < 40_000
    assert "后面还有 199900 个字没有列出，全文在答卷 submission.ipynb 里" in markup
    assert "后面还有 94000 个字没有列出" in markup


def test_evidence_in_the_part_of_an_answer_that_is_cut_is_quoted() -> None:
    answer = "客户来了先请坐下来慢慢说。先拿出公示的分档办法讲。"
    one = paper([item(SHORT, "q-1")], AUTOMATIC)
    suggestion = marked(one, {"q-1": answer}).record.marks[0].suggestion
    shown = AnsweredItem(one.items[0], answer, suggestion, room=6).shown()
    assert "依据“<bdi>先拿出公示的分档办法讲</bdi>”" in shown
    assert "<mark>" not in shown
    assert "客户来了先请</bdi><small>……（后面还有 19 个字没有列出" in shown
