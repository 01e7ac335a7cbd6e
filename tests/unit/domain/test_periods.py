from __future__ import annotations

import pytest

from lianbing.domain.kernel.periods import Period, Span
from lianbing.errors import WrongUsage


@pytest.mark.parametrize(
    ("code", "span", "title"),
    [
        ("2026-11", Span.MONTH, "2026 年 11 月"),
        ("2026Q3", Span.QUARTER, "2026 年第 3 季度"),
        ("2026H1", Span.HALF_YEAR, "2026 年上半年"),
        ("2026H2", Span.HALF_YEAR, "2026 年下半年"),
        ("2026", Span.YEAR, "2026 年"),
    ],
)
def test_the_four_spans(code: str, span: Span, title: str) -> None:
    period = Period.parse(code)
    assert (period.code, period.span, period.title) == (code, span, title)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026H3",
        "2026H0",
        "2026Q5",
        "2026-13",
        "2026-00",
        "2026-1",
        "26H1",
        "2026h2",
        "2026H2 ",
        "2026H2\n",
        "２０２６",
    ],
)
def test_other_codes_are_wrong_usage_that_shows_the_right_forms(code: str) -> None:
    with pytest.raises(WrongUsage, match="2026H2"):
        Period.parse(code)
