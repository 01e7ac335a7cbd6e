"""What is done to a published result and to an appeal, step by step; ``on`` is the day on which it was done."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.appeals.rules import AppealRules


class SubjectKind(StrEnum):
    """What an appeal is against; the store keeps the value, so it never changes."""

    ITEM = "item"
    PART = "part"
    RESULT = "result"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {SubjectKind.ITEM: "一道题", SubjectKind.PART: "一部分", SubjectKind.RESULT: "总的结果"}[self]


class Outcome(StrEnum):
    """What a review came to; the store keeps the value, so it never changes."""

    UPHELD = "upheld"
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {Outcome.UPHELD: "维持", Outcome.CHANGED: "改分", Outcome.ELSEWHERE: "另行更正"}[self]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """公示 of a kept assessment, known by scheme, time and digest.

    ``first`` to ``last`` are its days, ``filing_until`` the last day to appeal, as worked out by ``rules`` and the
    holidays known then.
    """

    scheme: str
    made_at: str
    digest: str
    first: str
    last: str
    filing_until: str
    rules: AppealRules


@dataclass(frozen=True, kw_only=True)
class PublicationEnd:
    """A publication, by the number of its event, was ended."""

    publication: int
    on: str


@dataclass(frozen=True, kw_only=True)
class AppealSubject:
    """What an appeal is against: the item of a drill, a part of the scheme by its title, or the whole result."""

    kind: SubjectKind
    drill: str = ""
    item: str = ""
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class AppealFiling:
    """An appeal was received and registered under its number.

    ``how`` says in which way it came. ``late`` is why it was registered after the last day, empty where it was in time.
    """

    appeal: str
    publication: int
    subject: AppealSubject
    text: str
    on: str
    how: str
    late: str = ""


@dataclass(frozen=True, kw_only=True)
class AppealAcceptance:
    """受理."""

    appeal: str
    on: str


@dataclass(frozen=True, kw_only=True)
class AppealRefusal:
    """不受理; the reason is that of the event."""

    appeal: str
    on: str


@dataclass(frozen=True, kw_only=True)
class MarkChange:
    """A mark that a review changed; ``entry`` is its number in the ledger."""

    drill: str
    item: str
    before: Decimal | None
    after: Decimal
    entry: int


@dataclass(frozen=True, kw_only=True)
class AppealReview:
    """复核: who looked again and what came of it; why is the reason of the event."""

    appeal: str
    on: str
    reviewer: str
    outcome: Outcome
    marks: tuple[MarkChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AppealAnswer:
    """答复 to the person: its text, and in which way it was given."""

    appeal: str
    on: str
    text: str
    how: str


@dataclass(frozen=True, kw_only=True)
class AppealWithdrawal:
    """The person took the appeal back."""

    appeal: str
    on: str


AppealStep = AppealFiling | AppealAcceptance | AppealRefusal | AppealReview | AppealAnswer | AppealWithdrawal
"""What is done to an appeal."""
