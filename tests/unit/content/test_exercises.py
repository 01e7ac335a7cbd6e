from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.content.checking.scenarios import scenario_report
from lianbing.domain.items.scenario_walks import best_and_worst, walk
from lianbing.domain.items.scenarios import VIOLATION, Clock, Ending, realise_scenario
from tests.unit.content.small_workbook import SCENARIO, TASK, SmallWorkbook

TRAP = """\
      - id: trap
        text: 再想想。
        consequence: 没有下文。
        verdict: weak
        rests_on: [VIS-06]
        why: 绕圈
        next: loop
"""
LOOP = """\
  loop:
    text: 又回到原处。
    choices:
      - id: again
        text: 再来。
        consequence: 还是一样。
        verdict: weak
        rests_on: [VIS-06]
        why: 绕圈
        next: loop
"""


def test_a_task_is_read_with_fields_named_after_it(small: SmallWorkbook) -> None:
    task = small.load().tasks["schedule"]
    assert [field.id for field in task.fields] == ["schedule.capacity", "schedule.enough"]
    assert task.table is not None
    assert task.table.columns == ("线路", "户数")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    - [东线,", "    - [东线, 多一格,", ("第 1 行",)),
        ("  columns: [线路, 户数]", "  columns: []", ("columns",)),
        ("story: 每天 {{per_day}} 户。", "story:", ("story",)),
        ("key: capacity\n    unit", "key: true\n    unit", ("capacity", "计算题")),
        ("id: schedule", "id: Schedule", ("id",)),
        ("    rests_on: [VIS-06]\n", "", ("rests_on",)),
        ("    unit: 户次", "    difficulty: 1", ("difficulty",)),
        ("story: 每天", 'pandas: "data = ("\nstory: 每天', ("pandas", "JupyterLab")),
    ],
)
def test_the_shape_of_a_task_is_checked(small: SmallWorkbook, old: str, new: str, words: tuple[str, ...]) -> None:
    small.edit(TASK, old, new)
    told = [fault for fault in small.faults() if fault.file == TASK]
    assert len(told) == 1
    assert all(word in told[0].message for word in words), told[0].message


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("rests_on: [VIS-06]\nvalues", "rests_on: [VIS-99]\nvalues", "VIS-99"),
        ("    rests_on: [VIS-06]", "    rests_on: [VIS-99]", "VIS-99"),
        ("{limit: VIS-06}", "{limit: VIS-99}", "VIS-99"),
        ("story: 每天 {{per_day}} 户。", "story: 每天 {{none}} 户。", "none"),
        ('[东线, "{{per_day}}"]', '[东线, "{{none}}"]', "none"),
        ("key: capacity >= 600", "key: capacity", "判断题"),
        ("days * per_day", "days * per_dya", "per_dya"),
        ("  - id: enough", "  - id: capacity", "重复"),
        ("topic: flow", "topic: elsewhere", "elsewhere"),
    ],
)
def test_what_a_task_names_must_exist(small: SmallWorkbook, old: str, new: str, word: str) -> None:
    small.edit(TASK, old, new)
    fault = small.fault()
    assert (fault.file, fault.line) == (TASK, 1)
    assert word in fault.message


@pytest.mark.parametrize(("file", "name"), [(TASK, "schedule"), (SCENARIO, "supply")])
def test_an_exercise_id_stands_in_one_file(small: SmallWorkbook, file: str, name: str) -> None:
    copy = f"{file.rpartition('/')[0]}/zz-copy.yml"
    small.write(copy, small.text(file))
    told = [fault for fault in small.faults() if "重复" in fault.message]
    assert [(fault.file, fault.line) for fault in told] == [(copy, 1)]
    assert name in told[0].message
    assert file in told[0].message


def test_what_a_grade_asks_of_the_score_is_read(small: SmallWorkbook) -> None:
    small.edit(SCENARIO, "start: greet\n", "grades: {good: 80, fair: 37.5}\nstart: greet\n")
    book = small.load()
    visit = realise_scenario(book.scenarios["supply"], book.sources)
    assert visit.grades == {Ending.GOOD: Decimal(80), Ending.FAIR: Decimal("37.5")}


