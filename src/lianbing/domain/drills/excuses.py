"""缓考、免考、借调、离职: why somebody who was listed for a drill need not hand in now."""

from __future__ import annotations

from enum import StrEnum


class Excuse(StrEnum):
    """Why a paper that was not handed in is no absence; the value is the text that users see."""

    POSTPONED = "缓考"
    EXEMPT = "免考"
    ON_LOAN = "借调"
    LEFT = "离职"
