"""Assessments as they were made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

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

    def newest(self, period: str, scheme: str = "") -> tuple[str, dict[str, Any]] | None:
        """When the newest assessment of a period was made, and what it says; of one scheme, or of any."""
        query = select(AssessmentRow).where(AssessmentRow.period == period).order_by(AssessmentRow.id.desc())
        for row in self._session.scalars(query):
            content = json.loads(row.content)
            if scheme in ("", content["scheme"]["id"]):
                return row.made_at, content
        return None