@pytest.mark.parametrize("wrong", ["{good: 80, bad: 10}", "{good: 40, fair: 80}", "{good: nothing}"])
def test_grades_that_make_no_sense_are_faults(small: SmallWorkbook, wrong: str) -> None:
    small.edit(SCENARIO, "start: greet\n", f"grades: {wrong}\nstart: greet\n")
    assert [fault.file for fault in small.faults()] == [SCENARIO]


def test_a_scenario_is_read_with_default_bounds(small: SmallWorkbook) -> None:
    book = small.load()
    visit = realise_scenario(book.scenarios["supply"], book.sources)
    assert (visit.gauges[0].minimum, visit.gauges[0].maximum) == (0, 100)
    best, worst = best_and_worst(visit)
    assert (best.path, best.score, worst.path, worst.score) == (("listen",), Decimal(60), ("leave",), Decimal(40))


def test_a_node_that_nothing_leads_to_is_named(small: SmallWorkbook) -> None:
    small.append(SCENARIO, "  lost:\n    text: 无人到此。\n    ending: bad\n    debrief: 无\n    rests_on: [VIS-06]\n")
    fault = small.fault()
    assert fault.file == SCENARIO
    assert "lost" in fault.message
    assert "走不到" in fault.message


def test_a_loop_without_a_way_out_is_named(small: SmallWorkbook) -> None:
    small.edit(SCENARIO, "  end:\n", TRAP + "  end:\n")
    small.append(SCENARIO, LOOP)
    fault = small.fault()
    assert fault.file == SCENARIO
    assert "loop" in fault.message
    assert "走不出去" in fault.message


def test_a_loop_with_a_way_out_is_fine(small: SmallWorkbook) -> None:
    small.edit(SCENARIO, "  end:\n", TRAP.replace("next: loop", "next: greet") + "  end:\n")
    assert small.faults() == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("next: end", "next: nowhere", ("greet", "listen", "nowhere")),
        ("effects: {mood: 10}", "effects: {moood: 10}", ("greet", "listen", "moood")),
        ("start: greet", "start: hello", ("hello",)),
        ("      - id: leave", "      - id: listen", ("编号一样",)),
        ("    ending: fair\n", "", ("choices", "ending")),
        (
            "    text: 货呢？",
            "    text: 货呢？\n    ending: bad\n    debrief: 完\n    rests_on: [VIS-06]",
            ("choices", "ending"),
        ),
        ("    debrief: 先听后说。\n", "", ("debrief",)),
        ("ending: fair", "ending: so-so", ("ending",)),
        ("verdict: good", "verdict: fine", ("verdict",)),
        ("effects: {mood: 10}", "effects: {mood: 0.5}", ("mood",)),
        ("        why: 先听\n", "", ("why",)),
        ("        rests_on: [VIS-06]\n", "", ("rests_on",)),
    ],
)
def test_the_shape_of_a_scenario_is_checked(small: SmallWorkbook, old: str, new: str, words: tuple[str, ...]) -> None:
    small.edit(SCENARIO, old, new)
    told = [fault for fault in small.faults() if fault.file == SCENARIO]
    assert len(told) == 1
    assert all(word in told[0].message for word in words), told[0].message


FLAGGED = """\
clock: {gauge: mood, timeout: late}
flags: {promise: 许过货}
start: greet
"""
LATE = """\
  late:
    text: 时间到了。
    ending: fair
    debrief: 下次快一点。
    rests_on: [VIS-06]
  kept:
    text: 他来要货。
    ending: bad
    debrief: 许过的要收回。
    rests_on: [VIS-06]
"""


def with_flags(small: SmallWorkbook) -> None:
    """A scenario with a clock, a flag and an ending that asks about it."""
    small.edit(SCENARIO, "start: greet\n", FLAGGED)
    small.edit(SCENARIO, "        red_line: VIS-06\n", "        red_line: VIS-06\n        sets: [promise]\n")
    small.edit(SCENARIO, "    ending: fair\n", "    ending: fair\n    instead: {promise: kept}\n")
    small.append(SCENARIO, LATE)


