"""What the source says and what holds in the company are two things; limits have names; placeholders are filled in."""

from __future__ import annotations

import pytest

from lianbing.book.cards import clause_card, first_cards, parameter_card
from lianbing.book.generation import chapter_cells
from lianbing.book.left_over import placeholders_left
from lianbing.content.checking.limits import second_limit_advice
from lianbing.content.checks import read_checked
from lianbing.domain.items.question import realise
from lianbing.domain.knowledge.figures import ChartFigure, TimelineFigure
from tests.unit.content.small_workbook import (
    BANK,
    CHAPTER,
    CONTRADICTIONS,
    FACTS,
    LOCAL,
    PARAMETERS,
    SCENARIO,
    STANDARD,
    TASK,
    SmallWorkbook,
)

ONE = '      - {metric: visits.per_day, operator: ">=", parameter: visit.min_per_day, unit: 户/天}\n'
RURAL = '      - {name: rural, metric: visits.per_day_rural, operator: ">=", value: 18, source: 18, unit: 户/天}\n'
OWN_RURAL = '      - {name: rural, title: 农村, metric: visits.per_day_rural, operator: ">=", value: 25, unit: 户/天}\n'
FIGURE = "syllabus/figures/day.yml"
DAY = """\
id: day
title: 一天
kind: timeline
note: 每天 {{VIS-06}} 户。
events:
  - {at: "07:30", text: 到岗}
  - {at: "08:30", text: "走访 {{VIS-06}} 户，农村 {{VIS-06.rural}} 户"}
"""


@pytest.fixture
def two(small: SmallWorkbook) -> SmallWorkbook:
    """A clause with two limits, of which one has a name."""
    small.edit(STANDARD, ONE, ONE + RURAL)
    small.edit(STANDARD, "每天走访不少于 {{limit}} 户。", "每天走访不少于 {{limit}} 户，农村 {{limit.rural}} 户。")
    return small


@pytest.fixture
def own(small: SmallWorkbook) -> SmallWorkbook:
    small.write(LOCAL, "visit.min_per_day: 25\n")
    return small


def test_a_card_says_what_the_source_says_where_the_company_has_another_number(own: SmallWorkbook) -> None:
    book = own.load()
    card = clause_card(book, book.clauses["VIS-06"])
    assert "> 每天走访不少于 25 户。\n>\n> 原文写 30 户；本单位 25 户。\n" in card
    assert "来源 原文二1（原写 30 户）" in card
    assert book.basis("VIS-06").text == "每天走访不少于 25 户。（原文写 30 户；本单位 25 户）"


def test_a_card_says_one_number_where_both_are_equal(small: SmallWorkbook) -> None:
    book = small.load()
    card = clause_card(book, book.clauses["VIS-06"])
    assert "本单位 " not in card
    assert "原写" not in card
    assert book.basis("VIS-06").text == "每天走访不少于 30 户。"


def test_a_standard_is_called_by_its_kind(own: SmallWorkbook) -> None:
    own.edit(STANDARD, "place: 原文二1", "place: 《客户服务行为规范标准（试行）》二1")
    assert own.load().clauses["VIS-06"].own_numbers == "规范写 30 户；本单位 25 户"


def test_the_source_of_a_limit_is_the_reading_of_its_clause(own: SmallWorkbook) -> None:
    own.edit(PARAMETERS, "{value: 30, source: VIS-06", "{value: 20, source: 别处}\n      - {value: 28, source: VIS-06")
    assert own.load().clauses["VIS-06"].limit().source_value == 28


def test_a_limit_may_write_what_its_source_says(small: SmallWorkbook) -> None:
    small.edit(STANDARD, "value: 2, unit: 次/月", "value: 3, source: 2, unit: 次/月")
    clause = small.load().clauses["VIS-34"]
    assert clause.own_numbers == "原文写 2 次；本单位 3 次"
    assert clause.limit().in_words == "不少于 3 次/月（原文 2 次）"


