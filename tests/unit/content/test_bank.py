from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.domain.items.keys import Rule
from lianbing.domain.items.question import Exposure, Skill
from lianbing.domain.items.types.multiple import Letters
from lianbing.domain.items.types.numeric import NUMERIC, Formula
from lianbing.domain.items.types.open_ended import ModelAnswer
from tests.unit.content.small_workbook import BANK, SmallWorkbook

FIRST = "id: flow-0001"


def test_a_question_is_read_as_written(small: SmallWorkbook) -> None:
    question = small.load().questions["flow-0003"]
    assert (question.type, question.key, question.unit) == (NUMERIC, Formula("n * visits"), "户次")
    assert (question.classification.topic, question.classification.skill) == ("flow", Skill.ANALYSIS)
    assert question.classification.exposure is Exposure.BOTH
    assert question.parametrised


def test_numeric_keys_and_tolerances_are_exact(small: SmallWorkbook) -> None:
    small.edit(BANK, "key: n * visits", "key: 0.1\n    decimals: 2\n    tolerance: {absolute: 0.01, relative: 0.001}")
    key = small.load().questions["flow-0003"].key
    assert key == Formula("0.1", absolute=Decimal("0.01"), relative=Decimal("0.001"))


def test_without_a_tolerance_the_question_says_none(small: SmallWorkbook) -> None:
    key = small.load().questions["flow-0003"].key
    assert isinstance(key, Formula)
    assert key.absolute is None


def multiple(small: SmallWorkbook, key: str, why: str, rule: str = "half") -> None:
    small.edit(BANK, "type: single", f"type: multiple\n    rule: {rule}")
    small.edit(BANK, '      B: "{{v}} 户"', '      B: "{{v}} 户"\n      C: 都行')
    small.edit(BANK, "key: B", f"key: {key}")
    small.edit(BANK, "why: {A: 少了一户}", f"why: {why}")


def test_a_multiple_choice_has_its_letters_and_its_rule(small: SmallWorkbook) -> None:
    multiple(small, "[B, C]", "{A: 少了一户}")
    key = small.load().questions["flow-0001"].key
    assert key == Letters(("B", "C"), Rule.HALF)


