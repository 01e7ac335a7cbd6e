"""Tables of given data as JSON."""

from __future__ import annotations

from lianbing.domain.kernel.tables import Table
from lianbing.wire.shapes.shape import Shape

TABLE = Shape(
    Table,
    {
        "caption": "what stands above it",
        "columns": "the names of the columns",
        "rows": "the cells of each row, as texts",
    },
)
