"""申诉登记: what the events of a period amount to: publications, and each appeal with its state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from lianbing.domain.appeals.contents import (
    AppealAcceptance,
    AppealAnswer,
    AppealFiling,
    AppealRefusal,
    AppealReview,
    AppealWithdrawal,
    Publication,
    PublicationEnd,
    ReviewOutcome,
)
from lianbing.domain.appeals.rules import Kept
from lianbing.domain.ledger.period_events import PeriodEvent
from lianbing.errors import UnknownReference, WrongUsage

C = TypeVar("C")
_MARK = "-A"
"""Between the period and the number of an appeal in it."""


class AppealState(StrEnum):
    """Where an appeal stands; the value is the text that users see."""

    FILED = "待受理"
    ACCEPTED = "待复核"
    REVIEWED = "待答复"
    ANSWERED = "已答复"
    REFUSED = "不受理"
    WITHDRAWN = "已撤回"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in (AppealState.FILED, AppealState.ACCEPTED, AppealState.REVIEWED)


@dataclass(frozen=True)
class RecordedStep(Generic[C]):
    """A step with the event that records it."""

    event: PeriodEvent
    content: C


@dataclass(frozen=True, kw_only=True)
class Published:
    """A publication; ``end`` is how it was ended, ``replaced`` that the same result was published again since."""

    step: RecordedStep[Publication]
    end: RecordedStep[PublicationEnd] | None = None
    replaced: bool = False

    @property
    def content(self) -> Publication:
        """What was published."""
        return self.step.content

    @property
    def number(self) -> int:
        """The number of its event, by which appeals name it."""
        return self.step.event.sequence

    @property
    def is_running(self) -> bool:
        """Whether it was neither ended nor replaced."""
        return self.end is None and not self.replaced


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """An appeal with all its steps."""

    filing: RecordedStep[AppealFiling]
    acceptance: RecordedStep[AppealAcceptance] | None = None
    refusal: RecordedStep[AppealRefusal] | None = None
    review: RecordedStep[AppealReview] | None = None
    answer: RecordedStep[AppealAnswer] | None = None
    withdrawal: RecordedStep[AppealWithdrawal] | None = None

    @property
    def id(self) -> str:
        """Its number, such as ``2026H2-A1``."""
        return self.filing.content.appeal

    @property
    def employee(self) -> str:
        """The number of the person who appeals."""
        return self.filing.event.employee

    @property
    def state(self) -> AppealState:
        """Where it stands."""
        if self.withdrawal:
            return AppealState.WITHDRAWN
        if self.refusal:
            return AppealState.REFUSED
        if self.answer:
            return AppealState.ANSWERED
        if self.review:
            return AppealState.REVIEWED
        return AppealState.ACCEPTED if self.acceptance else AppealState.FILED

    @property
    def last_day(self) -> str:
        """The day of its newest step."""
        days: list[str] = [step.content.on for step in self._steps]
        return max(days)

    @property
    def newest(self) -> PeriodEvent:
        """The event of its newest step."""
        return max((step.event for step in self._steps), key=lambda event: event.sequence)

    @property
    def _steps(self) -> tuple[RecordedStep[Any], ...]:
        steps = (self.filing, self.acceptance, self.refusal, self.review, self.answer, self.withdrawal)
        return tuple(step for step in steps if step)

    def uses_up(self, kept: Iterable[Kept]) -> bool:
        """Whether it counts against how often a person may appeal."""
        changed = self.review is not None and self.review.content.outcome is not ReviewOutcome.UPHELD
        ended = {
            Kept.WITHDRAWN: self.withdrawal is not None,
            Kept.REFUSED: self.refusal is not None,
            Kept.CHANGED: changed,
        }
        return not any(ended[each] for each in kept)


_STEPS: dict[type, str] = {
    AppealAcceptance: "acceptance",
    AppealRefusal: "refusal",
    AppealReview: "review",
    AppealAnswer: "answer",
    AppealWithdrawal: "withdrawal",
}


@dataclass(frozen=True, kw_only=True)
class AppealRegister:
    """The publications and appeals of one period, in order."""

    period: str
    publications: tuple[Published, ...] = ()
    appeals: tuple[Appeal, ...] = ()

    @property
    def next_id(self) -> str:
        """The number of the next appeal; those of purged people are missing among the others."""
        last = max((int(each.id.rpartition(_MARK)[2]) for each in self.appeals), default=0)
        return f"{self.period}{_MARK}{last + 1}"

    @property
    def changed_at(self) -> str:
        """The time of its newest event; empty where there is none."""
        ends = (each.end.event for each in self.publications if each.end)
        published = (each.step.event for each in self.publications)
        events = [*published, *ends, *(each.newest for each in self.appeals)]
        return max(events, key=lambda event: event.sequence).at if events else ""

    def newest(self, scheme: str = "") -> Published:
        """The newest publication, of one scheme or of the only one; raises UnknownReference and WrongUsage."""
        schemes = {each.content.scheme for each in self.publications}
        if not schemes or (scheme and scheme not in schemes):
            of = f"（方案 {scheme}）" if scheme else ""
            raise UnknownReference(f"{self.period}{of} 还没有公示过：先运行 lianbing appeal publish {self.period}")
        if not scheme and len(schemes) > 1:
            raise WrongUsage(f"{self.period} 公示过几个方案的结果，用 --scheme 指定：{'、'.join(sorted(schemes))}")
        return next(each for each in reversed(self.publications) if scheme in ("", each.content.scheme))

    def publication(self, number: int) -> Published:
        """A publication by the number of its event; raises UnknownReference."""
        for each in self.publications:
            if each.number == number:
                return each
        raise UnknownReference(f"{self.period} 没有第 {number} 条记的公示")

    def appeal(self, appeal_id: str) -> Appeal:
        """An appeal by its number; raises UnknownReference."""
        for each in self.appeals:
            if each.id == appeal_id:
                return each
        there = "、".join(each.id for each in self.appeals) or "还没有申诉"
        raise UnknownReference(f"没有申诉 {appeal_id}：{self.period} 登记的有 {there}")

    def publication_of(self, appeal: Appeal) -> Published:
        """The publication that an appeal is against."""
        return self.publication(appeal.filing.content.publication)

    def of_person(self, employee: str, scheme: str) -> tuple[Appeal, ...]:
        """The appeals of a person against the results of a scheme, however often these were published."""
        return tuple(
            each
            for each in self.appeals
            if each.employee == employee and self.publication_of(each).content.scheme == scheme
        )


def register_of(period: str, events: Iterable[PeriodEvent]) -> AppealRegister:
    """Sums up the events of one period in order; others than those of publications and appeals are passed over."""
    publications: dict[int, Published] = {}
    appeals: dict[str, Appeal] = {}
    for event in events:
        match event.content:
            case Publication() as content:
                for number, earlier in publications.items():
                    if earlier.content.scheme == content.scheme:
                        publications[number] = replace(earlier, replaced=True)
                publications[event.sequence] = Published(step=RecordedStep(event, content))
            case PublicationEnd(publication=number) as end if number in publications:
                publications[number] = replace(publications[number], end=RecordedStep(event, end))
            case AppealFiling() as filing:
                appeals[filing.appeal] = Appeal(filing=RecordedStep(event, filing))
            case (
                AppealAcceptance() | AppealRefusal() | AppealReview() | AppealAnswer() | AppealWithdrawal()
            ) as step if step.appeal in appeals:
                named = {_STEPS[type(step)]: RecordedStep(event, step)}
                appeals[step.appeal] = replace(appeals[step.appeal], **named)  # type: ignore[arg-type]
    return AppealRegister(period=period, publications=tuple(publications.values()), appeals=tuple(appeals.values()))


def period_of(appeal_id: str) -> str:
    """The code of the period in the number of an appeal; raises WrongUsage."""
    period, mark, number = appeal_id.rpartition(_MARK)
    if not (period and mark and number.isdecimal()):
        raise WrongUsage(f"申诉编号“{appeal_id}”写得不对：应写成 2026H2-A1，见 lianbing appeal list 2026H2")
    return period
