"""考评期记事: what people did to a period or, beyond drills, to a person; added and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol


class PeriodContent(Protocol):
    """What an event of a period is about: a frozen dataclass of the room that it belongs to.

    The store keeps ``kind``, so it never changes; ``label`` is its Chinese name.
    """

    kind: ClassVar[str]
    label: ClassVar[str]

    def described(self) -> str:
        """The content in a few Chinese words, for lists of events; empty if the label says it all."""


@dataclass(frozen=True, kw_only=True)
class PeriodEvent:
    """Something that was done: ``by`` whom, ``at`` which time (ISO 8601 with offset), for what reason.

    ``employee`` is the number of the person whom it concerns; empty: the whole period.
    """

    sequence: int
    period: str
    employee: str
    content: PeriodContent
    reason: str
    by: str
    at: str
