"""A roster as an HR system exports it: what is read, what is passed over and named, and what is refused."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from lianbing.drills.listings import ListOptions
from lianbing.drills.ratings import read_ratings
from lianbing.drills.roster_summary import LineRange, RosterSummary, summarize
from lianbing.drills.rosters import RosterReading, read_roster
from lianbing.errors import RosterFaults
from tests.unit.drills.workbooks import HEAD, LISTS, PEOPLE, ROWS, Rows, xlsx

Change = Callable[[Any], None]


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., RosterReading]:
    """Reads a workbook of such rows."""

    def read(rows: Rows = ROWS, change: Change = lambda sheet: None, sheet: str = "") -> RosterReading:
        return read_roster(xlsx(tmp_path / "名单.xlsx", rows, change=change), ListOptions(sheet=sheet))

    return read


Reading = Callable[..., RosterReading]


def people(reading: RosterReading) -> list[tuple[str, str, str]]:
    return [(employee.id, employee.name, employee.team) for employee in reading.employees]


def refused(reading: Reading, rows: Rows, *pieces: str, change: Change = lambda sheet: None, sheet: str = "") -> None:
    with pytest.raises(RosterFaults) as error:
        reading(rows, change, sheet)
    for piece in pieces:
        assert piece in error.value.message, error.value.message


HEADS: dict[str, Rows] = {
    "titles above": [["样例市公司 2026 年下半年客户经理名单"], ["制表日期：", datetime.date(2026, 11, 20)], HEAD],
    "a unit in the title": [["单位", "样例市公司", None, "部门"], HEAD],
    "white space": [["工 号", "姓\u3000名", "所\xa0在\n部门"]],
    "remarks": [["*工号（必填）", "姓名*", "部门[必填]："]],
    "invisible signs": [["\ufeff工号", "姓\u200b名", "部门\u2060"]],
    "two rows": [["人员", None, "组织"], ["员工编号", "姓名", "班组"]],
    "two rows that need each other": [["工号", "姓名", "组织"], [None, None, "部门"]],
    "names joined": [["员工号", "员工姓名", "部门/班组"]],
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_the_head_is_found(reading: Reading, head: Rows) -> None:
    read = reading([*head, *PEOPLE])
    assert people(read) == [*PEOPLE]
    assert read.listing.head.last == len(head)


def test_a_head_of_two_rows_with_merged_cells(reading: Reading) -> None:
    def merge(sheet: Any) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1"):
            sheet.merge_cells(area)

    rows = [
        ["工号", "姓名", "组织", None],
        [None, None, "公司", "部门"],
        *([*p[:2], "样例市公司", p[2]] for p in PEOPLE),
    ]
    assert people(reading(rows, merge)) == [*PEOPLE]

    def merge_wide(sheet: Any) -> None:
        for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
            sheet.merge_cells(area)

    rows = [[*HEAD, "电话", None], [None, None, None, "办公", "手机"], *PEOPLE]
    assert people(reading(rows, merge_wide)) == [*PEOPLE]


AS_EXPORTED = [
    ["样例市公司名单"],
    HEAD,
    PEOPLE[0],
    ["小计", "1 人"],
    [],
    HEAD,
    *PEOPLE[1:],
    [None, None, None, "另有借调"],
    ["合 计：", "3 人"],
    ["制表人：样例甲", None, "审核：样例乙"],
]


def test_what_is_no_person_is_passed_over_and_named(reading: Reading) -> None:
    read = reading(AS_EXPORTED)
    assert people(read) == [*PEOPLE]
    assert read.listing.passed_over == (
        "第 1 行在表头以上（“样例市公司名单”）",
        "第 6 行又是表头（“工号、姓名、部门”）",
        "第 9 行要读的几列都空着（“另有借调”）",
        "第 4、10–11 行不是人，像是合计、落款（第一行是“小计、1 人”）",
    )


def test_a_person_whose_name_looks_like_a_footer_is_a_person(reading: Reading) -> None:
    rows = [HEAD, ["T1", "备注生", "合计组"], ["T2", "人数", "制表组"]]
    assert people(reading(rows)) == [("T1", "备注生", "合计组"), ("T2", "人数", "制表组")]


@pytest.mark.parametrize(
    "footer",
    [
        [["合计", None, "3 人"]],
        [["总计：3 人"]],
        [["3 人合计"], [], ["2026年11月20日"]],
        [[None, "制表：样例甲", "审核：样例乙"], ["（盖章）"], [None, None, datetime.date(2026, 11, 20)]],
        [["注：借调的人在原部门"], ["二、新入职的人下月再加"]],
    ],
)
def test_footers_with_the_unit_in_front(reading: Reading, footer: Rows) -> None:
    read = reading([["部门", "工号", "姓名"], *([person[2], *person[:2]] for person in PEOPLE), *footer])
    assert people(read) == [*PEOPLE]
    assert len(read.listing.passed_over) == 1


@pytest.mark.parametrize(
    "person", [["审核部", "C 4", "样例丁"], ["审核部", None, "样例丁"], ["备注组", "C4", None], [None, None, "总样例"]]
)
def test_a_person_with_something_wrong_is_no_footer(reading: Reading, person: Sequence[object]) -> None:
    refused(reading, [["部门", "工号", "姓名"], ["小计", None, "0 人"], person], "名单.xlsx:3")


def test_what_stands_beside_the_headed_columns_is_named(tmp_path: Path) -> None:
    """A comma within a name of a unit cuts it: what is cut off must not be lost without a word."""
    path = tmp_path / "名单.csv"
    path.write_text("工号,姓名,部门\nT1,样例一,北,南组\nT2,样例二,北组\n", encoding="utf-8")
    assert read_roster(path).listing.passed_over == ("没有表头的 D 列（第一格是 D2“南组”）",)


def test_hidden_rows_columns_and_sheets_are_passed_over_and_named(reading: Reading) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["A"].hidden = True
        for name, state in (("上半年", "hidden"), ("去年", "veryHidden"), ("说明", "visible")):
            other = sheet.parent.create_sheet(name, 0)
            for row in [HEAD, ["T0901", "旧人", "老组"]] if state != "visible" else [["填表前先看这里"]]:
                other.append(row)
            other.sheet_state = state

    read = reading([["编号", *HEAD], *([f"N{n}", *person] for n, person in enumerate(PEOPLE))], hide)
    assert people(read) == [PEOPLE[0], PEOPLE[2]]
    assert read.listing.sheet == "名单"
    assert read.listing.passed_over == (
        "隐藏的工作表 “去年”、“上半年”",
        "没有名单的工作表 “说明”",
        "隐藏的列 A 列“编号”",
        "第 3 行隐藏或被筛掉（“N1、T1002、样例二、北二组”）",
    )


def test_a_unit_that_is_merged_down_is_everybodys(reading: Reading) -> None:
    rows = [HEAD, *([*person[:2], "北组" if n == 0 else None] for n, person in enumerate(PEOPLE))]
    read = reading(rows, lambda sheet: sheet.merge_cells("C2:C9"))
    assert [team for _, _, team in people(read)] == ["北组"] * 3


def test_a_merge_over_several_columns_gives_its_value_to_none_of_the_others(reading: Reading) -> None:
    refused(
        reading, [HEAD, ["T1", None, "北组"]], "2 工号 T1 没有姓名", change=lambda sheet: sheet.merge_cells("A2:B2")
    )


@pytest.mark.parametrize(("area", "sentence"), [("A2:A3", "没有工号"), ("B2:B3", "T2 没有姓名")])
def test_a_number_or_a_name_is_nobody_elses(reading: Reading, area: str, sentence: str) -> None:
    rows = [HEAD, ["T1", "样例一", "北组"], ["T2", "样例二", "北组"]]
    refused(reading, rows, "名单.xlsx:3", sentence, change=lambda sheet: sheet.merge_cells(area))


TWICE: dict[str, tuple[Sequence[str], tuple[str, str]]] = {
    "numbers": (["序号", "编号", *HEAD], ("B 列“编号”", "C 列“工号”")),
    "units": (["单位", "部门", "工号", "姓名"], ("A 列“单位”", "B 列“部门”")),
    "teams": ([*HEAD, "班组"], ("C 列“部门”", "D 列“班组”")),
    "the same twice": ([*HEAD, "姓 名"], ("B 列“姓名”", "D 列“姓 名”")),
}


@pytest.mark.parametrize(("head", "columns"), TWICE.values(), ids=TWICE)
def test_two_columns_for_one_field_are_refused(reading: Reading, head: Sequence[str], columns: tuple[str, str]) -> None:
    refused(reading, [head, ["x"] * len(head)], "名单.xlsx:1", *columns, "不知道读哪一列", "隐藏不用的那一列")


def test_two_sheets_with_a_roster_are_refused_unless_one_is_named(reading: Reading) -> None:
    def another(sheet: Any) -> None:
        for row in [HEAD, ["S1", "样例甲", "城区组"]]:
            (sheet.parent["十一月"] if "十一月" in sheet.parent else sheet.parent.create_sheet("十一月")).append(row)
        sheet.parent.create_sheet("空表").append(HEAD)

    refused(reading, ROWS, "“名单”、“十一月”", "--sheet", change=another)
    assert people(reading(ROWS, another, "十一月")) == [("S1", "样例甲", "城区组")]
    refused(reading, ROWS, "没有工作表“十二月”", "“名单”、“十一月”、“空表”", change=another, sheet="十二月")
    refused(reading, ROWS, "只有表头", change=another, sheet="空表")


def test_only_hidden_sheets_hold_a_roster(reading: Reading) -> None:
    def hide(sheet: Any) -> None:
        sheet.parent.create_sheet("封面")
        sheet.sheet_state = "hidden"

    refused(reading, ROWS, "空的", "“名单”", "取消隐藏", "--sheet", change=hide)
    assert people(reading(ROWS, hide, "名单")) == [*PEOPLE]


def test_a_missing_column_quotes_what_was_read(reading: Reading) -> None:
    refused(
        reading,
        [["名单"], ["工号", "姓名", "电话"]],
        "名单.xlsx:2",
        "没有 部门 列",
        "“工号”、“姓名”、“电话”",
        "“名单”表",
    )

    def hide(sheet: Any) -> None:
        sheet.column_dimensions["C"].hidden = True

    refused(reading, ROWS, "没有 部门 列", "C 列“部门” 是隐藏的", change=hide)


CELLS: dict[str, tuple[int, object, str]] = {
    "error": (3, "#N/A", "C2 单元格是错误值 #N/A"),
    "error in a name": (2, "#REF!", "B2 单元格是错误值 #REF!"),
    "formula": (3, "=VLOOKUP(A2,x!A:B,2,0)", "C2 单元格是公式，文件里没有它的结果"),
    "number as formula": (1, "=ROW()+100", "A2 单元格是公式"),
    "date": (3, datetime.date(2026, 3, 1), "C2 单元格是日期或时间 2026-03-01"),
    "time": (2, datetime.time(8, 30), "B2 单元格是日期或时间 08:30:00"),
    "date as a text": (3, "3月1日", "C2 单元格是日期或时间 3月1日"),
    "date with slashes": (3, "2026/3/1", "C2 单元格是日期或时间 2026/3/1"),
    "truth as a text": (3, "FALSE", "C2 单元格是逻辑值 FALSE"),
    "truth": (3, True, "C2 单元格是逻辑值 TRUE"),
    "long number": (1, 1.23e17, "工号“123000000000000000”太长"),
    "sixteen digits": (1, 4403000000001234, "太长，存成数字时后面的位数已经丢了"),
    "long number as a text": (1, "1.23E+17", "工号“1.23E+17”太长"),
    "broken number": (1, 10.5, "工号“10.5”只能用字母"),
}


@pytest.mark.parametrize(("column", "value", "sentence"), CELLS.values(), ids=CELLS)
def test_a_cell_that_is_no_text_is_a_fault_with_its_name(
    reading: Reading, column: int, value: object, sentence: str
) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(2, column).value = value

    refused(reading, ROWS, "名单.xlsx:2 ", sentence, change=change)


def test_cells_of_other_columns_may_hold_anything(reading: Reading) -> None:
    rows = [[*HEAD, "入职", "备注"], [*PEOPLE[0], datetime.date(2020, 1, 1), "#N/A"], [*PEOPLE[1], True, "=A1"]]
    assert people(reading(rows)) == [*PEOPLE[:2]]


def test_all_faults_of_an_old_file_at_once() -> None:
    with pytest.raises(RosterFaults) as error:
        read_roster(LISTS / "faulty.xls")
    assert [fault.line for fault in error.value.faults] == [2, 3, 5, 6]


def test_zeros_that_a_format_shows_are_read_and_said(reading: Reading) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"].number_format = sheet["A3"].number_format = "00000"

    read = reading([HEAD, [101, "样例一", "北组"], [12, "样例二", "北组"], ["00103", "样例三", "北组"]], change)
    assert [employee.id for employee in read.employees] == ["00101", "00012", "00103"]
    assert read.notes == ("2 个工号存成了数字，照显示格式 00000 补了前面的 0，例如 00101",)
    assert not summarize(read).doubts


@pytest.mark.parametrize("code", ["00000", "00000_ ", "[$-804]00000", "00000;-00000;;@", "[Red]00000\\ "])
def test_formats_that_show_zeros_and_nothing_else(reading: Reading, code: str) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"].number_format = code

    assert reading(numbered(101), change).employees[0].id == "00101"


@pytest.mark.parametrize("text", ["'00101", "\u202d00101\u202c", "\t00101"])
def test_digits_that_were_saved_from_excel(reading: Reading, text: str) -> None:
    assert (
        reading([HEAD, ["00102", "样例甲", "北组"], [None, "样例乙", "北组"]], lambda s: s.cell(3, 1, text))
        .employees[1]
        .id
        == "00101"
    )


def test_names_are_read_without_what_only_widens_them(reading: Reading) -> None:
    rows = [HEAD, ["T1", "样\u3000例", "北\u200b组"], ["T2", "Ann Lee", "北组"], ["T3", "阿依 · 样例", "北组"]]
    read = reading(rows)
    assert people(read) == [("T1", "样例", "北组"), ("T2", "Ann Lee", "北组"), ("T3", "阿依·样例", "北组")]
    assert read.notes == (
        "2 个姓名中间的空格去掉了，例如“样 例”",
        "1 个单元格里看不见的字符、前面的撇号去掉了，例如 C2",
    )


def summary(
    reading: Reading, rows: Rows, known: Sequence[str] = (), change: Change = lambda sheet: None
) -> RosterSummary:
    return summarize(reading(rows, change), known)


def numbered(*numbers: object) -> Rows:
    return [HEAD, *([number, f"样例{'甲乙丙丁戊己庚'[n]}", "北组"] for n, number in enumerate(numbers))]


def listed(*units: str) -> Rows:
    return [HEAD, *([f"T{n}", f"样例{'甲乙丙丁戊己庚'[n]}", unit] for n, unit in enumerate(units))]


DOUBTED: dict[str, tuple[Rows, Sequence[str], str, bool]] = {
    "shorter numbers": (numbered(101, 1102, "11103"), (), "2 个工号比别的短", True),
    "shorter texts": (numbered("101", "00102"), (), "101 是不是 00101", True),
    "the same but zeros": (numbered("101", "0101"), (), "101 和 0101", True),
    "known with zeros": (numbered("101", "102"), ("00101", "C1"), "00101 和 101", True),
    "known without zeros": (numbered("00101"), ("101",), "101 和 00101", True),
    "numbers of one length": (numbered(101, 102), (), "2 个工号存成了数字，都是 3 位", False),
    "a unit that is none": (listed("北组", "无", "/"), (), "2 人没有部门", True),
    "no unit": ([HEAD, ["T1", "样例甲", None], ["T2", "样例乙", "北组"]], (), "1 人没有部门：T1 样例甲；第 2 行", True),
    "one name": ([HEAD, ["T1", "样例甲", "南组"], ["T2", "样例甲", "北组"]], (), "样例甲（T1 南组、T2 北组）", False),
    "digits in a name": ([HEAD, ["T1", "1001", "南组"]], (), "姓名里有数字", False),
    "alike": (listed("北一组", "北一", "北二组"), (), "“北一组” 和 “北一”", False),
    "alone": (listed("东组", "西组", "南组", "东组", "西组"), (), "只有一个人的部门，核对是不是写错了：南组", False),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "known", "sentence", "stops"), DOUBTED.values(), ids=DOUBTED)
def test_what_looks_wrong(reading: Reading, rows: Rows, known: Sequence[str], sentence: str, stops: bool) -> None:
    (doubt,) = (doubt for doubt in summary(reading, rows, known).doubts if sentence in doubt.message)
    assert doubt.stops is stops


@pytest.mark.parametrize("code", ['"T"0000', "\\T0000", '0000"号"', "00-00"])
def test_letters_that_only_a_format_shows(reading: Reading, code: str) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"].number_format = code

    (doubt,) = summary(reading, numbered(1101), change=change).doubts[:1]
    assert doubt.stops
    assert "A2 读到 1101" in doubt.message


@pytest.mark.parametrize("rows", [ROWS, numbered("C1", "C10"), numbered("00101", "10102")])
def test_nothing_looks_wrong(reading: Reading, rows: Rows) -> None:
    assert summary(reading, rows, ("C1", "00101")).doubts == ()


def test_the_summary_says_what_was_read(reading: Reading) -> None:
    said = summary(reading, [["名单"], ["序号", *HEAD], *([n, *person] for n, person in enumerate(PEOPLE))])
    assert (said.file, said.sheet, said.people) == ("名单.xlsx", "名单", 3)
    assert (said.head, said.lines) == (LineRange(first=2, last=2), LineRange(first=3, last=5))
    assert [(c.letters, c.heading, c.taken_for) for c in said.columns] == [
        ("B", "工号", "工号"), ("C", "姓名", "姓名"), ("D", "部门", "部门"),
    ]  # fmt: skip
    assert said.units == {"北一组": 1, "北二组": 1, "南组": 1}


def test_ratings_are_read_by_the_same_rules(tmp_path: Path) -> None:
    rows: Rows = [["能力评定"], ["工 号", "得分"], ["T1", 92.1], ["T2", 88], ["合计", 180.1]]
    read = read_ratings(xlsx(tmp_path / "评定.xlsx", rows))
    assert [(line.number, str(line.score)) for line in read.lines] == [("T1", "92.1"), ("T2", "88")]
    assert len(read.listing.passed_over) == 2
    for head, sentence in ((["工号", "得分", "成绩"], "都像是得分"), (["工号", "姓名"], "没有 得分 列")):
        with pytest.raises(RosterFaults, match=sentence):
            read_ratings(xlsx(tmp_path / "评定.xlsx", [head, ["T1", 90, 90]]))
    with pytest.raises(RosterFaults, match=r"B2 单元格是错误值 #DIV/0!"):
        read_ratings(xlsx(tmp_path / "评定.xlsx", [["工号", "得分"], ["T1", "#DIV/0!"]]))
