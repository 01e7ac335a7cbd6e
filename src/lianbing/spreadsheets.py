"""Excel files that are the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from openpyxl.xml.functions import tostring

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that Excel, or a CSV made from the sheet, takes for a formula."""
_CORE = "docProps/core.xml"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""For files that come from sources alone and were made at no particular time."""


def workbook_bytes(book: Any, title: str, made: datetime) -> bytes:
    """An openpyxl workbook as a file; ``made`` (UTC, without a zone) stands for every time in it."""
    properties = book.properties
    properties.title, properties.creator = title, "练兵"
    raw = io.BytesIO()
    book.save(raw)
    properties.created = properties.modified = made  # save() has put the clock's time there
    sealed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = tostring(properties.to_tree()) if name == _CORE else source.read(name)
            part = zipfile.ZipInfo(name, _ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            target.writestr(part, content)
    return sealed.getvalue()
