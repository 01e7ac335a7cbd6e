from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.domain.assessment.sources import (
    DrillSource,
    RatingSource,
    ResultSource,
    SchemePart,
    skill_part,
)
from lianbing.domain.drills.blueprints import Apart, Difficulty
from lianbing.domain.drills.drill import DrillPlan, Window
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period, Span
from lianbing.wire.blueprints import blueprint_digest
from tests.unit.content.small_workbook import BLUEPRINT, DRILL, SCHEME, SmallWorkbook

MORE = "  - "
PROPOSAL = "proposals: [{id: up, title: 晋级, direction: up"
ONCE = "{ratings: honours, title: 表彰, sign: bonus, most: 1}"
TWICE = f"adjustments: [{ONCE}, {ONCE.replace('表彰', '扣分')}]"
RATES = "difficulty: {rates: {1: 0.8, 2: 0.6, 3: 0.4}"


def test_a_blueprint_and_a_scheme_are_read_as_written(small: SmallWorkbook) -> None:
    book = small.load()
    blueprint, scheme = book.blueprints["skill"], book.schemes["half-year"]
    assert (blueprint.kind, blueprint.worth, blueprint.sections[0].reserved) == ("skill", Decimal(2), 1)
    assert scheme.span is Span.HALF_YEAR
    assert scheme.parts[0] == skill_part(Skill.KNOWLEDGE, Decimal(60), ("skill",))
    assert (scheme.levels[0].part_minimum, scheme.levels[1].part_minimum) == (Decimal(60), Decimal(0))


