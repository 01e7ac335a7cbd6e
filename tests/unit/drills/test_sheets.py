"""Files are read as the person sees them in the spreadsheet program, whoever wrote them; what isn't seen is known."""

from __future__ import annotations

import datetime
import zipfile
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from lianbing.drills.sheets.cells import Area, Content, ReadCell, Sheet, column_letters
from lianbing.drills.sheets.reading import read_book
from lianbing.errors import RosterFaults
from tests.unit.drills.workbooks import BOOK, LISTS, PEOPLE, ROWS, SHEET, STYLES, Rows, ods, ods_row, rewritten, xlsx


def sheet_of(path: Path, place: int = 0) -> Sheet:
    return read_book(path).sheets[place]


def texts(sheet: Sheet) -> list[tuple[str, ...]]:
    return [tuple(cell.text for _, cell in sorted(row.items())) for _, row in sorted(sheet.rows.items())]


def kinds(sheet: Sheet, column: int) -> dict[int, Content]:
    return {line: row[column].content for line, row in sheet.rows.items() if column in row}


ODD_WRITERS = {
    "empty fill": (STYLES, r'<fills count="\d+">', '<fills count="3"><fill/>'),
    "a style that isn't there": (STYLES, r'name="Normal" xfId="0"', 'name="Normal" xfId="9"'),
    "cell styles out of range": (SHEET, r'<c r="A2"', '<c s="99" r="A2"'),
    "no dimension": (SHEET, r"<dimension[^>]*/>", ""),
    "a wrong dimension": (SHEET, r"<dimension[^>]*/>", '<dimension ref="A1"/>'),
    "a huge dimension": (SHEET, r"<dimension[^>]*/>", '<dimension ref="A1:XFD1048576"/>'),
    "odd views": (SHEET, r"<sheetViews>.*?</sheetViews>", '<sheetViews><sheetView workbookViewId="7"/></sheetViews>'),
    "extensions": (SHEET, r"</worksheet>", '<extLst><ext uri="{0}"><z:a xmlns:z="z"/></ext></extLst></worksheet>'),
    "names": (BOOK, r"<definedNames ?/>", '<definedNames><definedName name="x">#REF!</definedName></definedNames>'),
    "no places of cells": (SHEET, r' r="[A-Z]+\d+"', ""),
    "rich text": (SHEET, r"<is><t>T1001</t></is>", "<is><r><t>T10</t></r><r><rPr><b/></rPr><t>01</t></r></is>"),
    "a formula's text": (SHEET, r' t="inlineStr"><is><t>T1001</t></is>', ' t="str"><f>B2</f><v>T1001</v>'),
    "a prefix": (SHEET, r"<(/?)(?=[a-z])", r"<\1x:"),
}  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new"), ODD_WRITERS.values(), ids=ODD_WRITERS)
def test_values_are_read_whatever_the_writer(tmp_path: Path, part: str, old: str, new: str) -> None:
    path = rewritten(xlsx(tmp_path / "名单.xlsx"), part, old, new)
    if new.endswith("x:"):
        rewritten(path, part, 'xmlns="', 'xmlns:x="')
    assert texts(sheet_of(path)) == [*ROWS]


def test_texts_that_cells_share(tmp_path: Path) -> None:
    path = rewritten(xlsx(tmp_path / "名单.xlsx"), SHEET, r't="inlineStr"><is><t>T1001</t></is>', 't="s"><v>1</v>')
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>x</t></si><si><t>T1001</t></si></sst>")
    assert texts(sheet_of(path)) == [*ROWS]


def test_what_is_hidden_in_xlsx(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        book = sheet.parent
        for name, state in (("旧", "hidden"), ("更旧", "veryHidden")):
            book.create_sheet(name, 0).append(["工号"])
            book[name].sheet_state = state
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[4].outlineLevel = 1
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["B"].hidden = True

    book = read_book(xlsx(tmp_path / "名单.xlsx", change=hide))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("更旧", True), ("旧", True), ("名单", False)]
    assert book.sheets[2].hidden_rows == {3}, "of the rows with anything in them"
    assert book.sheets[2].hidden_columns == {2}


@pytest.mark.parametrize("nothing", ["0", "0.0", "0.00", " 0"])
def test_a_row_without_height_and_a_column_without_width_are_hidden(tmp_path: Path, nothing: str) -> None:
    path = rewritten(xlsx(tmp_path / "名单.xlsx"), SHEET, r'<row r="3"', f'<row ht="{nothing}" customHeight="1" r="3"')
    columns = f'<cols><col min="2" max="2" width="{nothing}" customWidth="1"/></cols><sheetData>'
    sheet = sheet_of(rewritten(path, SHEET, r"(<cols>.*</cols>)?<sheetData>", columns))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {2})


