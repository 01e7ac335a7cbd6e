"""Blank forms as Word and Excel files."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from lianbing.book.forms.as_excel import spread_over
from lianbing.book.forms.files import form_data, form_files, form_of, held_files
from lianbing.book.forms.layout import strips
from lianbing.domain.knowledge.forms import FieldKind, FormColumn, FormField, FormSection
from lianbing.domain.workbook import Workbook
from lianbing.errors import UnknownReference
from lianbing.wire.forms.work_forms import FORM


def _field(name: str, kind: FieldKind = FieldKind.TEXT, choices: tuple[str, ...] = ()) -> FormField:
    return FormField(id=name, label=name, kind=kind, choices=choices)


def test_two_short_fields_share_a_strip() -> None:
    fields = (
        _field("a"),
        _field("b", FieldKind.DATE),
        _field("c", FieldKind.NUMBER),
        _field("d", FieldKind.LONG),
        _field("e", FieldKind.CHOICE, ("是", "否")),
        _field("f"),
        _field("g", FieldKind.CHOICE, ("送货", "货源", "价格", "专卖")),
    )
    section = FormSection(title="", filled_by="", fields=fields)
    assert ["".join(each.id for each in strip) for strip in strips(section)] == ["ab", "c", "d", "ef", "g"]


@pytest.mark.parametrize("widths", [(1,), (1, 1), (3, 6, 2, 1), (1, 12), (1,) * 12, (5, 1, 1)])
def test_columns_of_lines_fill_the_sheet(widths: tuple[int, ...]) -> None:
    columns = tuple(FormColumn(id=f"c{place}", label="", width=width) for place, width in enumerate(widths))
    spread = spread_over(columns)
    assert sum(wide for _, wide in spread) == 12
    assert [first for first, _ in spread] == [
        1 + sum(wide for _, wide in spread[:place]) for place in range(len(widths))
    ]


def test_every_shipped_form_is_a_word_and_an_excel_file(workbook: Workbook) -> None:
    files = form_files(workbook)
    assert files == form_files(workbook)
    for name in workbook.forms:
        form = form_of(workbook, name)
        labels = [each.label for each in form.fields]
        document = Document(io.BytesIO(files[next(path for path in files if path.name == f"{name}.docx")]))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        words = "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])
        assert [label for label in labels if label not in words] == [], name
        assert 'w:eastAsia="宋体"' in document.styles.element.xml
        book = load_workbook(io.BytesIO(files[next(path for path in files if path.name == f"{name}.xlsx")]))
        assert book.sheetnames == ["空白表", "样例", "填法"]
        sheet = book["空白表"]
        texts = [str(cell.value or "") for row in sheet.iter_rows() for cell in row]
        assert [label for label in labels if not any(text.startswith(label) for text in texts)] == [], name
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert not [cell for row in book["样例"].iter_rows() for cell in row if cell.data_type == "f"]


def test_choices_are_a_list_to_choose_from(workbook: Workbook) -> None:
    content = form_files(workbook)[next(path for path in form_files(workbook) if path.name == "slip.xlsx")]
    (rule,) = load_workbook(io.BytesIO(content))["空白表"].data_validations.dataValidation
    assert rule.formula1 == '"货源,品牌,价格,送货,结算,专卖,服务,其他"'


def test_the_data_of_the_element_are_read_as_they_are_written(workbook: Workbook) -> None:
    for name in workbook.forms:
        data = form_data(workbook, name)
        assert FORM.encode(FORM.decode(data)) == data
        assert data["files"] == {ending: f"../../forms/{name}.{ending}" for ending in ("xlsx", "docx")}
    assert held_files(workbook, "slip")["xlsx"].startswith("data:application/vnd.openxml")


def test_a_form_that_is_not_there(workbook: Workbook) -> None:
    with pytest.raises(UnknownReference, match="没有表单 nothing"):
        form_of(workbook, "nothing")