def test_weights_and_points_are_exact(small: SmallWorkbook) -> None:
    small.edit(SCHEME, "weight: 60", "weight: 59.9")
    small.edit(SCHEME, "weight: 40", "weight: 40.1")
    small.edit(BLUEPRINT, "worth: 2", "worth: 0.1")
    book = small.load()
    assert book.schemes["half-year"].parts[0].weight == Decimal("59.9")
    assert book.blueprints["skill"].worth == Decimal("0.1")


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (BLUEPRINT, "kind: skill", "kind: skill\nperiod: 2026H2", ("--period", "grading/drills/", "kind")),
        (BLUEPRINT, "kind: skill\n", "", ("kind",)),
        (BLUEPRINT, "kind: skill", "kind: 技能", ("kind",)),
        (DRILL, "period: 2026H2", "period: 2026H3", ("2026H3",)),
        (DRILL, "blueprint: skill", "blueprint: nil", ("nil", "细目表")),
        (DRILL, "id: 2026H2-skill", "id: 2026H2 skill/", ("id",)),
        (DRILL, "opens: 2026-11-01", "opens: 11 月 1 日", ("opens", "2026-11-01")),
        (DRILL, "opens: 2026-11-01", "opens: 2026-11-31", ("opens", "2026-11-31")),
        (DRILL, "opens: 2026-11-01", "opens: 2026-12-01", ("closes", "还早")),
        (BLUEPRINT, "reserved: 1", "reserved: 2", ("判断题", "reserved")),
        (BLUEPRINT, "count: 1", "count: 0", ("count",)),
        (BLUEPRINT, "worth: 2", "worth: 0", ("worth",)),
        (BLUEPRINT, "minutes: 60", "minutes: 0", ("minutes",)),
        (BLUEPRINT, "id: skill", "id: 2026H2 skill/", ("id",)),
        (BLUEPRINT, "topics: [flow]", "topics: [none]", ("none",)),
        (BLUEPRINT, "count: 1", "count: 3", ("判断题", "3")),
        (BLUEPRINT, "skill: knowledge", "skill: tools", ("判断题",)),
        (BLUEPRINT, "reserved: 1", "items: [nil-1]", ("nil-1",)),
        (BLUEPRINT, "reserved: 1", "items: [flow-0001]", ("flow-0001",)),
        (BLUEPRINT, "reserved: 1", "items: [a, b]", ("items", "count")),
        (BLUEPRINT, "reserved: 1", "clauses: {NIL-01: 1}", ("NIL-01",)),
        (BLUEPRINT, "reserved: 1", "clauses: {VIS-06: 1}", ("VIS-06", "判断题")),
        (BLUEPRINT, "minutes: 60", f"minutes: 60\n{RATES}, band: [0.9, 1], spread: 1}}", ("difficulty", "1.6")),
        (BLUEPRINT, "minutes: 60", f"minutes: 60\n{RATES}, band: [0.9, 0.1], spread: 1}}", ("band",)),
        (BLUEPRINT, "minutes: 60", f"minutes: 60\n{RATES}, band: [0, 1], spread: 0}}", ("spread",)),
        (BLUEPRINT, "minutes: 60", "minutes: 60\ndifficulty: {rates: {1: 1}, band: [0, 1], spread: 1}", ("rates",)),
        (BLUEPRINT, "minutes: 60", "minutes: 60\nforms: 0", ("forms",)),
        (BLUEPRINT, "minutes: 60", "minutes: 60\napart: {neighbours: -1}", ("neighbours",)),
        (SCHEME, "weight: 60", "weight: 59", ("100", "99")),
        (SCHEME, "skill: analysis", "skill: knowledge", ("两次",)),
        (SCHEME, "minimum: 90", "minimum: 101", ("minimum",)),
        (SCHEME, "{title: 待提高, minimum: 0}", "{title: 待提高, minimum: 10}", ("最后一个等级",)),
        (SCHEME, "{title: 待提高, minimum: 0}", "{title: 待提高, minimum: 0, part_minimum: 1}", ("最后一个等级",)),
        (SCHEME, "{title: 待提高, minimum: 0}", "{title: 一, minimum: 90}\n  - {title: 二, minimum: 0}", ("从高到低",)),
        (SCHEME, "{title: 待提高, minimum: 0}", "{title: 一, minimum: 95}\n  - {title: 二, minimum: 0}", ("从高到低",)),
        (SCHEME, "periods: half-year", "periods: fortnight", ("periods",)),
        (SCHEME, "weight: 60", "weight: 0", ("weight",)),
        (SCHEME, "sources:\n  - drills: [skill]\n    parts:", "parts:", ("sources", "drills: [skill]")),
        (SCHEME, "drills: [skill]", "drills: [skill]\n    results: month", ("三样里的一样",)),
        (SCHEME, "drills: [skill]", "title: 技能", ("三样里的一样",)),
        (SCHEME, "drills: [skill]", "results: month", ("parts", "drills")),
        (SCHEME, "drills: [skill]", "drills: [skill]\n    weight: 10", ("权重写一处",)),
        (SCHEME, "drills: [skill]", "drills: [技能]", ("drills",)),
        (SCHEME, "drills: [skill]", "drills: [skill]\n    scheme: month", ("scheme", "results")),
        (SCHEME, "drills: [skill]", "drills: [skill]\n    full: 10", ("full", "ratings")),
        (SCHEME, "levels", f"{MORE}{{drills: [theme], weight: 10}}\nlevels", ("title",)),
        (SCHEME, "levels", f"{MORE}{{ratings: competence, weight: 10}}\nlevels", ("title",)),
        (SCHEME, "levels", f"{MORE}{{ratings: competence}}\nlevels", ("权重写一处",)),
        (SCHEME, "levels", f"{MORE}{{results: year, weight: 10}}\nlevels", ("year", "长")),
        (SCHEME, "levels", "tie_break: [走访]\nlevels", ("走访", "应知应会")),
        (SCHEME, "levels", "caps: [{level: 待提高, share: 20}]\nlevels", ("caps", "待提高")),
        (SCHEME, "levels", "caps: [{level: 优秀, share: 101}]\nlevels", ("share", "100")),
        (SCHEME, "levels", "caps: [{level: 优秀, share: 20, ties: half}]\nlevels", ("ties", "out")),
        (SCHEME, "levels", "rounding: {totals: 3}\nlevels", ("totals", "2")),
        (SCHEME, "levels", f"{MORE}{{ratings: a, title: 甲, weight: 10, least: 1}}\nlevels", ("least", "results")),
        (SCHEME, "levels", "proposals: [{id: up, title: 晋级, direction: up}]\nlevels", ("条件", "levels")),
        (SCHEME, "levels", f"{PROPOSAL}, top: 5, bottom: 5}}]\nlevels", ("top", "bottom")),
        (SCHEME, "levels", f"{PROPOSAL}, levels: [良好]}}]\nlevels", ("up", "良好")),
        (SCHEME, "levels", f"{PROPOSAL}, levels: [优秀], times: 2}}]\nlevels", ("times", "over")),
        (SCHEME, "levels", f"{PROPOSAL}, levels: [优秀], over: quarter}}]\nlevels", ("up", "quarter", "scheme")),
        (SCHEME, "levels", "adjustments: [{ratings: a, title: 应知应会, sign: bonus, most: 1}]\nlevels", ("title",)),
        (SCHEME, "levels", f"{MORE}{{results: half-year, weight: 10}}\nlevels", ("half-year", "scheme")),
        (SCHEME, "levels", f"{TWICE}\nlevels", ("评定 honours 用了两次",)),
    ],
)
def test_what_is_wrong_is_told_in_its_file(
    small: SmallWorkbook, file: str, old: str, new: str, words: tuple[str, ...]
) -> None:
    small.edit(file, old, new)
    told = [fault for fault in small.faults() if fault.file == file]
    assert told
    assert any(all(word in fault.message for word in words) for fault in told), [fault.message for fault in told]


def test_weights_finer_than_what_is_shown_could_push_a_total_above_100(small: SmallWorkbook) -> None:
    # 33.335 + 33.335 + 33.33 = 100, but full marks give 33.34 + 33.34 + 33.33 = 100.01.
    small.edit(
        SCHEME,
        "{skill: knowledge, weight: 60}",
        "{skill: knowledge, weight: 33.335}\n      - {skill: tools, weight: 33.335}",
    )
    small.edit(SCHEME, "weight: 40", "weight: 33.33")
    assert [(fault.file, "weight" in fault.message) for fault in small.faults()] == [(SCHEME, True)] * 2


