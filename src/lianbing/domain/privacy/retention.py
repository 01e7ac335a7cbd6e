"""保存年限: how long people's records are kept after the last period that they are about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from lianbing.domain.kernel.periods import Period


class Medium(StrEnum):
    """What records are kept on."""

    ELECTRONIC = "electronic"
    PAPER = "paper"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {Medium.ELECTRONIC: "电子档案", Medium.PAPER: "纸质档案"}[self]


@dataclass(frozen=True, kw_only=True)
class RetentionRule:
    """Records on a medium are kept for at least so many years after the end of the last period; ``source`` says so."""

    medium: Medium
    years: int
    source: str
    note: str

    def kept_until(self, last: Period) -> str:
        """The last day, an ISO date, on which the records of somebody with this last period have to be there."""
        return replace(last, year=last.year + self.years).last

    def is_over(self, last: Period, day: str) -> bool:
        """Whether the records need not be kept any more on a day, an ISO date."""
        return day > self.kept_until(last)