def test_a_clock_flags_and_red_lines_are_read(small: SmallWorkbook) -> None:
    with_flags(small)
    book = small.load()
    visit = realise_scenario(book.scenarios["supply"], book.sources)
    assert visit.clock == Clock(gauge="mood", timeout="late")
    left = visit.nodes["greet"].choices[1]
    assert (left.red_line, left.sets, left.flags_set) == ("VIS-06", ("promise",), {"promise", VIOLATION})
    assert walk(visit, ["leave"]).node == "kept"


def test_a_violation_that_ends_well_is_a_fault_that_names_the_walk(small: SmallWorkbook) -> None:
    small.edit(SCENARIO, "    ending: fair\n", "    ending: good\n")
    fault = small.fault()
    assert fault.file == SCENARIO
    assert all(word in fault.message for word in ("leave", "圆满", "end", "instead"))
    small.edit(SCENARIO, "    ending: good\n", "    ending: good\n    instead: {violation: kept}\n")
    small.append(SCENARIO, LATE.partition("  kept:")[1] + LATE.partition("  kept:")[2])
    assert small.faults() == ()


def test_a_clock_that_never_runs_out_is_warned_of(small: SmallWorkbook) -> None:
    with_flags(small)
    report = scenario_report(small.load())
    assert any("时间用不完" in each.message and each.scenario == "supply" for each in report.warnings)
    assert (report.walks, report.violations, report.late) == (2, 1, 0)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("        red_line: VIS-06\n", "", "      - id: leave", ("leave", "red_line")),
        ("red_line: VIS-06", "red_line: VIS-99", "      - id: leave", ("leave", "rests_on")),
        ("verdict: good", "verdict: good\n        red_line: VIS-06", "      - id: listen", ("listen", "不是违规")),
        ("sets: [promise]", "sets: [promises]", "      - id: leave", ("leave", "promises")),
        ("instead: {promise: kept}", "instead: {promises: kept}", "    instead:", ("end", "promises")),
        ("instead: {promise: kept}", "instead: {promise: nowhere}", "    instead:", ("end", "nowhere")),
        ("flags: {promise: 许过货}", "flags: {promise: 许过货, idle: 没人问}", "flags:", ("idle",)),
        ("flags: {promise: 许过货}", "flags: {promise: 许过货, violation: 违规}", "flags:", ("violation", "自动")),
        ("clock: {gauge: mood", "clock: {gauge: hours", "clock:", ("hours",)),
        ("timeout: late", "timeout: later", "clock:", ("later",)),
        ("next: end", "next: nowhere", "        next: nowhere", ("greet", "nowhere")),
        ("effects: {mood: 10}", "effects: {moood: 10}", "        effects: {moood", ("listen", "moood")),
    ],
)
def test_what_is_wrong_with_flags_clock_or_red_line_is_told_at_its_line(
    small: SmallWorkbook, old: str, new: str, line: str, words: tuple[str, ...]
) -> None:
    with_flags(small)
    small.edit(SCENARIO, old, new)
    written = small.text(SCENARIO).splitlines()
    (place,) = [number for number, text in enumerate(written, 1) if text.startswith(line)]
    told = [fault for fault in small.faults() if fault.file == SCENARIO]
    assert [fault.line for fault in told if all(word in fault.message for word in words)] == [place], told


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("role: manager", "role: boss", "boss"),
        ("rests_on: [VIS-06]\nintro", "rests_on: [VIS-99]\nintro", "VIS-99"),
        ("        rests_on: [VIS-06]", "        rests_on: [VIS-99]", "VIS-99"),
        ("start: 50", "start: 500", "500"),
        ("start: 50", "start: minutes", "minutes"),
        ("start: 50", "start: 0.5", "start"),
        ("intro: 店主板着脸。", 'intro: "{{minutes}} 分钟"', "minutes"),
        ("weight: 1}", "weight: 0}", "weight"),
        ("topic: flow", "topic: elsewhere", "elsewhere"),
    ],
)
def test_what_a_scenario_names_must_exist_and_its_numbers_be_sound(
    small: SmallWorkbook, old: str, new: str, word: str
) -> None:
    small.edit(SCENARIO, old, new)
    told = [fault for fault in small.faults() if fault.file == SCENARIO]
    assert told
    assert any(word in fault.message for fault in told), [fault.message for fault in told]