@pytest.mark.parametrize(("asked", "words"), [("nil", ("nil",)), ("half-year", ("month", "half-year", "长度"))])
def test_results_are_those_of_a_scheme_that_there_is(small: SmallWorkbook, asked: str, words: tuple[str, ...]) -> None:
    small.edit(SCHEME, "weight: 60", "weight: 50")
    small.edit(SCHEME, "levels:", f"  - {{results: month, scheme: {asked}, weight: 10}}\nlevels:")
    fault = small.fault()
    assert fault.file == SCHEME
    assert all(word in fault.message for word in words)


def test_a_drill_is_planned_as_written(small: SmallWorkbook) -> None:
    assert small.load().drills["2026H2-skill"] == DrillPlan(
        id="2026H2-skill",
        blueprint="skill",
        period=Period.parse("2026H2"),
        window=Window(opens="2026-11-01", closes="2026-11-30T18:00+08:00"),
        minutes=45,
    )


def test_a_scheme_says_where_each_part_takes_its_points_from(small: SmallWorkbook) -> None:
    small.edit(SCHEME, "weight: 60", "weight: 20")
    small.edit(SCHEME, "weight: 40", "weight: 10")
    month = small.text(SCHEME).replace("id: half-year", "id: month-six").replace("periods: half-year", "periods: month")
    small.write(
        "grading/schemes/month.yml", month.replace("weight: 20", "weight: 60").replace("weight: 10", "weight: 40")
    )
    more = """\
  - {drills: [theme], title: 主题练兵, weight: 20}
  - {results: month, scheme: month-six, weight: 30}
  - {ratings: competence, title: 能力评定, weight: 20, full: 5}
"""
    small.edit(SCHEME, "levels:", f"{more}levels:")
    assert small.load().schemes["half-year"].parts == (
        skill_part(Skill.KNOWLEDGE, Decimal(20), ("skill",)),
        skill_part(Skill.ANALYSIS, Decimal(10), ("skill",)),
        SchemePart(title="主题练兵", weight=Decimal(20), source=DrillSource(kinds=("theme",))),
        SchemePart(title="各月考评", weight=Decimal(30), source=ResultSource(span=Span.MONTH, scheme="month-six")),
        SchemePart(
            title="能力评定",
            weight=Decimal(20),
            source=RatingSource(rating="competence", full=Decimal(5)),
        ),
    )


def test_a_blueprint_id_is_used_once(small: SmallWorkbook) -> None:
    small.write("grading/blueprints/zz.yml", small.text(BLUEPRINT))
    fault = small.fault()
    assert (fault.file, fault.line) == ("grading/blueprints/zz.yml", 1)
    assert "skill" in fault.message


def test_short_answers_are_left_to_people_unless_the_blueprint_says_otherwise(small: SmallWorkbook) -> None:
    assert small.load().blueprints["skill"].short_answers == ShortAnswers()
    assert not ShortAnswers().automatic


def test_a_blueprint_says_how_sure_the_program_has_to_be(small: SmallWorkbook) -> None:
    small.edit(BLUEPRINT, "minutes: 60", "minutes: 60\nshort_answers: {automatic: true, confidence: 0.75, longest: 4}")
    rules = small.load().blueprints["skill"].short_answers
    assert rules == ShortAnswers(automatic=True, confidence=Decimal("0.75"), longest=Decimal(4))


@pytest.mark.parametrize("said", ["confidence: 0.5", "confidence: 1.1", "longest: 0.5", "densest: 0", "sure: 1"])
def test_a_confidence_that_lets_doubts_pass_is_refused(small: SmallWorkbook, said: str) -> None:
    small.edit(BLUEPRINT, "minutes: 60", f"minutes: 60\nshort_answers: {{automatic: true, {said}}}")
    assert said.split(":", maxsplit=1)[0] in small.fault().message


def test_a_blueprint_says_how_hard_and_how_far_apart_its_papers_are(small: SmallWorkbook) -> None:
    small.edit(
        BLUEPRINT, "minutes: 60", f"minutes: 60\n{RATES}, band: [0.5, 0.9], spread: 1}}\nforms: 2\napart: {{drills: 3}}"
    )
    small.edit(BLUEPRINT, "reserved: 1", "items: [flow-0002], clauses: {VIS-34: 1}")
    made = small.load().blueprints["skill"]
    assert made.difficulty == Difficulty(
        rates={1: Decimal("0.8"), 2: Decimal("0.6"), 3: Decimal("0.4")},
        lowest=Decimal("0.5"),
        highest=Decimal("0.9"),
        spread=Decimal(1),
    )
    assert (made.forms, made.apart) == (2, Apart(neighbours=2, drills=3))
    assert (made.sections[0].items, made.sections[0].clauses) == (("flow-0002",), {"VIS-34": 1})
    assert blueprint_digest(made) != blueprint_digest(replace(made, forms=None))


def test_a_blueprint_that_says_nothing_new_keeps_the_edition_it_had(small: SmallWorkbook) -> None:
    edition = "e763cf1ade8e61ee557bc502c20d5c8f1ef0688a38f8acd8b69a9d70d58bcec4"
    assert blueprint_digest(small.load().blueprints["skill"]) == edition
