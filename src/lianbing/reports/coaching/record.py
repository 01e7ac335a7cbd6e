"""辅导记录: what stands on the page of one person, however it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.coaching.cases import CoachingCase
from lianbing.domain.coaching.events import StudyClause
from lianbing.domain.coaching.weak_clauses import ClauseScore
from lianbing.domain.kernel.decimals import plain

SIGNATURES = ("辅导人（经理）签名", "本人签名", "日期")
NOTHING_LOST = "判过的题没有失分的条款。"


@dataclass(frozen=True, kw_only=True)
class CoachingRecord:
    """A person's page. ``measures`` are clause ids with their words; ``book`` is the address of the book, or empty."""

    period: str
    result: PersonResult
    case: CoachingCase
    measures: Mapping[str, str]
    book: str

    @property
    def title(self) -> str:
        """The heading."""
        return f"{self.period}辅导记录"

    @property
    def person(self) -> tuple[tuple[str, str], ...]:
        """Who it is and how the person stands."""
        employee, result = self.result.employee, self.result
        total = "—" if result.total is None else f"{plain(result.total)} 分"
        return (
            ("姓名", employee.name),
            ("工号", employee.id),
            ("部门", employee.team),
            ("总分", total),
            ("等级", result.level or result.state.value),
        )

    @property
    def chosen(self) -> str:
        """Who chose the type, and when."""
        return f"{self.case.chosen.by}　{self.case.chosen.at[:10]}"

    @property
    def study(self) -> tuple[StudyClause, ...]:
        """What there is to study."""
        return self.case.plan.study if self.case.plan else ()

    def where(self, clause: StudyClause) -> str:
        """Where a clause is taught: the chapter, and the place in the book as far as that is known."""
        return f"《{clause.chapter}》" if clause.chapter else "书里没有专门讲"

    def link(self, clause: StudyClause) -> str:
        """The absolute address of a lesson; empty where the book has none."""
        return f"{self.book}{clause.address}" if self.book and clause.address else ""

    def later(self, clause: StudyClause) -> ClauseScore | None:
        """What the clause gave since."""
        scores = self.case.outcome.scores if self.case.outcome else ()
        return next((score for score in scores if score.reference == clause.score.reference), None)


def shown_score(score: ClauseScore | None) -> str:
    """Points, rate and number of answers."""
    if score is None:
        return "还没有考到"
    return f"{plain(score.earned)} / {plain(score.worth)}（{plain(score.rate)}%，{score.answers} 题）"


def shown_clause(clause: StudyClause) -> str:
    """Reference and title, with a word on how sure it is."""
    return f"{clause.score.reference} {clause.title}" + ("" if clause.is_weak else "（题太少，供参考）")