def test_a_limit_that_the_company_added_is_never_the_sources(small: SmallWorkbook) -> None:
    small.edit(STANDARD, ONE, ONE.replace("{metric", "{title: 城区, metric") + OWN_RURAL)
    small.edit(STANDARD, "每天走访不少于 {{limit}} 户。", "城区不少于 {{limit}} 户，农村 {{limit.rural}} 户。")
    book = small.load()
    card = clause_card(book, book.clauses["VIS-06"])
    assert "> 本单位另定：农村 25 户。\n" in card
    assert "限额 城区 ≥ 30 户/天（本单位参数：每天走访户数下限） · 限额 农村 ≥ 25 户/天（本单位另定） · " in card
    assert "来源 原文二1（原写 30 户）" in card
    assert [limit.in_words for limit in book.clauses["VIS-06"].limits] == [
        "城区不少于 30 户/天",
        "农村不少于 25 户/天（本单位另定）",
    ]


def test_nobody_may_quote_the_source_for_what_the_company_added(small: SmallWorkbook) -> None:
    small.edit(STANDARD, ONE, ONE + OWN_RURAL)
    small.edit(STANDARD, "每天走访不少于 {{limit}} 户。", "城区不少于 {{limit}} 户，农村 {{limit.rural}} 户。")
    small.edit(CHAPTER, "结束语。", "规范写 {{VIS-06.rural.source}} 户。")
    assert "本单位另定" in small.fault().message


def test_a_parameter_that_quotes_the_clause_is_the_sources(small: SmallWorkbook) -> None:
    second = OWN_RURAL.replace("value: 25", "parameter: visit.min_per_day")
    small.edit(STANDARD, ONE, ONE + second)
    small.edit(STANDARD, "每天走访不少于 {{limit}} 户。", "城区不少于 {{limit}} 户，农村 {{limit.rural}} 户。")
    assert "本单位另定" not in small.load().clauses["VIS-06"].own_numbers


def test_questions_bind_both_numbers(own: SmallWorkbook) -> None:
    own.edit(BANK, "v: {parameter: visit.min_per_day}", "v: {limit: VIS-06}\n      s: {source: VIS-06}")
    own.edit(BANK, "不少于 {{v}} 户。", "原文写 {{s}} 户，本单位 {{v}} 户，即 {{VIS-06.source}} 和 {{VIS-06}}。")
    book = own.load()
    told = realise(book.questions["flow-0001"], book.sources, "seed")
    assert told.explain == "原文写 30 户，本单位 25 户，即 30 和 25。"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{VIS-06.source}}", "30"),
        ("{{VIS-06}}", "25"),
        ("{{visit.min_per_day}}", "25"),
        ("{{visit.min_per_day.source}}", "30"),
        ("{{VIS-06.rural}}", "18"),
        ("{{VIS-06.rural.source}}", "18"),
    ],
)
def test_prose_may_say_each_number(two: SmallWorkbook, text: str, shown: str) -> None:
    two.write(LOCAL, "visit.min_per_day: 25\n")
    two.edit(CHAPTER, "结束语。", f"共 {text} 户。")
    book = two.load()
    assert any(f"共 {shown} 户。" in cell.source for cell in chapter_cells(book, book.chapters["flow"]))


def test_named_limits_stand_in_the_clause(two: SmallWorkbook) -> None:
    clause = two.load().clauses["VIS-06"]
    assert clause.wording == "每天走访不少于 30 户，农村 18 户。"
    assert [str(limit) for limit in clause.limits] == ["≥ 30 户/天", "≥ 18 户/天"]


