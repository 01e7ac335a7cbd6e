"""Excel files that are the same bytes for the same content."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from openpyxl.xml.functions import tostring

from lianbing.zip_files import zip_bytes, zip_members

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that Excel, or a CSV made from the sheet, takes for a formula."""
_CORE = "docProps/core.xml"
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""For files that come from sources alone and were made at no particular time."""


def workbook_bytes(book: Any, title: str, made: datetime) -> bytes:
    """An openpyxl workbook as a file; ``made`` (UTC, without a zone) stands for every time in it."""
    properties = book.properties
    properties.title, properties.creator = title, "练兵"
    raw = io.BytesIO()
    book.save(raw)
    properties.created = properties.modified = made  # save() has put the clock's time there
    core = tostring(properties.to_tree())
    return zip_bytes((name, core if name == _CORE else part) for name, part in zip_members(raw.getvalue()))
