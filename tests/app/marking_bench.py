"""A drill of case questions that six people have answered, for the tests of marking by several people."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from lianbing.app.reviewing.desk import Desk, open_desk
from lianbing.app.workspace import Workspace
from lianbing.domain.reviewing.rounds import GivenMark, MarkedIn
from lianbing.wire.papers import paper_from_json
from tests.app.kit import TIMES, Bench, Ran, put, roster_text
from tests.unit.objects import saved

CASES = "2026-11-cases"
PEOPLE = tuple((f"C000{place}", f"样例{sign}") for place, sign in enumerate("甲乙丙丁戊己", 1))
BLUEPRINT = """id: cases
title: 案例练兵
kind: cases
minutes: 30
forms: 1
sections:
  - {title: 案例分析题, skill: analysis, type: case, count: 2, worth: 10, topics: [drill-themes]}
"""
MONTHLY = """id: monthly-cases
title: 月度案例
periods: month
sources:
  - {drills: [cases], title: 案例, weight: 100}
levels:
  - {title: 良好, minimum: 80}
  - {title: 合格, minimum: 60}
  - {title: 待提高, minimum: 0}
"""
BARE = """id: standard
title: 双评
source: 默认值
default: {mode: 1+1, allowed: {points: 2}, settler: leader, step: 0.5, straddle: allowed}
seen_by: 1
"""
PLANS = {
    "standard": BARE,
    "training": BARE.replace("id: standard", "id: training") + "training: 2\n",
    "strict": BARE.replace("id: standard", "id: strict")
    .replace("mode: 1+1, allowed: {points: 2}", 'mode: "1", allowed: {points: 1}')
    .replace("seen_by: 1", "seen_by: 2\nrecheck: 0.2"),
}
EXAMPLES = """examples:
  - {id: good, text: 先道歉，再补货，第二天回访。, points: 80, why: 三步都有}
  - {id: poor, text: 不知道, points: 0, why: 没有答}
"""
REFUSED = '=HYPERLINK("http://x")先道歉'
"""What C0006 answers: what wants to be a formula stays a text."""


@dataclass(frozen=True)
class MarkingBench:
    """The drill's command line under any name, and the desks of its markers."""

    bench: Bench

    def __call__(self, *words: object) -> Ran:
        return self.bench(*words)

    def fine(self, *words: object) -> Ran:
        ran = self.bench(*words)
        assert ran.code == 0, ran.said
        return ran

    def open(self, *words: object) -> Ran:
        """Opens a round of two markers and a leader, unless ``words`` say otherwise."""
        people = words or ("--marker", "王评", "--marker", "李评", "--leader", "陈组长")
        return self.bench("review", "open", CASES, *people, "--seed", "1", "--reason", "首轮")

    def workspace(self) -> Workspace:
        return Workspace(root=self.bench.root, data=self.bench.data, who="陈人力")

    def desk(self, marker: str) -> Desk:
        return open_desk(self.workspace(), CASES, marker)

    def codes(self, marker: str = "王评") -> dict[tuple[str, str], str]:
        """The code of each answer by number and item."""
        return {(each.person.id, each.key.item): each.code for each in self.desk(marker).stack.answers}

    def mark_all(self, marker: str, points: dict[str, str] | str, **given: Any) -> None:
        """Marks all that lies on a desk: the same for everybody, or by employee number."""
        desk = self.desk(marker)
        whose = {each.code: each.person.id for each in desk.stack.answers}
        for question in desk.questions():
            for answer in desk.answers(question.item):
                earned = points if isinstance(points, str) else points.get(whose[answer.code])
                if earned is not None:
                    desk.mark(answer.code, GivenMark(points=Decimal(earned), **given), MarkedIn.NOTEBOOK)


def made(root: Path, data: Path, folder: Path) -> MarkingBench:
    """Issues, collects and grades the drill; C0005 answers one of two, which leaves eleven answers to mark."""
    bench = Bench(root, data)
    for name, plan in PLANS.items():
        put(root / "grading" / "reviewing" / f"{name}.yml", plan.encode())
    with (root / "grading" / "rubrics" / "case.yml").open("a", encoding="utf-8") as rubric:
        rubric.write(EXAMPLES)
    put(root / "grading" / "blueprints" / "cases.yml", BLUEPRINT.encode())
    put(root / "grading" / "schemes" / "monthly-cases.yml", MONTHLY.encode())
    listed = put(folder / "名单.csv", roster_text(PEOPLE))
    fine(bench("drill", "issue", CASES, "--blueprint", "cases", "--period", "2026-11", "--roster", listed))
    for row in bench.rows("paper"):
        paper = paper_from_json(json.loads(row["content"]))
        number = paper.employee.id
        said: dict[str, Any] = {
            item.item.id: REFUSED if number == "C0006" else f"第 {place} 题：先听完，再按规范处理。{number[-1]}"
            for place, item in enumerate(paper.items, 1)
        }
        if number == "C0005":
            said[paper.items[1].item.id] = ""
        put(folder / "in" / f"{paper.id}.ipynb", saved(paper, said, TIMES, row["token"]))
    fine(bench("drill", "collect", CASES, folder / "in"))
    fine(bench("grade", CASES))
    return MarkingBench(bench)


def fine(ran: Ran) -> None:
    assert ran.code == 0, ran.said


def copied(bench: MarkingBench, data: Path) -> MarkingBench:
    """The same in a data folder of its own."""
    shutil.copytree(bench.bench.data, data, dirs_exist_ok=True)
    return MarkingBench(Bench(bench.bench.root, data))


def gave(points: str, **more: Any) -> GivenMark:
    """What a marker writes."""
    return GivenMark(points=Decimal(points), **more)
