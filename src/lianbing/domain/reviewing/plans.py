"""评分办法: how many people mark an answer, how far they may differ, and who decides then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.kernel.decimals import EXACT, HUNDRED, plain


class ReviewMode(StrEnum):
    """Who marks an answer. The value is what files, commands and people call it."""

    ONE = "1"
    PAIR = "1+1"
    PAIR_THEN_LEADER = "2+1"
    PAIR_THEN_THIRD = "2+1+1"

    @property
    def firsts(self) -> int:
        """How many mark it at first, without knowing of each other."""
        return 1 if self is ReviewMode.ONE else 2


class MarkerRole(StrEnum):
    """What a person does in a round of marking; the value is the text that users see."""

    MARKER = "评分人"
    LEADER = "组长"
    CHIEF = "主评"

    @property
    def decides(self) -> bool:
        """Whether the role is one of those who decide where markers differ."""
        return self is not MarkerRole.MARKER


class Settler(StrEnum):
    """Who decides where marks differ too far."""

    ANOTHER = "another"
    LEADER = "leader"
    CHIEF = "chief"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {Settler.ANOTHER: "另一个评分人", Settler.LEADER: "组长", Settler.CHIEF: "主评"}[self]

    def takes(self, role: MarkerRole) -> bool:
        """Whether people of a role may decide; the chief always may."""
        asked = {Settler.LEADER: MarkerRole.LEADER, Settler.CHIEF: MarkerRole.CHIEF}
        return self is Settler.ANOTHER or role in (asked[self], MarkerRole.CHIEF)


class Straddle(StrEnum):
    """Which borders of levels a mean must not lie across: no mean is taken of marks on either side of one."""

    BOTH = "both"
    RUBRIC = "rubric"
    TOTAL = "total"
    ALLOWED = "allowed"

    @property
    def minds_rubric(self) -> bool:
        """Whether the levels of the rubric are such borders."""
        return self in (Straddle.BOTH, Straddle.RUBRIC)

    @property
    def minds_total(self) -> bool:
        """Whether the levels of the person's total are."""
        return self in (Straddle.BOTH, Straddle.TOTAL)


@dataclass(frozen=True, kw_only=True)
class AllowedDifference:
    """How far two marks may differ: in points, or in per cent of what the answer can earn."""

    points: Decimal | None = None
    percent: Decimal | None = None

    def of(self, worth: Decimal) -> Decimal:
        """The difference in points for an answer that can earn ``worth``."""
        if self.points is not None:
            return self.points
        return EXACT.divide(worth * (self.percent or Decimal(0)), HUNDRED)

    @property
    def label(self) -> str:
        """As people read it after another word."""
        return (
            f" {plain(self.points)} 分" if self.points is not None else f"满分的 {plain(self.percent or Decimal(0))} %"
        )


@dataclass(frozen=True, kw_only=True)
class ReviewRule:
    """How answers are marked. Points are multiples of ``step``; a mean is rounded half up to it."""

    mode: ReviewMode
    allowed: AllowedDifference
    settler: Settler
    step: Decimal
    straddle: Straddle = Straddle.BOTH


@dataclass(frozen=True, kw_only=True)
class ReviewPlan:
    """评分办法: the rules by section title, by type of question, and for all others; the nearest counts.

    Full marks and nought need marks of ``seen_by`` people. ``recheck`` is the share of all answers, from 0 to 1, that
    one more person marks. Before real answers, a marker marks ``training`` examples of a question within the allowed
    difference. ``source`` says where the numbers are from.
    """

    id: str
    title: str
    source: str
    default: ReviewRule
    sections: Mapping[str, ReviewRule] = field(default_factory=dict)
    types: Mapping[str, ReviewRule] = field(default_factory=dict)
    seen_by: int = 2
    recheck: Decimal = Decimal(0)
    training: int = 0

    def rule(self, section: str, item_type: str) -> ReviewRule:
        """The rule for the items of a section of a paper."""
        return self.sections.get(section) or self.types.get(item_type) or self.default
