"""What is recorded of a purge."""

from __future__ import annotations

from typing import Any

from lianbing.domain.privacy.purges import ChangedRecord, EntryRange, Purge, Removal
from lianbing.wire.shapes.kinds import Whole
from lianbing.wire.shapes.shape import Says, Shape, optional


def _count(text: str) -> Says:
    return Says(text=text, kind=Whole(least=0))


_REMOVAL = Shape(
    Removal,
    {
        "entries": "the ledger entries of which only the link in the chain is left",
        "links": "the digest over these links",
        "papers": "the digests of the removed papers as they were issued",
        "files": "the SHA-256 of the removed files that had come in",
        "records": "how many records were removed, by table",
        "digest": "the digest over the seals of the removed records",
    },
    uses=[Shape(EntryRange, {"first": _count("the first of them"), "last": _count("the last one")})],
)
SHAPES: tuple[Shape[Any], ...] = (
    Shape(
        Purge,
        {
            "people": _count("how many people"),
            "rule": "the rule, as people read it",
            "code": "the code that this purge was confirmed with",
            "removal": "what was removed",
            "changed": optional("records of others that named these people"),
        },
        uses=[
            _REMOVAL,
            Shape(
                ChangedRecord,
                {
                    "table": "the table",
                    "key": "the key of the record; of a paper its digest as it was issued",
                    "seal": "its seal since",
                },
            ),
        ],
    ),
)
