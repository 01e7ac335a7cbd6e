"""What is recorded of assessments."""

from __future__ import annotations

from typing import Any

from lianbing.domain.assessment.events import Assessing
from lianbing.wire.shapes.kinds import Whole
from lianbing.wire.shapes.shape import Says, Shape

SHAPES: tuple[Shape[Any], ...] = (
    Shape(
        Assessing,
        {
            "scheme": "the id of the scheme",
            "people": Says(text="how many people were assessed", kind=Whole(least=0)),
            "complete": Says(text="how many of them have a result", kind=Whole(least=0)),
        },
    ),
)
