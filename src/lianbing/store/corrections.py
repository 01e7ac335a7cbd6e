"""The stored correction rounds."""

from __future__ import annotations

import json

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lianbing.domain.ledger.corrections import CorrectionRound, RecordedRound
from lianbing.errors import RecordDamaged
from lianbing.store.border import check_text, read_all
from lianbing.store.seals import Seals
from lianbing.store.tables import CorrectionRow
from lianbing.wire.canonical import canonical
from lianbing.wire.corrections import round_digest, round_from_json, round_to_json

_IN_ORDER = select(CorrectionRow).order_by(CorrectionRow.sequence)


class Corrections:
    """The repository of correction rounds in one transaction; rounds are added, never changed."""

    def __init__(self, session: Session, seals: Seals) -> None:
        self._session, self._seals = session, seals

    def add(self, correction_round: CorrectionRound) -> RecordedRound:
        """Adds a round that follows :meth:`last`."""
        last = self.last()
        recorded = RecordedRound(last.sequence + 1 if last else 1, round_digest(correction_round), correction_round)
        content = canonical(round_to_json(correction_round))
        row = CorrectionRow(
            sequence=recorded.sequence, drill=correction_round.drill, digest=recorded.digest, content=content
        )
        self._session.add(row)
        self._session.flush()
        return recorded

    def all(self, damaged: list[RecordDamaged] | None = None) -> list[RecordedRound]:
        """All rounds in order; ``damaged`` as in :func:`read_all`."""
        return self._acts(_IN_ORDER, damaged)

    def of(self, drill_id: str) -> list[RecordedRound]:
        """The rounds of one drill in order."""
        return self._acts(_IN_ORDER.where(CorrectionRow.drill == drill_id))

    def last(self) -> RecordedRound | None:
        """The newest round of any drill."""
        newest = select(func.max(CorrectionRow.sequence)).scalar_subquery()
        return next(iter(self._acts(_IN_ORDER.where(CorrectionRow.sequence == newest))), None)

    def _acts(self, query: Select[CorrectionRow], damaged: list[RecordDamaged] | None = None) -> list[RecordedRound]:
        return [*read_all(self._seals.sealed(query, CorrectionRow), _name, self._act, damaged)]

    def _act(self, row: CorrectionRow) -> RecordedRound:
        check_text(row.content, row.remaining or row.digest)
        self._seals.check(row)
        correction_round = round_from_json(json.loads(row.content))
        if correction_round.drill != row.drill:
            raise ValueError("filed under another drill")
        return RecordedRound(row.sequence, row.digest, correction_round)

    def newest(self, drill_id: str) -> str:
        """The digest of a drill's newest round, empty if there is none; it changes with every correction."""
        query = select(CorrectionRow.digest).where(CorrectionRow.drill == drill_id)
        return self._session.scalars(query.order_by(CorrectionRow.sequence.desc()).limit(1)).one_or_none() or ""


def _name(row: CorrectionRow) -> str:
    return f"第 {row.sequence} 次更正"
