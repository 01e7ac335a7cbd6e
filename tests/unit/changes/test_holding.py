"""Items wait when what they rest on has changed, until somebody has looked at them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lianbing.app.impact.accepting import accept, keep_edition
from lianbing.app.impact.comparing import impact
from lianbing.app.impact.shortages import shortages
from lianbing.app.workspace import Workspace
from lianbing.content.editions.records import ACCEPTED, BASELINE, read_records
from lianbing.domain.changes.holding import bases
from lianbing.domain.changes.snapshots import snapshot_of
from lianbing.domain.items.types.code import CodeTask
from lianbing.domain.workbook import Workbook
from lianbing.errors import ContentFaults, NothingToDo, WrongUsage
from lianbing.wire.editions.baseline import EDITION
from lianbing.wire.editions.impact import IMPACT
from lianbing.wire.shapes.json_schema import document_schema
from tests.unit.content.small_workbook import BANK, FACTS, LOCAL, STANDARD, SmallWorkbook

AT = "2026-12-01T09:30:00+08:00"
OF_VIS_06 = ("flow-0001", "supply", "schedule")


def workspace(small: SmallWorkbook) -> Workspace:
    """A fresh one, which reads the content anew."""
    return Workspace(root=small.root, data=small.root / "var", who="张培训", clock=lambda: datetime.fromisoformat(AT))


@pytest.fixture
def kept(small: SmallWorkbook) -> SmallWorkbook:
    """With its edition kept."""
    keep_edition(workspace(small), "2026-06")
    return small


def held(small: SmallWorkbook) -> dict[str, tuple[str, ...]]:
    return dict(workspace(small).workbook.held)


def test_nothing_waits_without_an_edition_that_is_kept(small: SmallWorkbook) -> None:
    small.write(LOCAL, "visit.min_per_day: 25\n")
    assert held(small) == {}
    with pytest.raises(NothingToDo):
        impact(workspace(small), None)


def test_a_changed_limit_holds_all_that_rests_on_it_or_takes_its_number(kept: SmallWorkbook) -> None:
    assert held(kept) == {}
    kept.write(LOCAL, "visit.min_per_day: 25\n")
    assert set(held(kept)) == set(OF_VIS_06)
    assert held(kept)["flow-0001"] == ("VIS-06", "visit.min_per_day")
    assert [q.id for q in workspace(kept).workbook.drawable] == ["flow-0002", "flow-0003"]


@pytest.mark.parametrize(
    ("old", "new", "waiting"),
    [
        ("每户每月不少于", "每户每月见面不少于", {"flow-0002", "flow-0003"}),
        ("    place: 原文三2\n", "    place: 原文三3\n    note: 核过原文。\n", set()),
        ('edition: "2013-06"', 'edition: "2026-01"', set()),
    ],
)
def test_texts_and_limits_count_and_notes_and_dates_do_not(
    kept: SmallWorkbook, old: str, new: str, waiting: set[str]
) -> None:
    kept.edit(STANDARD, old, new)
    assert set(held(kept)) == waiting


def test_a_fact_holds_its_items(kept: SmallWorkbook) -> None:
    kept.edit(BANK, "rests_on: [VIS-34]", "rests_on: [K081]")
    assert held(kept) == {}
    kept.edit(FACTS, "一条十盒", "一条二十盒")
    assert held(kept) == {"flow-0002": ("K081",)}


def test_new_items_were_written_for_the_new_rule(kept: SmallWorkbook) -> None:
    kept.write(LOCAL, "visit.min_per_day: 25\n")
    _, _, item = kept.text(BANK).partition("  - id: flow-0002\n")
    kept.append(BANK, f"  - id: flow-0004\n{item.partition('  - id: ')[0]}".replace("VIS-34", "VIS-06"))
    assert "flow-0004" not in held(kept)


def test_items_are_ticked_off_one_by_one_and_by_what_they_rest_on(kept: SmallWorkbook) -> None:
    kept.write(LOCAL, "visit.min_per_day: 25\n")
    done = accept(workspace(kept), ["flow-0001"], "数取自参数")
    assert (done.left, [(tick.basis, tick.items) for tick in done.ticks]) == (
        2,
        [("VIS-06", ("flow-0001",)), ("visit.min_per_day", ("flow-0001",))],
    )
    assert set(held(kept)) == {"supply", "schedule"}
    assert accept(workspace(kept), ["VIS-06"], "").left == 0
    assert held(kept) == {}


def test_a_tick_says_who_when_why_and_from_what_to_what(kept: SmallWorkbook) -> None:
    kept.edit(STANDARD, "value: 2,", "value: 3,")
    kept.edit(STANDARD, 'edition: "2013-06"', 'edition: "2026-01"')
    accept(workspace(kept), ["flow-0002"], "改对了")
    (tick,) = read_records(kept.root).ticks
    assert (tick.at, tick.who, tick.why) == (AT, "张培训", "改对了")
    assert (tick.basis, tick.change, tick.items) == (
        "VIS-34",
        "限额由 不少于 2 次/月 改为 不少于 3 次/月",
        ("flow-0002",),
    )
    assert tick.editions == ("2013-06", "2026-01")


def test_ticks_are_appended(kept: SmallWorkbook) -> None:
    kept.edit(STANDARD, "value: 2,", "value: 3,")
    accept(workspace(kept), ["flow-0002"], '“引号”和 "quotes": #')
    first = kept.text(ACCEPTED)
    accept(workspace(kept), ["flow-0003"], "")
    assert kept.text(ACCEPTED).startswith(first)
    assert [tick.items for tick in read_records(kept.root).ticks] == [("flow-0002",), ("flow-0003",)]


def test_what_changes_again_waits_again_and_what_changes_back_does_not(kept: SmallWorkbook) -> None:
    kept.edit(STANDARD, "value: 2,", "value: 3,")
    accept(workspace(kept), ["all"], "")
    kept.edit(STANDARD, "value: 3,", "value: 4,")
    assert set(held(kept)) == {"flow-0002", "flow-0003"}
    kept.edit(STANDARD, "value: 4,", "value: 2,")
    assert held(kept) == {}


def test_only_what_waits_can_be_ticked_off(kept: SmallWorkbook) -> None:
    kept.edit(STANDARD, "value: 2,", "value: 3,")
    with pytest.raises(WrongUsage, match="flow-0001"):
        accept(workspace(kept), ["flow-0002", "flow-0001"], "")
    assert not (kept.root / ACCEPTED).exists()


def test_the_next_edition_begins_when_nothing_waits(kept: SmallWorkbook) -> None:
    kept.edit(STANDARD, "value: 2,", "value: 3,")
    with pytest.raises(WrongUsage, match="2 道题"):
        keep_edition(workspace(kept), "2026-12")
    accept(workspace(kept), ["all"], "")
    keep_edition(workspace(kept), "2026-12")
    assert impact(workspace(kept), None).changes == ()
    (edition,) = read_records(kept.root).history
    assert (edition.before, edition.edition, [(n.id, n.what) for n in edition.changes]) == (
        "2026-06",
        "2026-12",
        [("VIS-34", "限额由 不少于 2 次/月 改为 不少于 3 次/月")],
    )


def test_an_old_folder_can_be_kept_as_the_edition_before(small: SmallWorkbook, before: SmallWorkbook) -> None:
    small.edit(STANDARD, "value: 2,", "value: 3,")
    old = snapshot_of(workspace(before).workbook)
    keep_edition(workspace(small), "旧版", old)
    assert set(held(small)) == {"flow-0002", "flow-0003"}


def test_a_blueprint_that_is_short_while_items_wait_is_told(kept: SmallWorkbook) -> None:
    kept.edit(STANDARD, "value: 2,", "value: 3,")
    book = workspace(kept).workbook
    (short,) = shortages(book, book.held)
    assert (short.blueprint, "题库里只有 0 道" in short.what) == ("skill", True)


def test_the_report_is_the_same_with_the_old_folder_and_with_what_is_kept(
    kept: SmallWorkbook, before: SmallWorkbook
) -> None:
    kept.edit(STANDARD, "value: 2,", "value: 3,")
    with_folder, with_kept = (impact(workspace(kept), root) for root in (before.root, None))
    assert with_folder.changes == with_kept.changes
    assert (with_folder.stale, with_folder.held) == (with_kept.stale, with_kept.held)


def test_what_is_printed_and_kept_is_of_its_schema(kept: SmallWorkbook) -> None:
    kept.edit(STANDARD, "value: 2,", "value: 3,")
    kept.edit(STANDARD, "id: VIS-06", "id: VIS-07")
    report = impact(workspace(kept), None)
    Draft202012Validator(document_schema(IMPACT)).validate(IMPACT.encode(report))
    written = json.loads(kept.text(BASELINE))
    Draft202012Validator(document_schema(EDITION)).validate(written)
    assert EDITION.encode(EDITION.decode(written)) == written


def test_the_report_works_before_all_faults_are_mended(kept: SmallWorkbook) -> None:
    kept.edit(STANDARD, "  - id: VIS-34", "  - id: VIS-35")
    with pytest.raises(ContentFaults):
        held(kept)
    assert [one.change.sentence for one in impact(workspace(kept), None).changes] == ["编号由 VIS-34 改为 VIS-35"]


@pytest.mark.parametrize("file", [BASELINE, ACCEPTED])
def test_a_damaged_record_is_a_fault_with_its_file(kept: SmallWorkbook, file: str) -> None:
    kept.write(file, "[1")
    assert [fault.file for fault in kept.faults()] == [file]


def test_what_is_kept_is_the_same_for_the_same_content(small: SmallWorkbook, tmp_path: Path) -> None:
    keep_edition(workspace(small), "甲")
    first = (small.root / BASELINE).read_bytes()
    (small.root / BASELINE).unlink()
    keep_edition(workspace(small), "甲")
    assert (small.root / BASELINE).read_bytes() == first


def test_a_code_task_rests_on_what_its_data_exercise_rests_on(workbook: Workbook) -> None:
    named = bases(workbook)
    tasks = {
        question.id: question.key.task for question in workbook.questions.values() if isinstance(question.key, CodeTask)
    }
    assert tasks
    assert not [item for item, task in tasks.items() if not {*named[task]} <= {*named[item]}]