def test_a_named_limit_is_usable_everywhere(two: SmallWorkbook) -> None:
    rural = "{{VIS-06.rural}} 户"
    two.edit(FACTS, "一条十盒。", f'"农村 {rural}。"')
    two.edit(CONTRADICTIONS, "二十户]", f'"农村 {rural}"]')
    two.edit(STANDARD, "contradictions: [X01]", 'contradictions: [X01]\n    note: "农村 {{limit.rural}} 户"')
    two.edit(PARAMETERS, "note: 硬下限", f'note: "农村 {rural}"')
    two.edit(CHAPTER, "  - 说得出每天走访多少户", f'  - "农村 {rural}"')
    two.edit(SCENARIO, "text: 货呢？", f'text: "农村 {rural}"')
    two.edit(SCENARIO, "consequence: 他坐下了。", f'consequence: "农村 {rural}"')
    two.edit(TASK, "story: 每天", f"story: 农村 {rural}，每天")
    two.edit(TASK, "days: 21", "days: 21\n  rural: {limit: VIS-06.rural}")
    two.edit(BANK, "少了一户", f'"农村 {rural}"')
    two.write(FIGURE, DAY)
    two.write(
        "syllabus/glossary.yml",
        f'terms:\n  - {{term: 农村线路, meaning: "农村 {rural}", see: [VIS-06]}}\n',
    )
    book = two.load()
    assert book.facts["K081"].text == "农村 18 户。"
    assert book.contradictions["X01"].sides[1] == "农村 18 户"
    assert book.clauses["VIS-06"].note == "农村 18 户"
    assert book.parameters["visit.min_per_day"].readings[0].note == "农村 18 户"
    assert book.chapters["flow"].goals == ("农村 18 户",)
    assert book.terms[0].meaning == "农村 18 户"
    figure = book.figures["day"]
    assert isinstance(figure, TimelineFigure)
    assert (figure.note, figure.events[1].text) == ("每天 30 户。", "走访 30 户，农村 18 户")
    assert "{{" not in "".join(cell.source for cell in chapter_cells(book, book.chapters["flow"]))


@pytest.mark.parametrize(
    ("limits", "text", "words"),
    [
        (RURAL.replace("name: rural, ", ""), "{{limit}} 户，农村 {{limit}} 户", ("没有名字", "name: rural")),
        (RURAL, "{{limit}} 户，农村 {{limit}} 户", ("用了两次", "{{limit.rural}}")),
        (RURAL, "{{limit}} 户，农村 {{limit.country}} 户", ("limit.country", "{{limit.rural}}")),
        (RURAL, "{{limit}} 户", ("rural", "没有一处文字用到")),
        (RURAL, "{{limit}} 户，农村 {{limit2}} 户", ("limit.名字",)),
        (RURAL + RURAL, "{{limit}} 户，农村 {{limit.rural}} 户", ("2 个限额都叫 rural",)),
    ],
)
def test_limits_that_a_text_cannot_tell_apart_are_told(
    small: SmallWorkbook, limits: str, text: str, words: tuple[str, ...]
) -> None:
    small.edit(STANDARD, ONE, ONE + limits)
    small.edit(STANDARD, "{{limit}} 户", text)
    fault = small.fault()
    assert (fault.file, fault.line) == (STANDARD, small.line(STANDARD, "id: VIS-06"))
    assert all(word in fault.message for word in ("VIS-06", *words))


def test_one_limit_may_be_used_twice(small: SmallWorkbook) -> None:
    small.edit(STANDARD, "{{limit}} 户", "{{limit}} 户，一户不少，就是 {{limit}} 户")
    assert small.faults() == ()


def test_a_clause_whose_limits_all_have_names_is_asked_for_one_of_them(two: SmallWorkbook) -> None:
    two.edit(STANDARD, "{metric: visits.per_day,", "{name: town, metric: visits.per_day,")
    two.edit(STANDARD, "{{limit}}", "{{limit.town}}")
    two.edit(TASK, "limit: VIS-06}", "limit: VIS-06.town}")
    fault = two.fault()
    assert (fault.file, fault.line) == (CHAPTER, two.line(CHAPTER, "{{VIS-06}}"))
    assert "{{VIS-06.town}}、{{VIS-06.rural}}" in fault.message


