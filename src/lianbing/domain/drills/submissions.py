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
    """A received file; ``code`` and ``reason`` are set if it is quarantined.

    ``run`` is the run of collecting that it came in, counted in its drill from 1; 0 if that is not known. An accepted
    file says when it was begun, for how many seconds the paper was open by a clock that nobody can set (``elapsed``),
    and which hand-in in its browser it is (``handin``). ``items`` is the number of its answers.
    """

    place: int
    drill: str
    digest: str
    file_name: str
    received_at: str
    state: SubmissionState
    paper: str | None = None
    submitted_at: str = ""
    run: int = 0
    started_at: str = ""
    elapsed: int | None = None
    handin: int | None = None
    items: int = 0
    code: Rejected | None = None
    reason: str = ""