@pytest.mark.parametrize("key", ["[B]", "[B, B]", "[]", "B", "[B, D]"])
def test_a_multiple_choice_needs_two_different_letters_of_its_options(small: SmallWorkbook, key: str) -> None:
    multiple(small, key, "{A: 错, C: 错}")
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, FIRST))
    assert "flow-0001" in fault.message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("key: B", "key: C", ("flow-0001", "C", "不在选项里")),
        ("key: B", "key: [A, B]", ("flow-0001", "单选题")),
        ("key: B", "key: true", ("flow-0001", "不在选项里")),
        ("    why: {A: 少了一户}\n", "", ("flow-0001", "why", "A")),
        ("why: {A: 少了一户}", "why: {A: 少了, B: 对的}", ("flow-0001", "why", "B")),
        ("why: {A: 少了一户}", "why: {A: 少了, C: 没有}", ("flow-0001", "why", "C")),
        ('      A: "{{less}} 户"', '      C: "{{less}} 户"', ("flow-0001", "依次")),
        ('      A: "{{less}} 户"', '      A: "{{v}} 户"', ("flow-0001", "一样")),
        ("stem: 每天至少走访多少户？", "stem:", ("stem",)),
        ("explain: 不少于 {{v}} 户。", "explain: ''", ("explain",)),
        ("rests_on: [VIS-06]", "rests_on: []", ("rests_on",)),
        ("difficulty: 1", "difficulty: 4", ("difficulty",)),
        ("cognitive: recall", "cognitive: guess", ("cognitive",)),
        ("importance: X", "importance: A", ("importance",)),
        ("exposure: open", "exposure: public", ("exposure",)),
        ("status: reviewed", "status: done", ("status",)),
        ("skill: knowledge", "skill: magic", ("skill",)),
        ("id: flow-0001", "id: Flow_1", ("id",)),
        ("type: single", "type: essay", ("type",)),
        ("exposure: open", "exposure: both", ("flow-0001", "range")),
        ("key: false", "key: [A]", ("flow-0002", "列表")),
        ("key: false", "key: false\n    options: {A: 一, B: 二}", ("flow-0002", "options")),
        ("key: n * visits", "key: true", ("flow-0003", "计算题")),
        ("range: [100, 300]", "range: [300, 100]", ("range",)),
        ("step: 20", "step: 0", ("step",)),
        ("step: 20", "stride: 20", ("values",)),
        ("{compute: v - 1}", "{compute: v - 1, limit: VIS-06}", ("values",)),
        ("unit: 户次", "unit: 户次\n    tolerance: {absolute: -1}", ("absolute",)),
        ("unit: 户次", "unit: 户次\n    tolerance: {relative: 1.5}", ("relative",)),
        ("unit: 户次", "unit: 户次\n    decimals: 7", ("decimals",)),
    ],
)
def test_what_is_wrong_with_one_question_is_told_with_its_place(
    small: SmallWorkbook, old: str, new: str, words: tuple[str, ...]
) -> None:
    small.edit(BANK, old, new)
    fault = small.fault()
    assert fault.file == BANK
    assert fault.line > 2
    assert all(word in fault.message for word in words), fault.message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{parameter: visit.min_per_day}", "{parameter: visit.none}", "visit.none"),
        ("{limit: VIS-34}", "{limit: VIS-99}", "VIS-99"),
        ("{{v}} 户。", "{{w}} 户。", "{{w}}"),
        ("compute: v - 1", "compute: w - 1", "w"),
        ("compute: v - 1", "compute: v -", "v -"),
        ("key: n * visits", "key: n * shops", "shops"),
        ("key: n * visits", "key: n > visits", "数字"),
        ("key: false", "key: 1 + 1", "判断题"),
        ("key: n * visits", "key: 1 / (n - 200)", "除以 0"),  # goes wrong for one drawn number of eleven
    ],
)
def test_formulas_and_placeholders_are_tried_out(small: SmallWorkbook, old: str, new: str, words: str) -> None:
    small.edit(BANK, old, new)
    fault = small.fault()
    assert (fault.file, fault.line in {small.line(BANK, f"flow-000{n}") for n in (1, 2, 3)}) == (BANK, True)
    assert words in fault.message


@pytest.mark.parametrize("name", ["VIS-99", "K999", "X01", "R213"])
def test_what_a_question_rests_on_must_exist(small: SmallWorkbook, name: str) -> None:
    small.edit(BANK, "rests_on: [VIS-06]", f"rests_on: [VIS-06, {name}]")
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, FIRST))
    assert name in fault.message


def test_facts_of_low_confidence_alone_cannot_carry_marks(small: SmallWorkbook) -> None:
    small.edit(BANK, "rests_on: [VIS-06]", "rests_on: [K080]")
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, FIRST))
    assert "低置信度" in fault.message


@pytest.mark.parametrize("basis", ["[K080, VIS-06]", "[K081]", "[K080, K081]"])
def test_one_sound_basis_is_enough(small: SmallWorkbook, basis: str) -> None:
    small.edit(BANK, "rests_on: [VIS-06]", f"rests_on: {basis}")
    assert small.faults() == ()


def test_the_topic_of_a_bank_file_must_be_in_the_syllabus(small: SmallWorkbook) -> None:
    small.edit(BANK, "topic: flow", "topic: elsewhere")
    told = [fault for fault in small.faults() if fault.file == BANK]
    assert len(told) == 3
    assert all("elsewhere" in fault.message for fault in told)


def test_an_id_is_never_used_twice_in_one_file_or_across_files(small: SmallWorkbook) -> None:
    small.write(
        "quizzes/more.yml", small.text(BANK).replace("flow-0002", "flow-0009").replace("flow-0003", "flow-0010")
    )
    small.edit(BANK, "id: flow-0002", "id: flow-0001")
    told = {(fault.file, fault.line) for fault in small.faults() if "重复" in fault.message}
    second = [n for n, line in enumerate(small.text(BANK).split("\n"), 1) if FIRST in line][1]
    assert told == {(BANK, second), ("quizzes/more.yml", 3)}


