"""JSON text that is the same for the same data, and its digest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""JSON without floats: numbers that matter travel as decimal texts."""


_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def number(text: str) -> Decimal:
    """A decimal text of ours; raises ValueError for anything else (``NaN``, exponents, blanks)."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"not a decimal: {text!r}")
    return Decimal(text)


def canonical(data: object) -> str:
    """Keys sorted, no spaces, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: Mapping[str, object]) -> str:
    """SHA-256 of the canonical text, hexadecimal."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def for_script(data: object) -> str:
    """Canonical JSON that can stand inside an HTML ``<script>`` element."""
    return canonical(data).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
