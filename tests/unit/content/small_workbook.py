"""The smallest workbook that is without fault. A test breaks one thing and looks at what ``load_workbook`` says."""

from __future__ import annotations

from pathlib import Path

from lianbing.content.checks import load_workbook
from lianbing.domain.workbook import Workbook
from lianbing.errors import ContentFaults, Fault

STANDARD = "standards/visiting.yml"
ROLES = "standards/roles.yml"
PARAMETERS = "standards/parameters.yml"
FACTS = "standards/facts.yml"
CONTRADICTIONS = "standards/contradictions.yml"
LOCAL = "standards/local.yml"
SYLLABUS = "syllabus/syllabus.yml"
CHAPTER = "syllabus/chapters/flow.md"
BANK = "quizzes/flow.yml"
TASK = "exercises/tasks/schedule.yml"
SCENARIO = "exercises/scenarios/supply.yml"
BLUEPRINT = "grading/blueprints/drill.yml"
DRILL = "grading/drills/2026H2-skill.yml"
SCHEME = "grading/schemes/half.yml"

FILES = {
    STANDARD: """\
id: VIS
title: 客户走访规范
edition: "2013-06"
document: 客户服务行为规范标准
sections:
  - {id: fixed, title: 三定}
clauses:
  - id: VIS-06
    section: fixed
    title: 每天走访户数
    text: 每天走访不少于 {{limit}} 户。
    roles: [manager]
    limits:
      - {metric: visits.per_day, operator: ">=", parameter: visit.min_per_day, unit: 户/天}
    place: 原文二1
    status: rebuilt
    sources: [R213]
    contradictions: [X01]
  - id: VIS-34
    section: fixed
    title: 走访周期
    text: 每户每月不少于 {{limit}} 次。
    roles: [manager]
    limits:
      - {metric: visits.per_month, operator: ">=", value: 2, unit: 次/月}
    place: 原文三2
    status: complete
    sources: [R240]
""",
    ROLES: "roles:\n  - {id: manager, title: 客户经理}\n",
    PARAMETERS: """\
parameters:
  - id: visit.min_per_day
    title: 每天走访户数下限
    unit: 户/天
    default: 30
    readings:
      - {value: 30, source: VIS-06, note: 硬下限}
    contradictions: [X01]
""",
    FACTS: """\
facts:
  - {id: K080, text: 先听完再答复。, source: 手册, confidence: low}
  - {id: K081, text: 一条十盒。, source: 条例, confidence: high}
""",
    CONTRADICTIONS: """\
contradictions:
  - {id: X01, title: 每日走访户数, sides: [三十户, 二十户], treatment: 设参数}
""",
    SYLLABUS: """\
domains:
  - id: visit
    title: 走访规范
    topics:
      - {id: flow, title: 走访流程}
parts:
  - title: 走访规范
    chapters: [flow]
""",
    CHAPTER: """\
---
title: 走访流程
minutes: 40
topics: [flow]
roles: [manager]
goals:
  - 说得出每天走访多少户
---

## 三定

每天不少于 {{VIS-06}} 户，参数是 {{visit.min_per_day}}。

:::{clauses} VIS-06 VIS-34
:::

:::{quiz} flow-0001 flow-0003
:::

:::{scenario} supply
:::

:::{task} schedule
:::

:::{parameters} visit.min_per_day
:::

:::{facts} K080
:::

:::{roles}
:::

结束语。
""",
    BANK: """\
topic: flow
items:
  - id: flow-0001
    type: single
    values:
      v: {parameter: visit.min_per_day}
      less: {compute: v - 1}
    stem: 每天至少走访多少户？
    options:
      A: "{{less}} 户"
      B: "{{v}} 户"
    key: B
    explain: 不少于 {{v}} 户。
    why: {A: 少了一户}
    rests_on: [VIS-06]
    skill: knowledge
    difficulty: 1
    cognitive: recall
    importance: X
    exposure: open
    status: reviewed
    author: 培训师
  - id: flow-0002
    type: truefalse
    stem: 每户每月去一次就够。
    key: false
    explain: 至少两次。
    rests_on: [VIS-34]
    skill: knowledge
    difficulty: 1
    cognitive: recall
    importance: X
    exposure: reserved
    status: reviewed
    author: 培训师
  - id: flow-0003
    type: numeric
    values:
      n: {range: [100, 300], step: 20}
      visits: {limit: VIS-34}
    stem: "{{n}} 户全月要上门多少次？"
    key: n * visits
    unit: 户次
    explain: "{{n}} × {{visits}}"
    rests_on: [VIS-34]
    skill: analysis
    difficulty: 2
    cognitive: apply
    importance: X
    exposure: both
    status: reviewed
    author: 培训师
""",
    TASK: """\
id: schedule
title: 走访排程
topic: flow
rests_on: [VIS-06]
values:
  days: 21
  per_day: {limit: VIS-06}
  capacity: {compute: days * per_day}
story: 每天 {{per_day}} 户。
table:
  columns: [线路, 户数]
  rows:
    - [东线, "{{per_day}}"]
fields:
  - id: capacity
    type: numeric
    stem: 全月能走多少户次？
    key: capacity
    unit: 户次
    rests_on: [VIS-06]
    explain: "{{days}} × {{per_day}} = {{capacity}}"
  - id: enough
    type: truefalse
    stem: 六百户次走得过来。
    key: capacity >= 600
    rests_on: [VIS-06]
    explain: 能走 {{capacity}} 户次。
""",
    SCENARIO: """\
id: supply
title: 断货抱怨
topic: flow
role: manager
rests_on: [VIS-06]
intro: 店主板着脸。
gauges:
  mood: {title: 客户满意, start: 50, weight: 1}
start: greet
nodes:
  greet:
    text: 货呢？
    choices:
      - id: listen
        text: 您慢慢说。
        effects: {mood: 10}
        consequence: 他坐下了。
        verdict: good
        rests_on: [VIS-06]
        why: 先听
        next: end
      - id: leave
        text: 我还有事。
        effects: {mood: -10}
        consequence: 他更气了。
        verdict: wrong
        red_line: VIS-06
        rests_on: [VIS-06]
        why: 不该走
        next: end
  end:
    text: 散场。
    ending: fair
    debrief: 先听后说。
    rests_on: [VIS-06]
""",
    BLUEPRINT: """\
id: skill
title: 技能练兵
kind: skill
minutes: 60
sections:
  - {title: 判断题, skill: knowledge, type: truefalse, count: 1, worth: 2, reserved: 1, topics: [flow]}
""",
    DRILL: """\
id: 2026H2-skill
blueprint: skill
period: 2026H2
opens: 2026-11-01
closes: 2026-11-30T18:00+08:00
minutes: 45
""",
    SCHEME: """\
id: half-year
title: 半年方案
periods: half-year
sources:
  - drills: [skill]
    parts:
      - {skill: knowledge, weight: 60}
      - {skill: analysis, weight: 40}
levels:
  - {title: 优秀, minimum: 90, part_minimum: 60}
  - {title: 待提高, minimum: 0}
""",
}


class SmallWorkbook:
    """A folder with all of ``FILES``, to be edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for file, text in FILES.items():
            self.write(file, text)

    def write(self, file: str, content: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def text(self, file: str) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        """Replaces the first ``old``; a test whose ``old`` is not there would test nothing."""
        text = self.text(file)
        assert old in text, f"{old!r} is not in {file}"
        self.write(file, text.replace(old, new, 1))

    def append(self, file: str, more: str) -> None:
        self.write(file, self.text(file) + more)

    def delete(self, file: str) -> None:
        (self.root / file).unlink()

    def line(self, file: str, text: str) -> int:
        """The number of the first line that holds ``text``."""
        lines = self.text(file).split("\n")
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def load(self) -> Workbook:
        return load_workbook(self.root)

    def faults(self) -> tuple[Fault, ...]:
        try:
            self.load()
        except ContentFaults as error:
            return error.faults
        return ()

    def fault(self) -> Fault:
        """The only fault."""
        faults = self.faults()
        assert len(faults) == 1, [str(fault) for fault in faults]
        return faults[0]
