"""Removal of characters that a file or page can't show from text that others provided."""

from __future__ import annotations

import re

_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters that XML and UTF-8 can't hold, and marks that change the direction of writing."""


def showable(text: str) -> str:
    """``text`` with ``�`` for each character that must not get into a file; its length stays."""
    return _UNSHOWABLE.sub("�", text)
