"""Text that others provided, made fit to be shown."""

from __future__ import annotations

import re

_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What XML and UTF-8 can't hold, and marks that turn the direction of writing: no name needs them."""


def clean(text: str) -> str:
    """``text`` with every character that a file can't hold or a page mustn't obey shown as ``�``; as long as it was."""
    return _UNSHOWABLE.sub("�", text)
