"""Two editions are compared in everything that people read of them."""

from __future__ import annotations

import pytest

from lianbing.content.loader import read_workbook
from lianbing.domain.changes.comparing import EditionChange, How, compare
from lianbing.domain.changes.readable import difference
from lianbing.domain.changes.snapshots import snapshot_of
from lianbing.domain.knowledge.editions import EntryKind
from tests.unit.content.small_workbook import (
    CHAPTER,
    CONTRADICTIONS,
    FACTS,
    LOCAL,
    PARAMETERS,
    STANDARD,
    SmallWorkbook,
)

FIGURE = "syllabus/figures/day.yml"
FORMULAS = "syllabus/formulas.yml"
GLOSSARY = "syllabus/glossary.yml"
WRITTEN = {
    FIGURE: """\
id: day
title: 一天
kind: timeline
events:
  - {at: "07:30", text: 到岗}
  - {at: "08:00", text: 出门}
""",
    FORMULAS: """\
indicators:
  - id: days
    title: 可销天数
    unit: 天
    definitions:
      - {formula: 库存 ÷ 日均销量, basis: [K081]}
""",
    GLOSSARY: "terms:\n  - {term: 首问, meaning: 谁先被问到谁负责, see: [K081]}\n",
}


def changes(before: SmallWorkbook, small: SmallWorkbook) -> tuple[EditionChange, ...]:
    old, new = (snapshot_of(read_workbook(one.root).workbook) for one in (before, small))
    return compare(old, new)


def both(before: SmallWorkbook, small: SmallWorkbook) -> None:
    for file, text in WRITTEN.items():
        before.write(file, text)
        small.write(file, text)


def test_nothing_changed(before: SmallWorkbook, small: SmallWorkbook) -> None:
    assert changes(before, small) == ()


@pytest.mark.parametrize(
    ("edit", "kind", "name", "sentence"),
    [
        ((STANDARD, '"2013-06"', '"2026-01"'), EntryKind.STANDARD, "VIS", "版次由 2013-06 改为 2026-01"),
        ((STANDARD, "value: 2,", "value: 3,"), EntryKind.CLAUSE, "VIS-34", "限额由 不少于 2 次/月 改为 不少于 3 次/月"),
        (
            (STANDARD, "每户每月不少于", "每个客户每月不少于"),
            EntryKind.CLAUSE,
            "VIS-34",
            "文字由 每户每月不少于 N 次。 改为 每个客户每月不少于 N 次。",
        ),
        ((STANDARD, "place: 原文三2", "place: 原文三3"), EntryKind.CLAUSE, "VIS-34", "出处有改动"),
        ((FACTS, "一条十盒", "一条二十盒"), EntryKind.FACT, "K081", "文字由 一条十盒。 改为 一条二十盒。"),
        (
            (FIGURE, "07:30", "08:00"),
            EntryKind.FIGURE,
            "day",
            "图里的字由 一天 / 07:30 到岗 / 08:00 出门 改为 一天 / 08:00 到岗 / 08:00 出门",
        ),
        (
            (FORMULAS, "日均销量", "日均订货量"),
            EntryKind.INDICATOR,
            "days",
            "算法由 库存 ÷ 日均销量 改为 库存 ÷ 日均订货量",
        ),
        ((GLOSSARY, "谁负责", "谁答复"), EntryKind.TERM, "首问", "解释由 谁先被问到谁负责 改为 谁先被问到谁答复"),
        (
            (CONTRADICTIONS, "三十户, ", "三十五户, "),
            EntryKind.CONTRADICTION,
            "X01",
            "各方由 三十户；二十户 改为 三十五户；二十户",
        ),
    ],
)
def test_what_differs_is_told_from_old_to_new(
    before: SmallWorkbook, small: SmallWorkbook, edit: tuple[str, str, str], kind: EntryKind, name: str, sentence: str
) -> None:
    both(before, small)
    small.edit(*edit)
    (change,) = changes(before, small)
    assert (change.kind, change.id, change.how, change.sentence) == (kind, name, How.CHANGED, sentence)


def test_a_companys_own_value_changes_the_parameter_and_the_limit(before: SmallWorkbook, small: SmallWorkbook) -> None:
    small.write(LOCAL, "visit.min_per_day: 25\n")
    assert [(c.id, c.sentence) for c in changes(before, small)] == [
        ("VIS-06", "限额由 不少于 30 户/天 改为 不少于 25 户/天"),
        ("visit.min_per_day", "由 30 户/天 改为 25 户/天"),
    ]


def test_clauses_are_added_removed_and_renumbered(before: SmallWorkbook, small: SmallWorkbook) -> None:
    small.edit(STANDARD, "id: VIS-34", "id: VIS-35")
    small.edit(CHAPTER, "VIS-06 VIS-34", "VIS-06 VIS-35")
    (moved,) = changes(before, small)
    assert (moved.how, moved.id, moved.now, moved.sentence) == (
        How.RENUMBERED,
        "VIS-34",
        "VIS-35",
        "编号由 VIS-34 改为 VIS-35",
    )
    small.edit(STANDARD, "每户每月不少于", "每户每季不少于")
    assert [(c.id, c.how, c.sentence) for c in changes(before, small)] == [
        ("VIS-34", How.REMOVED, "删除"),
        ("VIS-35", How.ADDED, "新增"),
    ]


def test_of_long_texts_only_what_differs_is_shown() -> None:
    old = "某地的走访流程：8:00 晨会；城区每天不少于 30 户、农村不少于 25 户；每天拜访不少于 5 小时，时间服从质量"
    told = difference(old, old.replace("25 户", "20 户").replace("，时间服从质量", ""))
    assert told == "…户、农村不少于 〔25→20〕 户；每天拜访不少于 5 小时〔删去 ，时间服从质量〕"


def test_of_several_limits_the_one_that_changed_is_told(before: SmallWorkbook, small: SmallWorkbook) -> None:
    one = "      - {metric: visits.per_month, operator: '>=', value: 2, unit: 次/月}\n".replace("'", '"')
    rural = one.replace("metric", "name: rural, metric").replace("value: 2", "value: 1")
    for each in (before, small):
        each.edit(STANDARD, one, one + rural)
        each.edit(STANDARD, "每户每月不少于 {{limit}} 次。", "每户每月不少于 {{limit}} 次，农村 {{limit.rural}} 次。")
    small.edit(STANDARD, "value: 1,", "value: 3,")
    assert [(c.id, c.sentence) for c in changes(before, small)] == [
        ("VIS-34", "限额由 不少于 1 次/月 改为 不少于 3 次/月")
    ]


def test_what_the_source_says_is_told_where_the_companys_own_number_stays(
    before: SmallWorkbook, small: SmallWorkbook
) -> None:
    for each in (before, small):
        each.write(LOCAL, "visit.min_per_day: 25\n")
    small.edit(PARAMETERS, "{value: 30, source: VIS-06,", "{value: 35, source: VIS-06,")
    sentences = {c.id: c.sentence for c in changes(before, small)}
    assert sentences["VIS-06"] == "原文的数由 不少于 30 户/天 改为 不少于 35 户/天"