def test_flaws_of_item_writing_are_faults_of_the_question(small: SmallWorkbook) -> None:
    small.edit(BANK, '      A: "{{less}} 户"', "      A: 以上都对")
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, FIRST))
    assert "以上都对" in fault.message


def test_a_range_of_a_single_number_cannot_make_an_item_for_both_uses(small: SmallWorkbook) -> None:
    # Book and paper would show the same numbers, and the paper would count the item as reserved.
    small.edit(BANK, "range: [100, 300], step: 20", "range: [100, 300], step: 500")
    fault = small.fault()
    assert fault.file == BANK
    assert "range" in fault.message


def test_an_item_for_both_uses_must_show_its_drawn_numbers(small: SmallWorkbook) -> None:
    # ``n`` is drawn but stands nowhere: whoever met the item in the book has met the one on the paper.
    small.edit(BANK, 'stem: "{{n}} 户全月要上门多少次？"', "stem: 一户全月要上门多少次？")
    small.edit(BANK, "key: n * visits", "key: visits")
    small.edit(BANK, 'explain: "{{n}} × {{visits}}"', "explain: 见条款")
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, "id: flow-0003"))
    assert "flow-0003" in fault.message


def test_a_key_of_no_allowed_kind_is_told_once_by_its_name(small: SmallWorkbook) -> None:
    small.edit(BANK, "key: false", "key: {A: true}")
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, "key: {A"))
    assert "“key”" in fault.message


def test_broken_yaml_is_told_with_its_line(small: SmallWorkbook) -> None:
    small.edit(BANK, "    key: B", "   key: B")
    fault = small.fault()
    assert fault.file == BANK
    assert abs(fault.line - small.line(BANK, "key: B")) <= 1


def test_windows_line_ends_and_a_byte_order_mark_change_no_question(small: SmallWorkbook) -> None:
    before = small.load().questions
    small.write(BANK, ("\ufeff" + small.text(BANK).replace("\n", "\r\n")).encode())
    assert small.load().questions == before


@pytest.mark.parametrize("rule", ["share", "deduct"])
def test_a_multiple_choice_may_be_marked_by_what_was_chosen(small: SmallWorkbook, rule: str) -> None:
    multiple(small, "[B, C]", "{A: 少了一户}", rule)
    assert small.load().questions["flow-0001"].key.rule is Rule(rule)


def test_a_deduction_needs_something_wrong_to_choose(small: SmallWorkbook) -> None:
    multiple(small, "[A, B, C]", "{}", "deduct")
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, FIRST))
    assert "错项" in fault.message


SHORT = """type: short
    model: 先看公示的办法。
    scoring_points: [{text: 看公示的办法, keywords: [[%s]]}]"""


def short(small: SmallWorkbook, word: str, more: str = "") -> None:
    text = small.text(BANK)
    start = text.index("    options:", text.index(FIRST))
    end = text.index("    explain:", start)
    small.write(BANK, text[:start] + more + text[end:])
    small.edit(BANK, "type: single", SHORT % word)
    small.edit(BANK, "    why: {A: 少了一户}\n", "")


def test_the_points_of_a_short_answer_may_have_an_order(small: SmallWorkbook) -> None:
    short(small, "公示", "    ordered: true\n")
    key = small.load().questions["flow-0001"].key
    assert isinstance(key, ModelAnswer)
    assert (key.ordered, key.scoring_points[0].keywords) == (True, (("公示",),))


def test_only_a_short_answer_has_an_order_of_points(small: SmallWorkbook) -> None:
    small.edit(BANK, FIRST, f"{FIRST}\n    ordered: true")
    assert "ordered" in small.fault().message


def test_a_key_in_traditional_characters_is_told(small: SmallWorkbook) -> None:
    short(small, "公示辦法後")
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, FIRST))
    assert all(word in fault.message for word in ("flow-0001", "繁体字", "辦、後"))


