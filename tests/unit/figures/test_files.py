from __future__ import annotations

import pytest

from lianbing.domain.knowledge.figures import Decision, FlowFigure, Step
from lianbing.errors import ContentFaults
from tests.unit.figures.samples import FLAT, FLOW, LINES, LONG, MATRIX, SOURCES, TIMELINE, TREE, UPRIGHT, figure


def test_steps_follow_each_other_unless_they_say_otherwise() -> None:
    flow = figure(SOURCES["order-flow"])
    assert isinstance(flow, FlowFigure)
    by_id = {step.id: step for step in flow.steps}
    assert by_id["tip"].targets == ("prepare",)
    assert by_id["paid"] == Decision(id="paid", text="扣款成功？", yes="deliver", no="fix")
    assert by_id["fix"].targets == ("paid",)
    assert by_id["sign"] == Step(id="sign", text="当面核对、签收", next=None)


def test_end_stops_a_flow_in_the_middle() -> None:
    flow = figure(FLOW)
    assert isinstance(flow, FlowFigure)
    assert next(step for step in flow.steps if step.id == "s5").targets == ()


@pytest.mark.parametrize(
    ("source", "old", "new", "sentence"),
    [
        (FLOW, "yes: s4", "yes: s9", "步骤 d1 指向不存在的步骤 s9"),
        (FLOW, "next: s7", "next: s4", "步骤 s4 指向自己"),
        (FLOW, "no: s6", "no: end", "判断 d1 不能直接结束：写一个收尾的步骤，让它 next: end"),
        (FLOW, "yes: s2, no: s1", "yes: s1, no: s4", "从第一步走不到 s2：检查 next、yes、no"),
        (FLOW, "id: s2", "id: s1", "有两个步骤编号都是 s1"),
        (FLOW, "id: s2", "id: end", "步骤编号不能叫 end：next: end 表示到此结束，换个编号"),
        (FLOW, ", no: s6", "", "判断 d1 要写 yes 和 no 各去哪一步，不写 next"),
        (FLOW, "no: s6", "no: s6, next: s2", "判断 d1 要写 yes 和 no 各去哪一步，不写 next"),
        (FLOW, "no: s6", "no: s4", "判断 d1 的 yes 和 no 去了同一步：改一个，或改成普通步骤"),
        (FLOW, "第六}", "第六, yes: s7}", "步骤 s6 写了 yes 或 no：判断要加 kind: decision"),
        (FLOW, LONG, LONG + "五", f"“{LONG}五”有 25 个字，这里最多 24 个：写短些，细节放到正文"),
        (FLOW, "text: 第六", 'text: " "', "图里的文字不能空着"),
        (FLOW, "title: 来回走的流程", "note: 没有题目", "缺少字段“title”"),
        (FLOW, "kind: flow", "kind: pie", "“kind”的取值不对"),
        (FLOW, "kind: flow", "kind: tree", "kind: tree 的图要写 root；kind: tree 的图不写 steps：删掉，或改 kind"),
        (MATRIX, "note: 举例。", f"note: {'长' * 81}", "有 81 个字，这里最多 80 个"),
        (MATRIX, "[维持：服务, 甲, Pricing, 辛]", "[维持：服务, 甲]", "cells 第 2 行有 2 格，columns 有 4 个"),
        (MATRIX, "rows: [重点大客户类, 一般, 小]", "rows: [一般, 小]", "cells 有 3 行，rows 有 2 个"),
        (MATRIX, "[一二三四五六七八,", "[一二三四五六七八九,", "“一二三四五六七八九”太长：4 列的矩阵每格最多 8 个字"),
        (MATRIX, "每月, ", "每月, 每年, ", "“columns”最多 4 项"),
        (MATRIX, "row_axis: 客户等级", "row_axis: 客户等级由高到低排", "有 9 个字，这里最多 8 个"),
        (UPRIGHT, "[5, 14, 19]", "[5, 14]", "“便利店”有 2 个数，categories 有 3 个"),
        (UPRIGHT, "[5, 14, 19]", "[5, null, 19]", "“便利店”里有空着的数：柱图每项都要有数"),
        (UPRIGHT, "[5, 14, 19]", "[5, 一, 19]", "写成数字"),
        (UPRIGHT, "[5, 14, 19]", "[5, 123456.789, 19]", "数 123456.789 太长：换个单位或四舍五入，最多 8 位"),
        (UPRIGHT, "title: 便利店", "title: 乡村食杂店", "有两组数的 title 一样"),
        (UPRIGHT, "categories: [一季, 二季, 三季]\n", "", "kind: bars 的图要写 categories"),
        (FLAT, "[0, 0]", "[null, null]", "“库存”一个数也没有"),
        (LINES, "unit: 条", "unit: 条\nroot: {text: 甲}", "kind: lines 的图不写 root：删掉，或改 kind"),
        (TIMELINE, "at: 订货前一天", f"at: {LONG}五", "这里最多 24 个"),
        (TREE, "{text: 乡村}", "{text: 乡村, children: [{text: 甲}]}", "树超过 4 层，手机上看不清：分成两张图"),
        (TREE, TREE[TREE.index("  children") :], "", "树只有一个框：给 root 写 children"),
        (
            TREE,
            "{text: 规模}",
            f"{{text: 规模, children: [{'{text: 甲}, ' * 30}]}}",
            "树有 37 个框，最多 30 个：分成两张图",
        ),
    ],
)
def test_what_is_wrong_is_said(source: str, old: str, new: str, sentence: str) -> None:
    assert old in source
    with pytest.raises(ContentFaults) as raised:
        figure(source.replace(old, new))
    assert sentence in raised.value.message


def test_a_fault_names_the_line() -> None:
    with pytest.raises(ContentFaults) as raised:
        figure(FLOW.replace("text: 第六", 'text: ""'))
    assert [fault.line for fault in raised.value.faults] == [11]
