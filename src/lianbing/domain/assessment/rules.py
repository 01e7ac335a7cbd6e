"""The rules of a scheme besides its parts and levels: what is missing, rounding, caps, adjustments, proposals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.assessment.marked_items import PLACES
from lianbing.domain.kernel.decimals import HUNDRED, ZERO
from lianbing.domain.kernel.periods import Span


@dataclass(frozen=True, kw_only=True)
class Rounding:
    """Decimal places of rates and contributions, and of totals; each is rounded half up once."""

    rates: int = PLACES
    totals: int = PLACES


class CapGroup(StrEnum):
    """Among whom the people of a level are counted."""

    EVERYBODY = "everybody"
    UNIT = "unit"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {CapGroup.EVERYBODY: "全体", CapGroup.UNIT: "本部门"}[self]


class CapBase(StrEnum):
    """Of whose number a cap is a share: those with a total, or all who are assessed and have not left."""

    FINAL = "final"
    EXPECTED = "expected"


class TiesAtCap(StrEnum):
    """What becomes of equals of whom a cap has room for some only."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, kw_only=True)
class LevelCap:
    """At most ``share`` percent of a group may have a level, rounded down; at least ``least`` people may.

    Who is over it gets the next lower level.
    """

    level: str
    share: Decimal
    group: CapGroup = CapGroup.EVERYBODY
    base: CapBase = CapBase.FINAL
    ties: TiesAtCap = TiesAtCap.OUT
    least: int = 0


class AdjustmentSign(StrEnum):
    """Whether points are added to a total or taken from it."""

    BONUS = "bonus"
    DEDUCTION = "deduction"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {AdjustmentSign.BONUS: "加分", AdjustmentSign.DEDUCTION: "扣分"}[self]


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """Points beside the weighted parts: a rating (from 0 to ``full``) × ``each``, at most ``most``.

    Nobody for whom nothing was entered is adjusted.
    """

    title: str
    rating: str
    sign: AdjustmentSign
    most: Decimal
    each: Decimal = Decimal(1)
    full: Decimal = HUNDRED


@dataclass(frozen=True, kw_only=True)
class AdjustmentResult:
    """An adjustment of a person: ``points`` are negative for a deduction. ``entry`` is the sequence of the rating."""

    title: str
    given: Decimal
    points: Decimal
    entry: int


class ProposalDirection(StrEnum):
    """优胜劣汰: whether a proposal is for better or for worse; the value is in files, the label on the screen."""

    UP = "up"
    DOWN = "down"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {ProposalDirection.UP: "优胜", ProposalDirection.DOWN: "劣汰"}[self]


@dataclass(frozen=True, kw_only=True)
class ProposalRule:
    """For whom ``title`` is proposed to a person who decides: everybody who meets all conditions that are given.

    Args:
        levels: one of these levels was reached, ``times`` times: in the period itself, or with ``over`` in the shorter
            periods of that span that it is made of.
        top: the share in percent of those with a total, from the first rank on, of which the person is one.
        bottom: the same from the last rank on.
    """

    id: str
    title: str
    direction: ProposalDirection
    levels: tuple[str, ...] = ()
    times: int = 1
    over: Span | None = None
    top: Decimal = ZERO
    bottom: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class SchemeNote:
    """What a scheme says of itself, and where that comes from.

    ``is_default`` marks what was taken from a public rule or set as an example: 默认值，按本单位文件改.
    """

    text: str
    source: str = ""
    is_default: bool = False