@pytest.mark.parametrize(
    "written", ["{VIS-06}", "｛｛VIS-06｝｝", "{{VIS-06}", "{{第六}}", "{{VIS-06 户}}", "{visit.min_per_day}"]
)
@pytest.mark.parametrize(
    ("file", "old"),
    [
        (CHAPTER, "结束语。"),
        (FACTS, "一条十盒。"),
        (BANK, "至少两次。"),
        (STANDARD, "原文三2"),
        (SCENARIO, "他更气了。"),
    ],
)
def test_braces_that_would_be_shown_are_told_with_their_line(
    small: SmallWorkbook, file: str, old: str, written: str
) -> None:
    small.edit(file, old, f"每天{written}户。" if file == CHAPTER else f'"每天{written}户。"')
    assert [(fault.file, fault.line) for fault in small.faults()] == [(file, small.line(file, f"每天{written}户"))]


@pytest.mark.parametrize(
    ("file", "old"), [(CHAPTER, "结束语。"), (FACTS, "一条十盒。"), (CONTRADICTIONS, "设参数"), (STANDARD, "原文三2")]
)
def test_an_unknown_name_is_told_with_its_line(small: SmallWorkbook, file: str, old: str) -> None:
    small.edit(file, old, "每天 {{VIS-99}} 户。" if file == CHAPTER else '"每天 {{VIS-99}} 户。"')
    fault = small.fault()
    assert (fault.file, fault.line) == (file, small.line(file, "{{VIS-99}}"))
    assert "VIS-99" in fault.message


def test_a_placeholder_that_comes_from_a_value_is_told(small: SmallWorkbook) -> None:
    small.edit(
        BANK, "v: {parameter: visit.min_per_day}", 'v: {parameter: visit.min_per_day}\n      unit: "走访 {{VIS-06}}"'
    )
    small.edit(BANK, "explain: 不少于 {{v}} 户。", 'explain: "{{unit}}"')
    (fault,) = placeholders_left(small.load())
    assert fault.file == "题 flow-0001"
    assert "{{VIS-06}}" in fault.message


def test_a_figure_reckons_with_values_of_its_own(own: SmallWorkbook) -> None:
    own.write(
        FIGURE,
        "id: day\ntitle: 一周\nkind: bars\nunit: 户\nvalues:\n  n: {limit: VIS-06}\n  week: {compute: n * 5}\n"
        'categories: [一天, 一周]\nseries:\n  - {title: 户数, values: ["{{n}}", "{{week}}"]}\n',
    )
    figure = own.load().figures["day"]
    assert isinstance(figure, ChartFigure)
    assert figure.series[0].values == (25, 125)


def test_a_label_is_as_long_as_people_see_it(small: SmallWorkbook) -> None:
    small.write(FIGURE, DAY.replace("，农村 {{VIS-06.rural}} 户", ""))
    small.load()
    small.edit(FIGURE, "走访 {{", "按线路走访，先去明天要订货的那些店，一共走 {{")
    assert "个字" in small.fault().message


def test_a_chapter_reckons_with_values_of_its_own(own: SmallWorkbook) -> None:
    own.edit(
        CHAPTER,
        "---\n\n## 三定",
        'values:\n  n: {limit: VIS-06}\n  minutes: {compute: "round(360 / n, 1)"}\n---\n\n## 三定',
    )
    own.edit(CHAPTER, "结束语。", "{{n}} 户，每户 {{minutes}} 分钟。")
    book = own.load()
    assert any("25 户，每户 14.4 分钟。" in cell.source for cell in chapter_cells(book, book.chapters["flow"]))


