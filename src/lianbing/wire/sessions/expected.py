"""The people whom a session expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from lianbing.domain.drills.papers import Employee
from lianbing.wire.papers import EMPLOYEE
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.shape import Shape


@dataclass(frozen=True, kw_only=True)
class ExpectedPeople:
    """Who is invited to a session, as listed when it was planned."""

    source: Annotated[str, "where the list is from, as people read it"]
    people: Annotated[tuple[Employee, ...], "everybody, in the order of the list"]


EXPECTED = Document("session-people", 1, Shape(ExpectedPeople, uses=[EMPLOYEE]))
