"""以哪份为准: which of a person's submissions counts, and where that rests on more than the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lianbing.domain.drills.submissions import StoredSubmission
from lianbing.domain.drills.terms import CountingRule, Terms
from lianbing.domain.drills.timing import ClockFault, clock_faults
from lianbing.domain.kernel.moments import moment, placed


class Doubt(StrEnum):
    """Why a person should look which submission counts."""

    TIE = "tie"
    CLOCK = "clock"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return {
            Doubt.TIE: "交卷时间一样，分不出先后",
            Doubt.CLOCK: "其中一份的交卷时间不可信，分不清先后",
        }[self]


@dataclass(frozen=True, kw_only=True)
class ChosenSubmission:
    """The submission that a person chose, or that had most points among those ``compared``; empty: none."""

    digest: str = ""
    compared: tuple[str, ...] = ()


_NO_CHOICE = ChosenSubmission()


@dataclass(frozen=True, kw_only=True)
class Counted:
    """All accepted submissions of a paper in their order, and the one that counts.

    ``is_chosen`` says that a person chose it; ``doubt`` why a person should. ``is_compared`` says that grading has
    compared the points of all that may count.
    """

    handed: tuple[StoredSubmission, ...]
    counting: StoredSubmission
    is_chosen: bool = False
    is_compared: bool = False
    doubt: Doubt | None = None

    @property
    def needs_choice(self) -> bool:
        """Whether the rule can't tell which one counts, and nobody has decided."""
        return self.doubt is not None and not self.is_chosen


def counted(
    handed: Sequence[StoredSubmission],
    terms: Terms,
    issued_at: str,
    choice: ChosenSubmission = _NO_CHOICE,
    closed_at: str = "",
) -> Counted:
    """Decides among the submissions of one paper. A choice by points holds until another submission comes.

    A submission's own time decides, not its arrival: a folder may hold an older version under a later name. If the
    clock of one is not believed, all are ordered by the run in which they arrived, and within it those that are
    believed come where one of them counts; clocks that are all behind are still compared. Hand-ins of one browser
    always keep their order. What was received after ``closed_at``, the end of the drill, counts only if nothing was
    received before.
    """
    late = [each for each in handed if _is_received_after(each, closed_at)]
    in_time = [each for each in handed if each not in late]
    groups = [_in_order(group, issued_at, terms) for group in (late, in_time) if group]
    doubt = _doubt_among(groups[-1], issued_at, terms)
    if terms.counts is CountingRule.FIRST:
        groups = [group[::-1] for group in groups]
    ordered = [each for group in groups for each in group]
    is_outdated = bool(choice.compared) and {*choice.compared} != {each.digest for each in groups[-1]}
    by_choice = next((each for each in ordered if not is_outdated and each.digest == choice.digest), None)
    by_time = terms.counts is not CountingRule.BEST
    return Counted(
        handed=tuple(ordered),
        counting=by_choice or ordered[-1],
        is_chosen=by_choice is not None and not choice.compared,
        is_compared=by_choice is not None and bool(choice.compared),
        doubt=doubt if by_time else None,
    )


def comparable(counted: Counted, closed_at: str) -> tuple[StoredSubmission, ...]:
    """The submissions of which the best may count: those received before the end of the drill, if there are any."""
    in_time = tuple(each for each in counted.handed if not _is_received_after(each, closed_at))
    return in_time or counted.handed


def _is_received_after(submission: StoredSubmission, closed_at: str) -> bool:
    received, closed = placed(submission.received_at), placed(closed_at)
    return received is not None and closed is not None and received.seconds > closed.seconds


def _doubt_among(ordered: Sequence[StoredSubmission], issued_at: str, terms: Terms) -> Doubt | None:
    """Why another of several than the one that counts by the rule may have to count."""
    if terms.counts is CountingRule.FIRST:
        pairs = [(ordered[0], later) for later in ordered[1:]]
    else:
        pairs = [(earlier, ordered[-1]) for earlier in ordered[-2::-1]]
    return next((doubt for pair in pairs if (doubt := _doubt(*pair, issued_at, terms))), None)


def _doubt(earlier: StoredSubmission, later: StoredSubmission, issued_at: str, terms: Terms) -> Doubt | None:
    """Why the order of two, of which one counts, may be wrong."""
    if _is_of_one_browser(earlier, later):
        return None
    if _seconds(earlier) == _seconds(later):
        return Doubt.TIE
    is_earlier_believed, is_later_believed = (not clock_faults(each, issued_at, terms) for each in (earlier, later))
    if is_earlier_believed == is_later_believed:
        return None
    is_certain = is_later_believed and earlier.run < later.run and _received_before(earlier, later)
    return None if is_certain else Doubt.CLOCK


def _is_of_one_browser(one: StoredSubmission, other: StoredSubmission) -> bool:
    """Whether their ordinals order them; equal ones are copies of one hand-in, one of them changed afterwards."""
    counted_both = one.handin is not None and other.handin is not None
    return counted_both and one.started_at == other.started_at and one.handin != other.handin


def _received_before(one: StoredSubmission, other: StoredSubmission) -> bool:
    """Whether one had been received when the other was handed in."""
    received, submitted = placed(one.received_at), placed(other.submitted_at)
    return received is not None and submitted is not None and received.seconds <= submitted.seconds


def _in_order(handed: Iterable[StoredSubmission], issued_at: str, terms: Terms) -> list[StoredSubmission]:
    """Sorts hand-ins from the first to the last."""
    faults = {each.digest: clock_faults(each, issued_at, terms) for each in handed}
    believed = {digest: not there for digest, there in faults.items()}
    if all(believed.values()) or all(there == (ClockFault.BEFORE_ISSUE,) for there in faults.values()):
        ordered = sorted(handed, key=lambda each: (_seconds(each), each.place))
    else:
        counts_last = terms.counts is not CountingRule.FIRST
        ordered = sorted(
            handed,
            key=lambda each: (each.run, believed[each.digest] is counts_last, _seconds(each), each.place),
        )
    return _as_browsers_counted(ordered)


def _as_browsers_counted(ordered: Sequence[StoredSubmission]) -> list[StoredSubmission]:
    """Puts the hand-ins of each browser into their order, in the places that they have among the others."""
    browsers: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(ordered):
        if each.handin is not None:
            browsers[each.started_at].append(place)
    result = [*ordered]
    for places in browsers.values():
        for place, each in zip(places, sorted((ordered[p] for p in places), key=_ordinal), strict=True):
            result[place] = each
    return result


def _ordinal(handed: StoredSubmission) -> int:
    return handed.handin or 0


def _seconds(handed: StoredSubmission) -> float:
    """A hand-in's own time; one that can't be read counts as the earliest."""
    when = moment(handed.submitted_at)
    return when.seconds if when else 0.0
