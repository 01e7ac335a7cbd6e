"""The values of limits and parameters."""

from __future__ import annotations

from decimal import Decimal

from lianbing.domain.kernel.decimals import plain

Quantity = Decimal | str
"""The value of a limit or parameter: a number, or a text such as the time of day ``07:30``."""


def show(value: Quantity) -> str:
    """A quantity as text for people: a number in its shortest notation, a text as it is."""
    return plain(value) if isinstance(value, Decimal) else value
