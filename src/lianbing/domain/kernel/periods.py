"""考评期: month, quarter, half-year and year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lianbing.errors import WrongUsage


class Span(StrEnum):
    """The length of a period."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


_FORMS = (
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII), Span.MONTH, "{0} 年 {1} 月"),
    (re.compile(r"(\d{4})Q([1-4])", re.ASCII), Span.QUARTER, "{0} 年第 {1} 季度"),
    (re.compile(r"(\d{4})H([12])", re.ASCII), Span.HALF_YEAR, "{0} 年{1}半年"),
    (re.compile(r"(\d{4})", re.ASCII), Span.YEAR, "{0} 年"),
)


@dataclass(frozen=True)
class Period:
    """A period such as ``2026H2``; make it with :meth:`parse`."""

    code: str
    span: Span
    title: str

    @classmethod
    def parse(cls, code: str) -> Period:
        """Reads ``2026-11``, ``2026Q3``, ``2026H2`` or ``2026``; raises WrongUsage."""
        for pattern, span, form in _FORMS:
            match = pattern.fullmatch(code)
            if match:
                words = [*match.groups()]
                if span is Span.HALF_YEAR:
                    words[1] = "上下"[int(words[1]) - 1]
                return cls(code, span, form.format(*words))
        raise WrongUsage(f"考评期“{code}”写得不对：应写成 2026H2（半年）、2026Q3（季）、2026-11（月）或 2026（年）")
