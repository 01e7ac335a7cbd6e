"""Rounds of marking by people, and the blind marks given in them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lianbing.domain.kernel.canonical import canonical
from lianbing.domain.kernel.decimals import number, plain
from lianbing.domain.reviewing.plans import MarkerRole
from lianbing.domain.reviewing.rounds import MarkedAnswer, MarkedIn, RawMark, ReviewRound, ReviewStep
from lianbing.errors import RecordDamaged
from lianbing.store.border import read_all
from lianbing.store.seals import Seals
from lianbing.store.tables import ReviewMarkRow, ReviewRoundRow
from lianbing.wire.reviewing.rounds import given_from_json, given_to_json, round_from_json, round_to_json

_ROUNDS = select(ReviewRoundRow).order_by(ReviewRoundRow.sequence)
_MARKS = select(ReviewMarkRow).order_by(ReviewMarkRow.sequence)


class Reviews:
    """The repository of rounds and marks in one transaction. Both are added, never changed.

    Adding belongs into a writing transaction, and numbers what is added; the ``sequence`` given is of no account.
    """

    def __init__(self, session: Session, seals: Seals) -> None:
        self._session, self._seals = session, seals

    def add_round(self, review_round: ReviewRound) -> ReviewRound:
        """Adds a round; from now on it is the one of its drill."""
        added = replace(review_round, sequence=self._next(ReviewRoundRow.sequence))
        self._session.add(
            ReviewRoundRow(
                sequence=added.sequence,
                drill=added.drill,
                content=canonical(round_to_json(added)),
                reason=added.reason,
                by=added.by,
                at=added.at,
            )
        )
        self._session.flush()
        return added

    def round(self, drill_id: str) -> ReviewRound | None:
        """The newest round of a drill."""
        return next(reversed(self.rounds(drill_id)), None)

    def rounds(self, drill_id: str) -> list[ReviewRound]:
        """All rounds of a drill in order."""
        return self._rounds(_ROUNDS.where(ReviewRoundRow.drill == drill_id))

    def all_rounds(self, damaged: list[RecordDamaged]) -> list[ReviewRound]:
        """The rounds of all drills in order; ``damaged`` as in :func:`read_all`."""
        return self._rounds(_ROUNDS, damaged)

    def add_mark(self, mark: RawMark) -> RawMark:
        """Adds a mark."""
        added = replace(mark, sequence=self._next(ReviewMarkRow.sequence))
        self._session.add(
            ReviewMarkRow(
                sequence=added.sequence,
                drill=added.drill,
                round=added.round,
                **vars(added.answer),
                step=added.step.value,
                marker=added.marker,
                role=added.role.value,
                content=canonical(given_to_json(added.given)),
                earned=plain(added.earned),
                worth=plain(added.worth),
                way=added.way.value,
                at=added.at,
            )
        )
        self._session.flush()
        return added

    def marks(self, drill_id: str) -> dict[MarkedAnswer, tuple[RawMark, ...]]:
        """All marks of a drill's answers in the order in which they were given, also those that no longer count."""
        return _by_answer(self._marks(_MARKS.where(ReviewMarkRow.drill == drill_id, ReviewMarkRow.paper != "")))

    def marks_of(self, drill_id: str, answer: MarkedAnswer) -> tuple[RawMark, ...]:
        """The marks of one answer."""
        query = _MARKS.where(ReviewMarkRow.drill == drill_id, ReviewMarkRow.paper == answer.paper)
        return tuple(mark for mark in self._marks(query) if mark.answer == answer)

    def training(self, drill_id: str) -> list[RawMark]:
        """The marks of example answers that the markers of a drill gave, in order."""
        return self._marks(_MARKS.where(ReviewMarkRow.drill == drill_id, ReviewMarkRow.paper == ""))

    def all_marks(self, damaged: list[RecordDamaged]) -> list[RawMark]:
        """The marks of all drills in order; ``damaged`` as in :func:`read_all`."""
        return self._marks(_MARKS, damaged)

    def _next(self, column: object) -> int:
        return (self._session.scalar(select(func.max(column))) or 0) + 1

    def _rounds(self, query: Select[ReviewRoundRow], damaged: list[RecordDamaged] | None = None) -> list[ReviewRound]:
        return [*read_all(self._seals.sealed(query, ReviewRoundRow), _round_name, self._round, damaged)]

    def _round(self, row: ReviewRoundRow) -> ReviewRound:
        self._seals.check(row)
        beside = {"sequence": row.sequence, "drill": row.drill, "reason": row.reason, "by": row.by, "at": row.at}
        return round_from_json(json.loads(row.content), **beside)

    def _marks(self, query: Select[ReviewMarkRow], damaged: list[RecordDamaged] | None = None) -> list[RawMark]:
        return [*read_all(self._seals.sealed(query, ReviewMarkRow), _mark_name, self._mark, damaged)]

    def _mark(self, row: ReviewMarkRow) -> RawMark:
        self._seals.check(row)
        answer = MarkedAnswer(paper=row.paper, item=row.item, submission=row.submission, correction=row.correction)
        return RawMark(
            sequence=row.sequence,
            drill=row.drill,
            round=row.round,
            answer=answer,
            step=ReviewStep(row.step),
            marker=row.marker,
            role=MarkerRole(row.role),
            given=given_from_json(json.loads(row.content)),
            earned=number(row.earned),
            worth=number(row.worth),
            way=MarkedIn(row.way),
            at=row.at,
        )


def _by_answer(marks: list[RawMark]) -> dict[MarkedAnswer, tuple[RawMark, ...]]:
    by_answer: defaultdict[MarkedAnswer, list[RawMark]] = defaultdict(list)
    for mark in marks:
        by_answer[mark.answer].append(mark)
    return {answer: tuple(own) for answer, own in by_answer.items()}


def _round_name(row: ReviewRoundRow) -> str:
    return f"第 {row.sequence} 轮评分"


def _mark_name(row: ReviewMarkRow) -> str:
    return f"评分记录第 {row.sequence} 条"
