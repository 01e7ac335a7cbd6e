"""Figures of every kind for tests: those of the book, and ones that are hard to draw."""

from __future__ import annotations

from pathlib import Path

from lianbing.content.figure_files import FigureFile
from lianbing.content.loader import workbook_of
from lianbing.content.quoting.yaml_texts import filled
from lianbing.content.reading.validation import validate
from lianbing.content.reading.yaml_source import parse
from lianbing.domain.knowledge.figures import Figure

BOOK = Path(__file__).parents[3] / "syllabus" / "figures"
SAMPLES = Path(__file__).parent / "sources"
LONG = "一二三四五六七八九十一二三四五六七八九十一二三四"

FLOW = f"""\
id: hard-flow
title: 来回走的流程
kind: flow
steps:
  - {{id: s1, text: {LONG}}}
  - {{id: d1, text: {LONG}, kind: decision, yes: s4, no: s6}}
  - {{id: s2, text: 第二, next: s1}}
  - {{id: d2, text: 再问一次？, kind: decision, yes: s2, no: s1}}
  - {{id: s4, text: 第四, next: s7}}
  - {{id: s5, text: 到此为止, next: end}}
  - {{id: s6, text: 第六}}
  - {{id: d3, text: 最后一问？, kind: decision, yes: s5, no: d2}}
  - {{id: s7, text: 收尾, next: d3}}
"""
MATRIX = """\
id: hard-matrix
title: 四列的矩阵
kind: matrix
note: 举例。
row_axis: 客户等级
column_axis: 拜访频次
rows: [重点大客户类, 一般, 小]
columns: [每周一次, 半月, 每月, 每季度一次以上]
cells:
  - [一二三四五六七八, 乙, 丙, 丁]
  - [维持：服务, 甲, Pricing, 辛]
  - [壬, 癸, 子：丑寅卯辰巳午, 未]
"""
TREE = f"""\
id: hard-tree
title: 四层的树
kind: tree
root:
  text: {LONG}
  children:
    - text: 业态
      children:
        - {{text: 食杂店, children: [{{text: {LONG}}}, {{text: 乡村}}]}}
        - {{text: 便利店}}
    - {{text: 规模}}
"""
TIMELINE = f"""\
id: hard-timeline
title: 说法长的时间线
kind: timeline
events:
  - {{at: 订货前一天, text: 走访}}
  - {{at: 订货日当天上午九点以前完成, text: {LONG}}}
  - {{at: 07:30, text: '价目 <a & b> "list"'}}
"""
UPRIGHT = """\
id: hard-upright
title: 四组柱
kind: bars
unit: 条
categories: [一季, 二季, 三季]
series:
  - {title: 城镇食杂店, values: [12, 14, 9]}
  - {title: 乡村食杂店, values: [8, -4, 9]}
  - {title: 便利店, values: [5, 14, 19]}
  - {title: 其他业态合计, values: [2, 1, 0]}
"""
LYING = """\
id: hard-lying
title: 横柱有正有负
kind: bars
unit: "%"
categories: [某省产细支卷烟规格, 乙规格, 名字很长很长很长很长的一个规格, 丁]
series:
  - {title: 本月同比, values: [-12.5, 8, 3.25, 30]}
  - {title: 累计同比, values: [4, -8, -3.25, 22]}
"""
LINES = """\
id: hard-lines
title: 十二个月四组线
kind: lines
unit: 条
categories: [1 月, 2 月, 3 月, 4 月, 5 月, 6 月, 7 月, 8 月, 9 月, 10 月, 11 月, 12 月]
series:
  - {title: 实际, values: [120, 132, 126, 140, 150, 145, 133, 127, 156, 148, 139, 160]}
  - {title: 三期平均, values: [null, null, null, 126, 132.7, 138.7, 145, 142.7, null, 138.7, 143.7, 147.7]}
  - {title: 指数平滑, values: [120, 120, 123.6, 124.3, 129, 135.3, 138.2, 136.7, 133.8, 140.4, 142.7, 141.6]}
  - {title: 计划, values: [110, 112, 114, 116, 118, 120, 122, 124, 126, 128, 130, 132]}
"""
FLAT = """\
id: hard-flat
title: 一样的数
kind: lines
categories: [1 月, 2 月]
series:
  - {title: 库存, values: [0, 0]}
"""

SOURCES = {
    **{path.stem: path.read_text(encoding="utf-8") for path in sorted((*BOOK.glob("*.yml"), *SAMPLES.glob("*.yml")))},
    **{text.split()[1]: text for text in (FLOW, MATRIX, TREE, TIMELINE, UPRIGHT, LYING, LINES, FLAT)},
}


def figure(source: str) -> Figure:
    """The figure that a file's text describes; raises ContentFaults."""
    sources = workbook_of(BOOK.parents[1]).sources
    return validate(filled(parse(source, "figure.yml"), sources), FigureFile).build()