@pytest.mark.parametrize(
    ("values", "word"),
    [("n: {range: [1, 9]}", "range"), ("n: {limit: VIS-99}", "VIS-99"), ("n: {compute: m}", "m")],
)
def test_values_of_a_chapter_that_cannot_be_are_told(small: SmallWorkbook, values: str, word: str) -> None:
    small.edit(CHAPTER, "---\n\n## 三定", f"values:\n  {values}\n---\n\n## 三定")
    assert {fault.file for fault in small.faults()} == {CHAPTER}
    assert all(word in fault.message for fault in small.faults())


IDLE = "    contradictions: [X01]\n  - {id: work.start, title: 上班, default: 7:30}"


def test_a_parameter_that_changes_nothing_says_so(small: SmallWorkbook) -> None:
    small.edit(PARAMETERS, "    contradictions: [X01]", IDLE)
    fault = small.fault()
    assert (fault.file, fault.line) == (PARAMETERS, small.line(PARAMETERS, "work.start"))
    assert "information: true" in fault.message
    small.edit(PARAMETERS, "default: 7:30", "default: 7:30, information: true")
    assert "只作了解" in parameter_card(small.load().parameters["work.start"])
    small.edit(CHAPTER, "结束语。", "{{work.start}} 上班。")
    assert "information: true" in small.fault().message


@pytest.mark.parametrize("file", [FIGURE, FACTS, CHAPTER, BANK])
def test_a_parameter_reaches_what_names_it(small: SmallWorkbook, file: str) -> None:
    small.edit(PARAMETERS, "    contradictions: [X01]", IDLE)
    small.write(FIGURE, DAY.replace("，农村 {{VIS-06.rural}} 户", ""))
    old = {FIGURE: '"07:30"', FACTS: "一条十盒。", CHAPTER: "结束语。", BANK: "至少两次。"}[file]
    new = "{{work.start}}" if file == CHAPTER else '"{{work.start}}"'
    small.edit(file, old, new)
    assert small.faults() == ()


def test_what_sources_say_differently_is_told_once_on_a_page(small: SmallWorkbook) -> None:
    small.edit(STANDARD, "sources: [R240]", "sources: [R240]\n    contradictions: [X01]")
    book = small.load()
    cards = [cell.source for cell in chapter_cells(book, book.chapters["flow"]) if cell.name.startswith("clause-")]
    assert "说法不一：每日走访户数。三十户。二十户。" in cards[0]
    assert "说法不一（每日走访户数）：见 [VIS-06](#vis-06)。" in cards[1]
    assert "三十户" not in cards[1]
    assert first_cards(book, ("VIS-34", "VIS-06")) == {"X01": "VIS-34"}


def test_places_that_know_only_the_limit_without_a_name_are_told(small: SmallWorkbook) -> None:
    small.edit(STANDARD, ONE, ONE + OWN_RURAL)
    small.edit(STANDARD, "每天走访不少于 {{limit}} 户。", "城区不少于 {{limit}} 户，农村 {{limit.rural}} 户。")
    small.edit(CHAPTER, "结束语。", "每天 {{VIS-06}} 户。\n\n城区 {{VIS-06}} 户，农村 {{VIS-06.rural}} 户。")
    (fault,) = second_limit_advice.faults(read_checked(small.root))
    assert (fault.file, fault.line) == (STANDARD, small.line(STANDARD, "id: VIS-06"))
    assert "VIS-06 有 2 个限额" in fault.message
    assert "只写了 {{VIS-06}}" in fault.message
    assert f"{CHAPTER}:{small.line(CHAPTER, '每天 {{VIS-06}} 户')}" in fault.message
    assert f"{CHAPTER}:{small.line(CHAPTER, '城区 {{VIS-06}}')}" not in fault.message
    assert f"{TASK}:" in fault.message
    assert "{{VIS-06.rural}}" in fault.message


def test_nobody_is_told_of_limits_that_the_source_has(two: SmallWorkbook) -> None:
    assert not list(second_limit_advice.faults(read_checked(two.root)))
