"""The stored ratings that people entered."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lianbing.domain.assessment.sources import Rating
from lianbing.domain.kernel.decimals import number, plain
from lianbing.errors import RecordDamaged
from lianbing.store.border import read_all
from lianbing.store.seals import Seals
from lianbing.store.tables import RatingRow

_IN_ORDER = select(RatingRow).order_by(RatingRow.sequence)


class Ratings:
    """The repository of ratings in one transaction; for each person, period and name the newest is in force."""

    def __init__(self, session: Session, seals: Seals) -> None:
        self._session, self._seals = session, seals

    def all(self, period: str) -> list[Rating]:
        """Every rating of exactly this period, from the oldest on."""
        return self._ratings(_IN_ORDER.where(RatingRow.period == period))

    def every(self, damaged: list[RecordDamaged]) -> list[Rating]:
        """The ratings of all periods; ``damaged`` as in :func:`read_all`."""
        return self._ratings(_IN_ORDER, damaged)

    def _ratings(self, query: Select[RatingRow], damaged: list[RecordDamaged] | None = None) -> list[Rating]:
        return [*read_all(self._seals.sealed(query, RatingRow), _name, self._rating, damaged)]

    def _rating(self, row: RatingRow) -> Rating:
        self._seals.check(row)
        return Rating(
            sequence=row.sequence,
            period=row.period,
            rating=row.rating,
            employee=row.employee,
            score=number(row.score),
            by=row.by,
            at=row.at,
            file=row.file,
            why=row.why,
        )

    def in_force(self, period: str, name: str) -> dict[str, Rating]:
        """The newest rating of each person under one name, by employee number."""
        return {rating.employee: rating for rating in self.all(period) if rating.rating == name}

    def in_force_by_name(self, period: str) -> dict[str, dict[str, Rating]]:
        """The same for every name of a period."""
        by_name: dict[str, dict[str, Rating]] = {}
        for rating in self.all(period):
            by_name.setdefault(rating.rating, {})[rating.employee] = rating
        return by_name

    def next_sequence(self) -> int:
        """The number of the next rating."""
        return (self._session.scalar(select(func.max(RatingRow.sequence))) or 0) + 1

    def add(self, ratings: Iterable[Rating]) -> None:
        """Adds ratings that were numbered from :meth:`next_sequence` on."""
        for rating in ratings:
            self._session.add(RatingRow(**{**vars(rating), "score": plain(rating.score)}))
        self._session.flush()


def _name(row: RatingRow) -> str:
    return f"第 {row.sequence} 条评定"
