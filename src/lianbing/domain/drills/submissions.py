"""答卷 that came in: what is known of each file, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianbing.errors import Rejected


class SubmissionState(StrEnum):
    """Where a submission stands."""

    STORED = "stored"
    ACCEPTED = "accepted"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, kw_only=True)
class StoredSubmission:
    """A file that came in; ``code`` and ``reason`` are set in quarantine."""

    place: int
    drill: str
    digest: str
    file_name: str
    received_at: str
    state: SubmissionState
    paper: str | None = None
    submitted_at: str = ""
    code: Rejected | None = None
    reason: str = ""