def test_cells_that_are_more_than_their_values_in_xlsx(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"].number_format = "00000"
        sheet["A3"].number_format = '"T"0000'
        sheet["C2"].data_type = "e"

    rows: Rows = [
        ["a", "b", "c"],
        [101, True, "#N/A"],
        [7, "=A2&1", datetime.date(2026, 3, 1)],
        [1.5, 1.23e17, "#REF!"],
    ]
    sheet = sheet_of(xlsx(tmp_path / "名单.xlsx", rows, change=change))
    assert sheet.rows[2] == {
        1: ReadCell(text="00101", content=Content.NUMBER, number_format="00000"),
        2: ReadCell(text="TRUE", content=Content.TRUTH),
        3: ReadCell(text="#N/A", content=Content.ERROR),
    }
    assert sheet.rows[3][1].shows_letters
    assert [cell.content for cell in sheet.rows[3].values()] == [Content.NUMBER, Content.UNCALCULATED, Content.DATE]
    assert sheet.rows[3][3].text == "2026-03-01"
    assert [cell.text for cell in sheet.rows[4].values()] == ["1.5", "123000000000000000", "#REF!"]
    assert sheet.rows[4][3].content is Content.ERROR, "the text of an error is one, too"


def test_a_result_that_is_an_empty_text_is_a_result(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "名单.xlsx", [["a", "=B1"]])
    assert kinds(sheet_of(path), 2) == {1: Content.UNCALCULATED}
    assert kinds(sheet_of(rewritten(path, SHEET, r'<c r="B1">', '<c r="B1" t="str">')), 2) == {}
    assert texts(sheet_of(rewritten(path, SHEET, r"<v */>|<v></v>", "<v>x</v>"))) == [("a", "x")]


FAR = {"row": "A30000", "last row": "A1048576", "column": "XFD2", "corner": "XFD1048576", "both": "CC900000"}


@pytest.mark.parametrize("place", FAR.values(), ids=FAR)
@pytest.mark.parametrize("what", ["format", "blank"])
def test_one_far_cell_changes_nothing(tmp_path: Path, place: str, what: str) -> None:
    def change(sheet: Any) -> None:
        sheet[place].font = Font(bold=True)
        if what == "blank":
            sheet[place] = " "

    assert texts(sheet_of(xlsx(tmp_path / "名单.xlsx", change=change))) == [*ROWS]


def test_a_far_cell_with_something_in_it_is_read_or_named(tmp_path: Path) -> None:
    def filled(place: str) -> Sheet:
        def change(sheet: Any) -> None:
            sheet[place] = "x"

        return sheet_of(xlsx(tmp_path / "名单.xlsx", change=change))

    assert filled("A30000").rows[30000][1].text == "x"
    assert filled("XFD2").rows[2][16384].text == "x"
    assert filled("XFD1048576").cut_off == ("XFD1048576",)


def test_a_column_formatted_down_to_a_far_row(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{line}"><c r="A{line}" s="1"/><c r="B{line}" s="1" /></row>' for line in range(5, 60_000))
    path = rewritten(xlsx(tmp_path / "名单.xlsx"), SHEET, "</sheetData>", f"{rows}</sheetData>")
    assert texts(sheet_of(path)) == [*ROWS]


def test_merged_cells_carry_their_value(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("C2:C9")
        sheet.merge_cells("A1:B1")

    rows: Rows = [["人", None, "部门"], ["T1", "甲", "北组"], ["T2", "乙", None]]
    sheet = sheet_of(xlsx(tmp_path / "名单.xlsx", rows, change=merge))
    assert set(sheet.merged) == {Area(top=2, left=3, bottom=9, right=3), Area(top=1, left=1, bottom=1, right=2)}
    assert texts(sheet.carried(across=False)) == [("人", "部门"), ("T1", "甲", "北组"), ("T2", "乙", "北组")]
    assert texts(sheet.carried(across=True))[0] == ("人", "人", "部门")
    everywhere = rewritten(tmp_path / "名单.xlsx", SHEET, '"A1:B1"', '"A1:XFD1048576"')
    assert len(texts(sheet_of(everywhere).carried(across=True))) == 3


def test_invisible_characters_and_blanks_are_dropped(tmp_path: Path) -> None:
    sheet = sheet_of(xlsx(tmp_path / "名单.xlsx", [["\ufeff工\u200b号", "\xa0甲\u3000乙 \n", "\u200b \xa0"]]))
    assert sheet.rows == {1: {1: ReadCell(text="工号", cleaned=True), 2: ReadCell(text="甲 乙", cleaned=True)}}


ODS_STYLES = (
    '<number:number-style style:name="N5"><number:number number:decimal-places="0" number:min-integer-digits="5"/>'
    '</number:number-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N5"/>'
    '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def ods_cell(attributes: str, text: str = "") -> str:
    return f"<table:table-cell {attributes}>{text and f'<text:p>{text}</text:p>'}</table:table-cell>"


def test_an_ods_file_is_read_as_it_is_shown(tmp_path: Path) -> None:
    number = ods_cell('office:value-type="float" office:value="101"', "00101")
    noted = ods_cell('office:value-type="string"', "甲").replace(
        "<text:p>", "<office:annotation><text:p>批注</text:p></office:annotation><text:p>"
    )
    error = ods_cell('office:value-type="string" office:string-value="" calcext:value-type="error"', "#N/A")
    shown = (
        '<table:table-column table:default-cell-style-name="ce1"/><table:table-column/>'
        '<table:table-column table:visibility="collapse"/>'
        + ods_row("工号", "姓名", "电话")
        + ods_row(number, noted)
        + ods_row("T2", "乙", attributes='table:visibility="filter"')
        + ods_row(ods_cell('table:formula="of:=X"'), error)
        + ods_row(ods_cell('table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1000000"')
    )
    path = ods(
        tmp_path / "名单.ods",
        f'<table:table table:name="旧" table:style-name="off">{ods_row("x")}</table:table>'
        f'<table:table table:name="名单">{shown}</table:table>',
        ODS_STYLES,
    )
    assert [(sheet.name, sheet.hidden) for sheet in read_book(path).sheets] == [("旧", True), ("名单", False)]
    sheet = sheet_of(path, 1)
    assert texts(sheet) == [("工号", "姓名", "电话"), ("00101", "甲"), ("T2", "乙"), ("", "#N/A")]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {3})
    assert [cell.content for cell in sheet.rows[4].values()] == [Content.UNCALCULATED, Content.ERROR]


def test_an_ods_file_that_stands_for_far_more_cells_than_it_has(tmp_path: Path) -> None:
    cell = ods_cell('table:number-columns-repeated="16384" office:value-type="string"', "x")
    row = ods_row(cell, attributes='table:number-rows-repeated="1000000"')
    with pytest.raises(RosterFaults, match="离名单太远"):
        read_book(ods(tmp_path / "名单.ods", f'<table:table table:name="名单">{row}</table:table>'))


def test_an_old_xls_file_is_read_as_it_is_shown() -> None:
    book = read_book(LISTS / "hidden.xls")
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("上半年", True), ("名单", False)]
    sheet = book.sheets[1]
    assert texts(sheet.carried(across=False))[2:4] == [("00101", "样例一", "北组", "x"), ("00102", "样例二", "北组")]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {4})
    assert kinds(sheet_of(LISTS / "faulty.xls"), 3) == {
        1: Content.TEXT, 2: Content.TRUTH, 3: Content.UNCALCULATED, 4: Content.TEXT, 5: Content.DATE, 6: Content.ERROR,
    }  # fmt: skip


TEXT = "工号,姓名,部门\nT1001,样例一,北一组\nT1002,样例二,北二组\nT1003,样例三,南组\n"
RARE = TEXT.replace("样例三", "样例㛃")
ENCODED = {
    "utf-8": (TEXT.encode(), "UTF-8"),
    "utf-8 with mark": (TEXT.encode("utf-8-sig"), "UTF-8"),
    "gbk": (TEXT.encode("gbk"), "GBK/GB18030"),
    "gb18030": (RARE.encode("gb18030"), "GBK/GB18030"),
    "utf-16": (TEXT.encode("utf-16"), "UTF-16"),
    "utf-16 little": (TEXT.encode("utf-16-le"), "UTF-16"),
    "utf-16 big": (TEXT.encode("utf-16-be"), "UTF-16"),
    "utf-32": (TEXT.encode("utf-32"), "UTF-32"),
}


@pytest.mark.parametrize(("content", "encoding"), ENCODED.values(), ids=ENCODED)
@pytest.mark.parametrize("name", ["名单.csv", "名单.TXT", "名单.xls"])
def test_the_encoding_is_found_out(tmp_path: Path, name: str, content: bytes, encoding: str) -> None:
    (tmp_path / name).write_bytes(content)
    book = read_book(tmp_path / name)
    assert encoding in book.format
    assert texts(book.sheets[0])[:3] == [*ROWS[:3]]


@pytest.mark.parametrize("encoding", ["gbk", "GB2312", "gb18030", "cp936"])
def test_a_part_of_gb18030_stands_for_all_of_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(RARE.encode("gb18030"))
    assert read_book(path, encoding).sheets[0].rows[4][2].text == "样例㛃"


DELIMITED = {
    ";": TEXT.replace(",", ";"),
    "tab": TEXT.replace(",", "\t"),
    "full width": TEXT.replace(",", "，"),
    "|": TEXT.replace(",", "|"),
    "commas in a cell": TEXT.replace(",", ";").replace("北一组", "北一,一,二,三组"),
    "named": "sep=;\n" + TEXT.replace(",", ";"),
    "title above": "样例市公司，名单，2026\n\n" + TEXT.replace(",", "\t"),
    "quoted": TEXT.replace("样例二", '"样例;二"'),
    "zeros kept by quotes": TEXT.replace("T1001", '="T1001"').replace("T1002", "'T1002"),
}


@pytest.mark.parametrize("text", DELIMITED.values(), ids=DELIMITED)
def test_the_delimiter_is_found_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "名单.csv").write_text(text, encoding="utf-8")
    rows = texts(sheet_of(tmp_path / "名单.csv"))
    assert ROWS[0] in rows
    assert [row[0] for row in rows[-3:]] == [person[0] for person in PEOPLE]
    assert {len(row) for row in rows[-3:]} == {3}


UNREADABLE = {
    "a web page": ("名单.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    "xml of 2003": ("名单.xls", b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "网页"),
    "a cut .xls": ("名单.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, "没有传完整"),
    "an empty zip": ("名单.xlsx", b"PK\x05\x06" + b"\0" * 18, "重新另存"),
    "an open quotation mark": ("名单.csv", (TEXT + 'X1,"甲,一部\nX2,乙,一部\n').encode(), "少了一个引号"),
    "half a character": ("名单.csv", "工号,姓名\nC1,甲".encode("gbk")[:-1], "认不出别的编码"),
    "a picture": ("名单.png", b"\x89PNG\r\n", ".xlsx 或 .csv"),
}


@pytest.mark.parametrize(("name", "content", "sentence"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_can_not_be_read_gets_a_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RosterFaults, match=sentence):
        read_book(tmp_path / name)


def test_a_binary_workbook_and_one_with_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    with pytest.raises(RosterFaults, match=r"\.xlsb"):
        read_book(path)
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    with pytest.raises(RosterFaults, match="重新另存"):
        read_book(rewritten(xlsx(path), SHEET, "<worksheet", bomb))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.sampled_from(["xlsx", "xls"]), seed=st.randoms(use_true_random=False))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, source: str, seed: Random) -> None:
    """Whatever bytes are changed or missing: a sentence in Chinese, never another error."""
    whole = xlsx(tmp_path / "好.xlsx") if source == "xlsx" else LISTS / "hidden.xls"
    content = bytearray(whole.read_bytes())
    for _ in range(seed.randint(1, 9)):
        content[seed.randrange(len(content))] = seed.randrange(256)
    path = tmp_path / f"坏.{source}"
    path.write_bytes(content[: seed.randint(1, len(content))])
    with suppress(RosterFaults):
        read_book(path)


@pytest.mark.parametrize("name", ["A99999999999", "A1048577", "XFE2", "A0", "2", "", "A-1"])
def test_a_cell_that_no_sheet_has_is_refused(tmp_path: Path, name: str) -> None:
    """python-calamine would make room for all cells before it, and end the program."""
    path = rewritten(xlsx(tmp_path / "名单.xlsx"), SHEET, '<c r="A2"', f'<c r="{name}"')
    with pytest.raises(RosterFaults, match="重新另存"):
        read_book(path)


@pytest.mark.parametrize("repeated", ["99999999999", "-1", "1048577", "x"])
def test_rows_that_no_sheet_has_are_refused(tmp_path: Path, repeated: str) -> None:
    row = ods_row("x", attributes=f'table:number-rows-repeated="{repeated}"')
    with pytest.raises(RosterFaults, match="没有传完整"):
        read_book(ods(tmp_path / "名单.ods", f'<table:table table:name="名单">{row}</table:table>'))


def test_letters_of_columns() -> None:
    assert [column_letters(place) for place in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
