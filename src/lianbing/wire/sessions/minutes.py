"""How long a session really took, where its journals can't say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.shape import Shape


@dataclass(frozen=True, kw_only=True)
class StatedMinutes:
    """The minutes of a session as the trainer states them; they count instead of those of the journals."""

    minutes: Annotated[int, "whole minutes from the beginning to the end"]


MINUTES = Document("session-minutes", 1, Shape(StatedMinutes))
