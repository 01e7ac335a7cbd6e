"""Workbooks as spreadsheet programs and exports write them, made anew for each test."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

HEAD = ("工号", "姓名", "部门")
PEOPLE = (("T1001", "样例一", "北一组"), ("T1002", "样例二", "北二组"), ("T1003", "样例三", "南组"))
ROWS = (HEAD, *PEOPLE)
Rows = Sequence[Sequence[object]]
LISTS = Path(__file__).parents[2] / "fixtures" / "lists"
"""Files of .xls, which nothing that we install can write; their folder says how they were made."""

BOOK, SHEET, STYLES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>'
)
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("number", "datastyle"),
    )
)  # fmt: skip


def xlsx(path: Path, rows: Rows = ROWS, *, change: Callable[[Any], None] = lambda sheet: None) -> Path:
    """A workbook with one sheet, 名单; ``change`` gets the sheet before it is saved."""
    book = openpyxl.Workbook()
    book.active.title = "名单"
    for row in rows:
        book.active.append(row)
    change(book.active)
    book.save(path)
    return path


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """The file with a piece of a part replaced, as another program would have written it; ``old`` is a pattern."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(old, new, parts[part].decode())
    assert count, (part, old)
    parts[part] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def ods(path: Path, tables: str, styles: str = "") -> Path:
    """An OpenDocument file of tables and automatic styles."""
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    styled = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _ODS)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr(
            "content.xml", f"<office:document-content {_SPACES} {calc}>{styled}{body}</office:document-content>"
        )
    return path


def ods_row(*texts: str, attributes: str = "") -> str:
    """A row of texts; a text that begins with ``<`` is a cell as it is written."""
    cells = (
        text
        if text.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"
