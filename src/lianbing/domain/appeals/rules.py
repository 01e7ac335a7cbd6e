"""申诉规则 as data: deadlines, rights, exclusions, each with its source. A publication keeps the rules of its day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CountedFrom(StrEnum):
    """From which day of the publication the time to appeal runs."""

    FIRST = "first"
    LAST = "last"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {CountedFrom.FIRST: "公示开始", CountedFrom.LAST: "公示结束"}[self]


class ItemsOpen(StrEnum):
    """Against the marks of which items people may appeal."""

    SUBJECTIVE = "subjective"
    SUBJECTIVE_OR_ZERO = "subjective-or-zero"
    ALL = "all"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            ItemsOpen.SUBJECTIVE: "人评的题",
            ItemsOpen.SUBJECTIVE_OR_ZERO: "人评的题，以及得零分或没有分的其他题",
            ItemsOpen.ALL: "每道题",
            ItemsOpen.NONE: "不能对单独一道题申诉",
        }[self]

    def allows(self, *, is_subjective: bool, is_zero: bool) -> bool:
        """Whether people may appeal against an item; ``is_zero``: it gave nothing, or has no mark."""
        return {
            ItemsOpen.SUBJECTIVE: is_subjective,
            ItemsOpen.SUBJECTIVE_OR_ZERO: is_subjective or is_zero,
            ItemsOpen.ALL: True,
            ItemsOpen.NONE: False,
        }[self]


class Involvement(StrEnum):
    """What somebody had to do with a mark or an appeal, so that they may be barred from reviewing it."""

    MARKED = "marked"
    SETTLED = "settled"
    FILED = "filed"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The Chinese wording, after 就是 or 不能是."""
        return {
            Involvement.MARKED: "评分人",
            Involvement.SETTLED: "复核或仲裁过的人",
            Involvement.FILED: "登记申诉的人",
            Involvement.ACCEPTED: "决定受理的人",
        }[self]


class Kept(StrEnum):
    """After which end of an appeal a person keeps the right to another one."""

    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The Chinese wording."""
        return {Kept.WITHDRAWN: "撤回的", Kept.REFUSED: "不受理的", Kept.CHANGED: "改了分的"}[self]


class NoticeColumn(StrEnum):
    """A column of the public list."""

    RANK = "rank"
    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    TOTAL = "total"
    LEVEL = "level"

    @property
    def label(self) -> str:
        """What stands above it."""
        return {
            NoticeColumn.RANK: "名次",
            NoticeColumn.NUMBER: "工号",
            NoticeColumn.NAME: "姓名",
            NoticeColumn.UNIT: "部门",
            NoticeColumn.TOTAL: "总分",
            NoticeColumn.LEVEL: "等级",
        }[self]


class NoticeOrder(StrEnum):
    """In which order people stand on the public list."""

    UNIT = "unit"
    RANK = "rank"


@dataclass(frozen=True, kw_only=True)
class WorkdayTerm:
    """A number of working days; the first day doesn't count. ``source`` is where the number was read."""

    days: int
    source: str


@dataclass(frozen=True, kw_only=True)
class FilingTerm:
    """Until when people may appeal: working days after the first or the last day of the publication."""

    days: int
    counted_from: CountedFrom
    source: str


@dataclass(frozen=True, kw_only=True)
class Times:
    """How often a person may appeal against one result; ``kept`` are the ends that don't use up the right."""

    most: int
    kept: tuple[Kept, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Appealable:
    """What people may appeal against: items, parts of the scheme, the result as a whole."""

    items: ItemsOpen
    parts: bool
    result: bool
    source: str


@dataclass(frozen=True, kw_only=True)
class Reviewing:
    """Who may not review an appeal, and whether a review may lower a mark."""

    barred: tuple[Involvement, ...]
    may_lower: bool
    source: str


@dataclass(frozen=True, kw_only=True)
class Mask:
    """How many characters of a text stay at its beginning and its end; at least one between them is hidden."""

    head: int
    tail: int

    def of(self, text: str) -> str:
        """The text with stars in its middle."""
        hidden = max(len(text) - self.head - self.tail, min(len(text), 1))
        head = min(self.head, len(text) - hidden)
        return text[:head] + "*" * hidden + text[head + hidden :]


@dataclass(frozen=True, kw_only=True)
class NoticeForm:
    """What the public list shows: its columns, masks of numbers and names, order, and levels (empty for all)."""

    columns: tuple[NoticeColumn, ...]
    number: Mask | None
    name: Mask | None
    order: NoticeOrder
    levels: tuple[str, ...]
    contact: str
    source: str


@dataclass(frozen=True, kw_only=True)
class AppealRules:
    """申诉规则. What was published keeps the rules of that day, whatever the file says later."""

    id: str
    title: str
    publication: WorkdayTerm
    filing: FilingTerm
    acceptance: WorkdayTerm
    answer: WorkdayTerm
    times: Times
    appealable: Appealable
    reviewing: Reviewing
    notice: NoticeForm
