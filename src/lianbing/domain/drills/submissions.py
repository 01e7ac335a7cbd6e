"""答卷: the records of received submissions and their states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianbing.errors import Rejected


class SubmissionState(StrEnum):
    """The state of a submission."""

    STORED = "stored"
    ACCEPTED = "accepted"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, kw_only=True)
class StoredSubmission:
    """A received file; ``code`` and ``reason`` are set if it is quarantined."""

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
