"""考评: what an assessment takes in, and what it gives for each person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from lianbing.domain.assessment.certainty import LevelCertainty
from lianbing.domain.assessment.clause_mastery import MasteryReport
from lianbing.domain.assessment.makeups import Sitting, SittingResult, SittingUse
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.rules import AdjustmentResult
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.assessment.sources import FigureUse, PeriodTotal, Rating, SourceScore
from lianbing.domain.drills.events import Excuse
from lianbing.domain.drills.papers import Basis, Employee
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.decimals import HUNDRED, ZERO
from lianbing.domain.kernel.periods import Period


class ResultState(StrEnum):
    """Whether a person has a result; the value is the text that users see."""

    COMPLETE = "已定"
    INCOMPLETE = "未定（有题待判）"
    UNMARKED = "未定（答卷还没有判分）"
    ABSENT = "未交答卷"
    PARTLY_ABSENT = "未定（有练兵未交）"
    LACKING = "未定（有分期考评或评定还没有）"
    UNCOVERED = "未定（有部分没有考）"
    POSTPONED = Excuse.POSTPONED.label
    MAKE_UP = f"待{Excuse.MAKE_UP.label}"
    EXEMPT = Excuse.EXEMPT.label
    ON_LOAN = Excuse.ON_LOAN.label
    LEFT = Excuse.LEFT.label

    @property
    def is_excused(self) -> bool:
        """Whether there is no result because of an excuse."""
        return self.name in Excuse.__members__


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A person with all data that a scheme may use.

    ``sittings`` has every paper of the person, in the order in which the drills were issued, ``marks`` the items of
    those that were handed in. ``totals`` holds one for every period that the scheme asks for, ``ratings`` those in
    force by their name.
    """

    employee: Employee
    marks: tuple[MarkedItem, ...]
    sittings: tuple[Sitting, ...]
    totals: tuple[PeriodTotal, ...] = ()
    ratings: Mapping[str, Rating] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PartResult:
    """The result of one part: points earned, maximum points, rate in percent, and contribution to the total.

    ``skill`` is there for a part that takes the items of one skill alone; ``taken`` are the figures of a part that
    takes totals or a rating. ``not_handed_in`` is how much of ``worth`` is nought for want of a submission. A part that
    is ``left_out`` has neither rate nor contribution: the others carry its weight.
    """

    title: str
    skill: Skill | None
    weight: Decimal
    earned: Decimal
    worth: Decimal
    ungraded: int
    rate: Decimal | None
    contribution: Decimal | None
    taken: tuple[SourceScore, ...] = ()
    not_handed_in: Decimal = ZERO
    left_out: bool = False

    @property
    def lacking(self) -> tuple[str, ...]:
        """The figures that are waited for."""
        return tuple(f.label for f in self.taken if f.earned is None and f.use is FigureUse.COUNTED)


@dataclass(frozen=True, kw_only=True)
class Lowered:
    """A level that a person reached and does not get: ``places`` of ``people`` may have it, ``share`` percent.

    ``group`` says in words among whom they are counted; ``tied`` that the person is equal to one who gets in.
    """

    level: str
    group: str
    share: Decimal
    places: int
    people: int
    tied: bool = False


@dataclass(frozen=True, kw_only=True)
class PersonResult:
    """One line of the assessment. ``total``, ``level`` and ``rank`` exist only where ``state`` is complete.

    ``sittings`` accounts for every paper, ``marks`` has the items of all that were handed in. ``deduction`` is what
    the cap of a make-up takes from the total. ``carried`` is the weight of the parts that count, to which the total is
    scaled. ``lowered`` are the caps that took a level from the person, the highest level first.
    """

    employee: Employee
    parts: tuple[PartResult, ...]
    state: ResultState
    total: Decimal | None
    level: str | None
    rank: int | None
    marks: tuple[MarkedItem, ...]
    sittings: tuple[SittingResult, ...]
    deduction: Decimal = ZERO
    carried: Decimal = HUNDRED
    adjustments: tuple[AdjustmentResult, ...] = ()
    lowered: tuple[Lowered, ...] = ()

    @property
    def reached(self) -> str | None:
        """The level that total and rates would give if there were no caps."""
        return self.lowered[0].level if self.lowered else self.level

    @property
    def missing(self) -> tuple[str, ...]:
        """The drills without a submission, where nothing excuses that."""
        return tuple(sitting.drill for sitting in self.sittings if sitting.use is SittingUse.MISSING)

    @property
    def counted(self) -> tuple[MarkedItem, ...]:
        """The items of the sittings that count."""
        drills = {sitting.drill for sitting in self.sittings if sitting.counts}
        return tuple(mark for mark in self.marks if mark.drill in drills)


@dataclass(frozen=True, kw_only=True)
class EarlierAssessment:
    """A kept assessment of a shorter period that totals were taken from."""

    period: str
    scheme: str
    made_at: str


@dataclass(frozen=True)
class Assessment:
    """考评: the assessment of a period, with everything that its reports show.

    ``drills`` maps ids to titles; ``basis`` holds every clause and fact that a marked item refers to;
    ``ledger_sequence`` and ``ledger_digest`` are the end of the ledger at that moment; ``earlier`` are the kept
    assessments whose totals were taken. ``certainty`` and ``mastery`` are missing in assessments from before there were
    any. ``purged`` is what :func:`unnamed` left of people who were purged since; ranks and caps of others count them.
    """

    period: Period
    made_at: str
    scheme: Scheme
    drills: Mapping[str, str]
    results: tuple[PersonResult, ...]
    basis: Mapping[str, Basis]
    ledger_sequence: int
    ledger_digest: str
    earlier: tuple[EarlierAssessment, ...] = ()
    certainty: LevelCertainty | None = None
    mastery: MasteryReport | None = None
    purged: tuple[PersonResult, ...] = ()


def unnamed(result: PersonResult, *, with_unit: bool) -> PersonResult:
    """What ranks and caps of the others need of a result; whose it is can't be told from it.

    The unit stays only ``with_unit``, for schemes that cap levels by unit.
    """
    return replace(
        result,
        employee=Employee(id="", name="", team=result.employee.team if with_unit else ""),
        parts=tuple(replace(part, taken=()) for part in result.parts),
        level=result.reached,
        rank=None,
        marks=(),
        sittings=(),
        adjustments=(),
        lowered=(),
    )


def clause_rates(results: Iterable[PersonResult]) -> Mapping[str, tuple[Decimal, Decimal]]:
    """Returns the points earned and the maximum points of all graded items that count and refer to each clause."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for result in results:
        for mark in result.counted:
            if mark.earned is None:
                continue
            for clause in mark.clauses:
                earned, worth = sums.get(clause, (ZERO, ZERO))
                sums[clause] = (earned + mark.earned, worth + mark.worth)
    return sums
