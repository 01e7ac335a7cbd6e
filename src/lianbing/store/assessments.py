"""The stored assessments."""

from __future__ import annotations

import json

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.kernel.canonical import canonical, digest_of_text
from lianbing.errors import RecordDamaged
from lianbing.store.border import read, read_all
from lianbing.store.seals import Seals
from lianbing.store.tables import AssessmentRow
from lianbing.wire.assessments import assessment_from_json, assessment_to_json

_IN_ORDER = select(AssessmentRow).order_by(AssessmentRow.id)


class Assessments:
    """The repository of kept assessments in one transaction."""

    def __init__(self, session: Session, seals: Seals) -> None:
        self._session, self._seals = session, seals

    def add(self, assessment: Assessment) -> None:
        """Adds an assessment."""
        content = canonical(assessment_to_json(assessment))
        self._session.add(AssessmentRow(period=assessment.period.code, made_at=assessment.made_at, content=content))

    def newest(self, period: str, scheme: str = "") -> Assessment | None:
        """The newest assessment of a period, of one scheme or of any."""
        return self._newest(select(AssessmentRow.id).where(AssessmentRow.period == period), scheme)

    def newest_of_scheme(self, scheme: str) -> Assessment | None:
        """The newest assessment by a scheme, of whatever period."""
        return self._newest(select(AssessmentRow.id), scheme)

    def _newest(self, query: Select[int], scheme: str) -> Assessment | None:
        """Reads one row after another, for they are large, from the newest on."""
        if scheme:
            query = query.where(AssessmentRow.content.contains(f'"id":"{scheme}"'))
        for key in self._session.scalars(query.order_by(AssessmentRow.id.desc())).all():
            for kept in self._assessments(_IN_ORDER.where(AssessmentRow.id == key)):
                if scheme in ("", kept.scheme.id):
                    return kept
        return None

    def all(self, damaged: list[RecordDamaged]) -> list[Assessment]:
        """Every kept assessment in order; ``damaged`` as in :func:`read_all`."""
        return self._assessments(_IN_ORDER, damaged)

    def digest(self, assessment: Assessment) -> str:
        """The SHA-256 of a kept assessment as it is stored; empty if it isn't kept. Raises RecordDamaged."""
        same = _IN_ORDER.where(
            AssessmentRow.period == assessment.period.code, AssessmentRow.made_at == assessment.made_at
        )
        rows = self._seals.sealed(same, AssessmentRow)
        return next((_digest(row) for row in rows if read(row, _name, self._assessment) == assessment), "")

    def kept_as(self, period: str, digest: str) -> Assessment | None:
        """The assessment of a period that is stored with this SHA-256; raises RecordDamaged."""
        for row in self._seals.sealed(_IN_ORDER.where(AssessmentRow.period == period), AssessmentRow):
            if _digest(row) == digest:
                return read(row, _name, self._assessment)
        return None

    def digests(self) -> dict[tuple[str, str], set[str]]:
        """The SHA-256 of every assessment as it is stored, by period and time."""
        digests: dict[tuple[str, str], set[str]] = {}
        for row in self._session.scalars(_IN_ORDER):
            digests.setdefault((row.period, row.made_at), set()).add(_digest(row))
        return digests

    def _assessments(
        self, query: Select[AssessmentRow], damaged: list[RecordDamaged] | None = None
    ) -> list[Assessment]:
        return [*read_all(self._seals.sealed(query, AssessmentRow), _name, self._assessment, damaged)]

    def _assessment(self, row: AssessmentRow) -> Assessment:
        self._seals.check(row)
        assessment = assessment_from_json(json.loads(row.content))
        if (assessment.period.code, assessment.made_at) != (row.period, row.made_at):
            raise ValueError("filed under another period or time")
        return assessment


def _digest(row: AssessmentRow) -> str:
    """The SHA-256 of an assessment as it was kept at first, by which publications name it."""
    return row.digest or digest_of_text(row.content)


def _name(row: AssessmentRow) -> str:
    return f"{row.period} 在 {row.made_at} 的考评结果"
