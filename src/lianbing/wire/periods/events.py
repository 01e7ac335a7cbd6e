"""What an event of a period is about, with its kind."""

from __future__ import annotations

from typing import Any

from lianbing.domain.ledger.period_events import PeriodContent
from lianbing.wire.canonical import Json
from lianbing.wire.periods import appeals, assessing, coaching, purging
from lianbing.wire.shapes.documents import Tagged
from lianbing.wire.shapes.shape import Shape

_SHAPES: tuple[Shape[Any], ...] = (*assessing.SHAPES, *appeals.SHAPES, *coaching.SHAPES, *purging.SHAPES)
EVENT: Tagged[PeriodContent] = Tagged(
    "period event",
    "kind",
    lambda: {shape.of.kind: shape for shape in _SHAPES},
    tag_of=lambda content: content.kind,
)


def event_to_json(content: PeriodContent) -> dict[str, Json]:
    """What an event is about, with its kind."""
    return EVENT.encode(content)


def event_from_json(data: object) -> PeriodContent:
    """The inverse of :func:`event_to_json`; raises ShapeFault, a ValueError, for anything else."""
    return EVENT.decode(data)