def filled(small: SmallWorkbook, key: str, explain: str = "不少于 {{v}} 户。", stem: str = "写成 ____ 。") -> None:
    text = small.text(BANK)
    start = text.index("    options:", text.index(FIRST))
    small.write(BANK, text[:start] + text[text.index("    key: B", start) :])
    for old, new in {
        "type: single": "type: fill",
        "stem: 每天至少走访多少户？": f"stem: {stem}",
        "    key: B\n": f"    key: [[{key!r}]]\n",
        "explain: 不少于 {{v}} 户。": f"explain: {explain}",
        "    why: {A: 少了一户}\n": "",
    }.items():
        small.edit(BANK, old, new)


@pytest.mark.parametrize("word", ["乾县", "徵", "魏徵", "哪吒", "蒜薹", "乾隆", "夥", "著名", "瞭望", "狼藉", "束脩"])
def test_a_key_in_characters_of_the_mainland_is_right(small: SmallWorkbook, word: str) -> None:
    filled(small, word)
    assert small.load().questions["flow-0001"].key.compared_texts() == (word,)


@pytest.mark.parametrize(
    ("key", "explain", "wrong"),
    [
        ("客户经理", "不要写成“客户(经理)”。", "客户(经理)"),
        ("50%", "写成“百分之五十”是错的。", "百分之五十"),
        ("ABC", "大小写要紧，别写 a,b,c，也别写 (abc)。", "(abc)"),
        ("1200", "漏了单位，1,200 不算对。", "1,200"),
        ("借口", "“藉口”是错字。", "藉口"),
    ],
)
def test_a_mistake_that_counts_as_right_is_told(small: SmallWorkbook, key: str, explain: str, wrong: str) -> None:
    filled(small, key, explain)
    fault = small.fault()
    assert (fault.file, fault.line) == (BANK, small.line(BANK, FIRST))
    assert all(word in fault.message for word in (f"“{wrong}”", f"第 1 空的答案“{key}”", "算一样"))


@pytest.mark.parametrize(
    ("key", "explain"),
    [
        ("$D$32", "写成 D32，拉到第二行就变成了除以 D33。"),
        ("=B2*C2", "乘号不能省，不能写成 =B2C2。"),
        ("促", "“促”是推一把，不是“管”。"),
        ("3~5", "不是 35。"),
        ("50", "“五十”也行。"),
    ],
)
def test_a_mistake_that_counts_as_wrong_is_not(small: SmallWorkbook, key: str, explain: str) -> None:
    filled(small, key, explain)
    assert small.load().questions


def test_a_blank_that_nothing_can_fill_is_told(small: SmallWorkbook) -> None:
    filled(small, "。")
    assert "第 1 空的答案“。”只有标点" in small.fault().message


def test_a_draw_in_which_two_options_are_the_same_is_named(small: SmallWorkbook) -> None:
    small.edit(BANK, "less: {compute: v - 1}", "n: {range: [1, 9]}\n      less: {compute: v + n - 4}")
    message = small.fault().message
    assert "flow-0001" in message
    assert "n = 4" in message
    assert "A 和 B" in message


def test_a_draw_that_divides_by_zero_is_named(small: SmallWorkbook) -> None:
    small.edit(BANK, "key: n * visits", "key: 100 / (n - 240)")
    message = small.fault().message
    assert "flow-0003" in message
    assert "n = 240" in message


@pytest.mark.parametrize("key", ["对", "错", "正确", "√", '"true"', "是"])
def test_the_key_of_a_true_false_question_is_true_or_false(small: SmallWorkbook, key: str) -> None:
    small.edit(BANK, "key: false", f"key: {key}")
    assert "判断题的答案写 true 或 false" in small.fault().message


@pytest.mark.parametrize("name", ["OWN_3", "flow_0002", "2-flow", "题一"])
def test_an_id_in_another_format_is_told_the_format(small: SmallWorkbook, name: str) -> None:
    small.edit(BANK, "id: flow-0002", f"id: {name}")
    told = next(fault for fault in small.faults() if fault.file == BANK)
    assert told.line == small.line(BANK, f"id: {name}")
    assert f"“{name}”" in told.message
    assert "小写字母打头，后面只有小写字母、数字和短横" in told.message
