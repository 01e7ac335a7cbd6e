"""Rounds of corrections as the store keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianbing.domain.items.keys import Key
from lianbing.domain.ledger.corrections import Correction, CorrectionRound
from lianbing.wire.canonical import Json, digest
from lianbing.wire.first_form import first_form, today
from lianbing.wire.keys import KEY
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.shape import Says, Shape


def _second(old: Mapping[str, Any]) -> dict[str, Any]:
    """Until then corrections were called items, and keys had their first form."""
    corrections = [{**item, "key": today(item["key"])} for item in old["items"]]
    return {**{name: value for name, value in old.items() if name != "items"}, "corrections": corrections}


CORRECTION = Document(
    "correction",
    2,
    Shape(
        CorrectionRound,
        {
            "drill": "the drill",
            "corrections": "what it corrects",
            "why": "why, as people read it",
            "by": "who confirmed it",
            "at": "when",
            "previous": "the digest of the round before, of any drill; 64 zeros for the first",
            "ledger_sequence": "where the ledger ended at that moment",
            "ledger_digest": "the digest of that entry",
        },
        uses=[
            Shape(
                Correction,
                {
                    "paper": "the paper",
                    "paper_digest": "SHA-256 of the paper as it was issued",
                    "item": "the item",
                    "key": Says(text="the whole key, in the letters of that paper", kind=KEY),
                    "explain": "why that is right",
                    "why": "by letter, why an option is wrong",
                    "withdrawn": "`full` (everybody gets the points) or `drop` (worth nothing); else `null`",
                    "replaced": "the digest of the key until then",
                },
            )
        ],
    ),
    older={1: _second},
)


def round_to_json(correction_round: CorrectionRound) -> dict[str, Json]:
    """The whole round."""
    return CORRECTION.encode(correction_round)


def round_from_json(data: object) -> CorrectionRound:
    """The inverse of :func:`round_to_json`; raises ShapeFault, a ValueError, for anything else."""
    return CORRECTION.decode(data)


def round_digest(correction_round: CorrectionRound) -> str:
    """SHA-256 over a round that is about to be kept: what marks name that rest on it."""
    return digest(round_to_json(correction_round))


def key_digest(key: Key) -> str:
    """SHA-256 over the first form of a key: two keys with one digest mark every answer alike."""
    return digest(first_form(KEY.encode(key)))
