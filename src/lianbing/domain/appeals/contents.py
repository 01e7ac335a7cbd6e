"""What is done to a published result and to an appeal, step by step; ``on`` is the day on which it was done."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from lianbing.domain.appeals.rules import AppealRules
from lianbing.domain.kernel.decimals import plain


class SubjectKind(StrEnum):
    """What an appeal is against; the store keeps the value, so it never changes."""

    ITEM = "item"
    PART = "part"
    RESULT = "result"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {SubjectKind.ITEM: "一道题", SubjectKind.PART: "一部分", SubjectKind.RESULT: "总的结果"}[self]


class ReviewOutcome(StrEnum):
    """What a review came to; the store keeps the value, so it never changes."""

    UPHELD = "upheld"
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {ReviewOutcome.UPHELD: "维持", ReviewOutcome.CHANGED: "改分", ReviewOutcome.ELSEWHERE: "另行更正"}[self]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """公示 of a kept assessment, known by scheme, time and digest.

    ``first`` to ``last`` are its days, ``filing_until`` the last day to appeal, as worked out by ``rules`` and the
    holidays known then.
    """

    kind: ClassVar[str] = "published"
    label: ClassVar[str] = "公示"
    scheme: str
    made_at: str
    digest: str
    first: str
    last: str
    filing_until: str
    rules: AppealRules

    def described(self) -> str:
        """The days."""
        return f"方案 {self.scheme} 在 {self.made_at} 的考评，{self.first} 到 {self.last}，申诉到 {self.filing_until}"


@dataclass(frozen=True, kw_only=True)
class PublicationEnd:
    """A publication, by the number of its event, was ended."""

    kind: ClassVar[str] = "publication-ended"
    label: ClassVar[str] = "公示结束"
    publication: int
    on: str

    def described(self) -> str:
        """Which publication."""
        return f"第 {self.publication} 条记的公示，{self.on}"


@dataclass(frozen=True, kw_only=True)
class AppealSubject:
    """What an appeal is against: the item of a drill, a part of the scheme by its title, or the whole result."""

    kind: SubjectKind
    drill: str = ""
    item: str = ""
    part: str = ""

    @property
    def shown(self) -> str:
        """The subject in a few words."""
        match self.kind:
            case SubjectKind.ITEM:
                return f"练兵 {self.drill} 的题 {self.item}"
            case SubjectKind.PART:
                return f"“{self.part}”部分"
            case SubjectKind.RESULT:
                return SubjectKind.RESULT.label


@dataclass(frozen=True, kw_only=True)
class AppealFiling:
    """An appeal was received and registered under its number.

    ``how`` says in which way it came. ``late`` is why it was registered after the last day, empty where it was in time.
    """

    kind: ClassVar[str] = "appeal-filed"
    label: ClassVar[str] = "申诉"
    appeal: str
    publication: int
    subject: AppealSubject
    text: str
    on: str
    how: str
    late: str = ""

    def described(self) -> str:
        """The number, the subject and the text."""
        late = f"（逾期登记：{self.late}）" if self.late else ""
        return f"{self.appeal} 对{self.subject.shown}：{self.text}；{self.on} {self.how}收到{late}"


@dataclass(frozen=True, kw_only=True)
class AppealAcceptance:
    """受理."""

    kind: ClassVar[str] = "appeal-accepted"
    label: ClassVar[str] = "受理申诉"
    appeal: str
    on: str

    def described(self) -> str:
        """The number and the day."""
        return f"{self.appeal}，{self.on}"


@dataclass(frozen=True, kw_only=True)
class AppealRefusal:
    """不受理; the reason is that of the event."""

    kind: ClassVar[str] = "appeal-refused"
    label: ClassVar[str] = "不受理申诉"
    appeal: str
    on: str

    def described(self) -> str:
        """The number and the day."""
        return f"{self.appeal}，{self.on}"


@dataclass(frozen=True, kw_only=True)
class AppealedMark:
    """A mark that a review changed; ``entry`` is its number in the ledger."""

    drill: str
    item: str
    before: Decimal | None
    after: Decimal
    entry: int

    @property
    def shown(self) -> str:
        """The mark before and after."""
        before = "未判" if self.before is None else plain(self.before)
        return f"题 {self.item} 由 {before} 改为 {plain(self.after)}（台账第 {self.entry} 条）"


@dataclass(frozen=True, kw_only=True)
class AppealReview:
    """复核: who looked again and what came of it; why is the reason of the event."""

    kind: ClassVar[str] = "appeal-reviewed"
    label: ClassVar[str] = "申诉复核"
    appeal: str
    on: str
    reviewer: str
    outcome: ReviewOutcome
    marks: tuple[AppealedMark, ...] = ()

    def described(self) -> str:
        """Who came to what, with each changed mark."""
        changes = "".join(f"；{mark.shown}" for mark in self.marks)
        return f"{self.appeal}，{self.on}，复核人 {self.reviewer}：{self.outcome.label}{changes}"


@dataclass(frozen=True, kw_only=True)
class AppealAnswer:
    """答复 to the person: its text, and in which way it was given."""

    kind: ClassVar[str] = "appeal-answered"
    label: ClassVar[str] = "答复申诉"
    appeal: str
    on: str
    text: str
    how: str

    def described(self) -> str:
        """The text."""
        return f"{self.appeal}，{self.on} {self.how}：{self.text}"


@dataclass(frozen=True, kw_only=True)
class AppealWithdrawal:
    """The person took the appeal back."""

    kind: ClassVar[str] = "appeal-withdrawn"
    label: ClassVar[str] = "撤回申诉"
    appeal: str
    on: str

    def described(self) -> str:
        """The number and the day."""
        return f"{self.appeal}，{self.on}"


AppealStep = AppealFiling | AppealAcceptance | AppealRefusal | AppealReview | AppealAnswer | AppealWithdrawal
"""What is done to an appeal."""
