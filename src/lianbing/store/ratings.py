"""Ratings that people entered."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lianbing.domain.assessment.sources import Rating
from lianbing.domain.kernel.decimals import plain
from lianbing.errors import StoreFault
from lianbing.store.tables import RatingRow


class Ratings:
    """Ratings as one transaction sees them; of several of one person, period and name the newest is in force."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, period: str) -> list[Rating]:
        """Every rating of exactly this period, from the oldest on."""
        query = select(RatingRow).where(RatingRow.period == period).order_by(RatingRow.sequence)
        return [_rating(row) for row in self._session.scalars(query)]

    def in_force(self, period: str, name: str) -> dict[str, Rating]:
        """The newest rating of each person under one name, by employee number."""
        return {rating.employee: rating for rating in self.all(period) if rating.rating == name}

    def next_sequence(self) -> int:
        """The number of the next rating."""
        return (self._session.scalar(select(func.max(RatingRow.sequence))) or 0) + 1

    def add(self, ratings: Iterable[Rating]) -> None:
        """Adds ratings that were numbered from :meth:`next_sequence` on."""
        for rating in ratings:
            self._session.add(RatingRow(**{**vars(rating), "score": plain(rating.score)}))
        self._session.flush()


def _rating(row: RatingRow) -> Rating:
    try:
        score = Decimal(row.score)
    except InvalidOperation as error:
        raise StoreFault(f"第 {row.sequence} 条评定读不出来：它被改动过，请从备份核对") from error
    return Rating(
        sequence=row.sequence,
        period=row.period,
        rating=row.rating,
        employee=row.employee,
        score=score,
        by=row.by,
        at=row.at,
        file=row.file,
        why=row.why,
    )
