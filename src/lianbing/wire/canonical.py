"""JSON as it travels: numbers that matter are decimal texts, and the text is the same for the same data."""

from __future__ import annotations

from typing import TypeAlias

from lianbing.domain.kernel.canonical import canonical, digest
from lianbing.domain.kernel.decimals import number

__all__ = ["Json", "canonical", "digest", "for_script", "number"]

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""JSON without floats: numbers that matter travel as decimal texts."""


def for_script(data: object) -> str:
    """Canonical JSON that can stand inside an HTML ``<script>`` element."""
    return canonical(data).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
