"""What is recorded of assessments beside their results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Assessing:
    """The period was assessed by a scheme: how many people there were, and how many of them have a result."""

    kind: ClassVar[str] = "assessed"
    label: ClassVar[str] = "考评"
    scheme: str
    people: int
    complete: int

    def described(self) -> str:
        """The scheme and the numbers."""
        return f"方案 {self.scheme}：{self.people} 人，已定 {self.complete} 人"


@dataclass(frozen=True, kw_only=True)
class SchemeChange:
    """Another edition of a scheme was accepted for the period, after a look at whose results it changes.

    ``against`` is the period whose kept assessment has the edition before; ``changes`` are the rules that differ, as
    lines; the numbers are people with another total, level and rank.
    """

    kind: ClassVar[str] = "scheme-changed"
    label: ClassVar[str] = "确认方案改动"
    scheme: str
    against: str
    changes: tuple[str, ...]
    totals: int
    levels: int
    ranks: int

    def described(self) -> str:
        """The scheme, and what the change does."""
        effect = f"总分不同 {self.totals} 人，等级不同 {self.levels} 人，名次不同 {self.ranks} 人"
        return f"方案 {self.scheme}（同 {self.against} 的比）：{'；'.join(self.changes)}：{effect}"


@dataclass(frozen=True, kw_only=True)
class RatingsEntered:
    """Ratings were entered from tables: how many scores of how many people are new, and how many changed earlier ones.

    ``without`` are the numbers of people who were expected and are not rated this time.
    """

    kind: ClassVar[str] = "ratings-entered"
    label: ClassVar[str] = "录入评定"
    scheme: str
    files: tuple[str, ...]
    people: int
    new: int
    changed: int
    without: tuple[str, ...] = ()

    def described(self) -> str:
        """The files and the numbers."""
        but = f"，不评 {'、'.join(self.without)}" if self.without else ""
        return f"{'、'.join(self.files)}：{self.people} 人，新录 {self.new} 个分，改动 {self.changed} 个{but}"
