"""Small domain objects for tests; each function fills in what a test does not care about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lianbing.domain.assessment.assessment import Candidate
from lianbing.domain.assessment.makeups import Sitting
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import skill_part
from lianbing.domain.drills.assembly import QuestionPool
from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection
from lianbing.domain.drills.drill import Drill, Window
from lianbing.domain.drills.papers import Basis, Employee, Paper, PaperItem, PaperSection
from lianbing.domain.items.keys import Key
from lianbing.domain.items.question import Classification, Exposure, Item, ItemStatus, Question, Skill
from lianbing.domain.items.scenarios import Choice, ChoiceVerdict, Ending, GaugeInstance, Node, ScenarioInstance
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.items.types.numeric import NUMERIC, Formula
from lianbing.domain.items.types.single import SINGLE, ChoiceKey, Letter
from lianbing.domain.kernel.bindings import Sources
from lianbing.domain.kernel.periods import Period, Span
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.marking.marks import GradingRecord, Mark
from lianbing.errors import UnknownReference
from lianbing.wire.papers import DrillHead, opened
from lianbing.wire.submission_files import write_submission

FOUR = {"A": "甲", "B": "乙", "C": "丙", "D": "丁"}
EMPLOYEE = Employee(id="C0001", name="样例甲", team="一部")


def sources(limits: Mapping[str, Quantity] | None = None, parameters: Mapping[str, Quantity] | None = None) -> Sources:
    def look_up(known: Mapping[str, Quantity] | None) -> Any:
        def find(name: str) -> Quantity:
            if known is None or name not in known:
                raise UnknownReference(f"没有 {name}")
            return known[name]

        return find

    return Sources(limit=look_up(limits), parameter=look_up(parameters))


def classified(**changes: Any) -> Classification:
    return replace(Classification(skill=Skill.KNOWLEDGE, topic="flow", status=ItemStatus.REVIEWED), **changes)


def single(item_id: str = "q-1", key: str = "B", **changes: Any) -> Question:
    made = Question(
        id=item_id,
        type=SINGLE,
        stem=f"{item_id} 的题干",
        key=Letter(key),
        explain="讲解",
        rests_on=("VIS-01",),
        classification=classified(),
        options=FOUR,
        why={letter: f"{letter} 错在这里" for letter in FOUR if letter != key},
    )
    return replace(made, **changes)


def numeric(
    formula: str = "1", item_id: str = "q-1", template: Mapping[str, Any] | None = None, **changes: Any
) -> Question:
    made = Question(
        id=item_id,
        type=NUMERIC,
        stem=f"{item_id} 的题干",
        key=Formula(formula, **(template or {})),
        explain="讲解",
        rests_on=("VIS-01",),
        classification=classified(),
    )
    return replace(made, **changes)


def item(item_id: str = "q-1", key: Key | None = None, **changes: Any) -> Item:
    made = Item(
        id=item_id,
        type=SINGLE,
        stem="题干",
        key=key or ChoiceKey("B", tuple(FOUR)),
        explain="讲解",
        rests_on=("VIS-01",),
        skill=Skill.KNOWLEDGE,
        options=FOUR,
        why={"A": "甲错", "C": "丙错", "D": "丁错"},
        origin={letter: letter for letter in FOUR},
    )
    return replace(made, **changes)


def paper(items: Sequence[Item], points: str = "3", **changes: Any) -> Paper:
    numbered = tuple(PaperItem(number, Decimal(points), one) for number, one in enumerate(items, 1))
    section = PaperSection("单项选择题", Skill.KNOWLEDGE, numbered)
    basis = {"VIS-01": Basis(title="每天走访户数", text="不少于 30 户", status="重建")}
    return replace(
        Paper(id="drill-C0001", drill="drill", employee=EMPLOYEE, sections=(section,), basis=basis), **changes
    )


def saved(paper: Paper, answers: Mapping[str, object], times: tuple[str, str], token: str = "token") -> bytes:
    """The file that the booklet of a paper saves."""
    head = DrillHead(id=paper.drill, title="练兵", period="2026H2", minutes=60)
    return write_submission(opened(paper, head, token), answers, times)


def bank(questions: Sequence[Question], given: Sources | None = None) -> QuestionPool:
    return QuestionPool(
        tuple(questions), given or sources(), lambda name: Basis(title=name, text=f"{name} 的文字", status="完整")
    )


def reserved(item_id: str, **changes: Any) -> Question:
    return single(item_id, classification=classified(exposure=Exposure.RESERVED, **changes))


def section(count: int, **changes: Any) -> BlueprintSection:
    made = BlueprintSection(title="单项选择题", skill=Skill.KNOWLEDGE, type=SINGLE, count=count, worth=Decimal(3))
    return replace(made, **changes)


def blueprint(*sections: BlueprintSection) -> Blueprint:
    return Blueprint(id="skill", title="技能练兵", kind="skill", minutes=60, sections=sections)


def drill(drill_id: str = "2026H2-skill", **changes: Any) -> Drill:
    made = Drill(
        id=drill_id,
        title="下半年练兵",
        kind="skill",
        period=Period.parse("2026H2"),
        window=Window(),
        minutes=60,
        blueprint="skill",
        edition="e" * 64,
        seed="seed",
        issued_at="2026-11-20T09:00:00+08:00",
    )
    return replace(made, **changes)


def mark(item_id: str, points: str | None = "3", **changes: Any) -> Mark:
    made = Mark(
        item=item_id,
        number=1,
        skill=Skill.KNOWLEDGE,
        worth=Decimal(3),
        earned=None if points is None else Decimal(points),
        verdict=Verdict.MALFORMED if points is None else Verdict.CORRECT,
        reason="答对，得满分",
    )
    return replace(made, **changes)


def record(*marks: Mark, **changes: Any) -> GradingRecord:
    made = GradingRecord(
        paper="drill-C0001",
        employee="C0001",
        submission="submission-1",
        paper_digest="paper-digest-1",
        nonce="nonce",
        marks=marks,
    )
    return replace(made, **changes)


def scheme(levels: Sequence[Level] = (), **weights: str) -> Scheme:
    """``scheme(knowledge="40", …)``: weights by skill; one level that everyone reaches unless given."""
    parts = tuple(skill_part(Skill(skill), Decimal(weight)) for skill, weight in weights.items())
    return Scheme(
        id="half",
        title="方案",
        span=Span.HALF_YEAR,
        parts=parts,
        levels=tuple(levels) or (Level(title="合格", minimum=Decimal(0), part_minimum=Decimal(0)),),
    )


def marked(skill: str, worth: str, points: str | None, clauses: tuple[str, ...] = ()) -> MarkedItem:
    return MarkedItem(
        drill="drill",
        paper="drill-C0001",
        item="q-1",
        number=1,
        skill=Skill(skill),
        worth=Decimal(worth),
        earned=None if points is None else Decimal(points),
        entry=None if points is None else 1,
        clauses=clauses,
    )


def candidate(*marks: MarkedItem, missing: tuple[str, ...] = (), employee: str = "C0001") -> Candidate:
    person = Employee(id=employee, name="样例", team="一部")
    return Candidate(employee=person, marks=marks, sittings=sittings(marks, missing))


def sittings(marks: Iterable[MarkedItem], missing: Iterable[str] = ()) -> tuple[Sitting, ...]:
    """A sitting of each drill that has marks, and of each that is missing."""
    drills = dict.fromkeys(mark.drill for mark in marks)
    handed_in = [Sitting(drill=drill, handed_in=True) for drill in drills]
    return (*handed_in, *(Sitting(drill=drill, handed_in=False) for drill in missing))


def gauge(gauge_id: str = "mood", start: int = 50, low: int = 0, high: int = 100, weight: str = "1") -> GaugeInstance:
    return GaugeInstance(id=gauge_id, title=gauge_id, start=start, minimum=low, maximum=high, weight=Decimal(weight))


def choice(choice_id: str, to: str, **effects: int) -> Choice:
    return Choice(
        id=choice_id,
        text=choice_id,
        consequence="后果",
        verdict=ChoiceVerdict.GOOD,
        why="理由",
        next=to,
        rests_on=("VIS-01",),
        effects=effects,
    )


def moment(node_id: str, *choices: Choice) -> Node:
    """A node with ``choices``, an ending without."""
    if choices:
        return Node(id=node_id, text=node_id, choices=choices)
    return Node(id=node_id, text=node_id, choices=(), ending=Ending.GOOD, debrief="复盘", rests_on=("VIS-01",))


def visit(*nodes: Node, gauges: Sequence[GaugeInstance] = (), start: str = "") -> ScenarioInstance:
    by_id = {node.id: node for node in nodes}
    return ScenarioInstance(
        id="test",
        title="情景",
        role="customer-manager",
        intro="背景",
        gauges=tuple(gauges) or (gauge(),),
        start=start or nodes[0].id,
        nodes=by_id,
    )
