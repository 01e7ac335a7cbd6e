"""Assessments as they were made."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from lianbing.store.tables import AssessmentRow
from lianbing.wire.canonical import canonical


class Assessments:
    """Kept assessments as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, period: str, made_at: str, content: Mapping[str, object]) -> None:
        """Keeps an assessment as made."""
        self._session.add(AssessmentRow(period=period, made_at=made_at, content=canonical(content)))

    def anchors(self) -> list[tuple[int, str]]:
        """Where the ledger ended when each assessment was made: sequence and digest."""
        contents = [json.loads(row.content) for row in self._session.scalars(select(AssessmentRow))]
        return [(content["ledger_sequence"], content["ledger_digest"]) for content in contents]

    def newest(self, period: str) -> tuple[str, dict[str, object]] | None:
        """When the newest assessment of a period was made, and what it says."""
        query = select(AssessmentRow).where(AssessmentRow.period == period).order_by(AssessmentRow.id.desc()).limit(1)
        row = self._session.scalars(query).one_or_none()
        return (row.made_at, json.loads(row.content)) if row else None
