"""Numbers that were written as texts by a slip: in full-width digits, or with their unit."""

from __future__ import annotations

import re

from lianbing.domain.kernel.decimals import fold_width

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?|\d{1,2}:\d{2}", re.ASCII)
_WITH_UNIT = re.compile(r"(?P<number>[-+]?\d+(?:\.\d+)?) ?(?P<unit>[^\s\d.:]{1,4})", re.ASCII)


def number_slip(value: object, unit: str = "") -> str:
    """What is wrong with a quantity whose text means a number, in Chinese; empty if nothing is.

    ``unit`` is the unit that stands elsewhere; without one, every text with a number and a unit is a slip.
    """
    if not isinstance(value, str):
        return ""
    folded = fold_width(value).strip()
    if folded != value and _NUMBER.fullmatch(folded):
        return f"“{value}”是全角数字：改成半角的 {folded}"
    with_unit = _WITH_UNIT.fullmatch(folded)
    if with_unit and unit in ("", with_unit["unit"]):
        return f"“{value}”里带着单位：只写数字 {with_unit['number']}，单位写在 unit 或文字里"
    return ""
