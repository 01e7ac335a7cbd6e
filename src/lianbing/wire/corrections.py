"""Acts of correction as the store keeps them (``lianbing/correction@1``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianbing.domain.drills.papers import Withdrawal
from lianbing.domain.items.keys import Key
from lianbing.domain.ledger.corrections import Correction, CorrectionRound
from lianbing.wire.canonical import Json, digest
from lianbing.wire.keys import key_from_json, key_to_json

CORRECTION_SCHEMA = "lianbing/correction@1"


def round_to_json(act: CorrectionRound) -> dict[str, Json]:
    """The whole act."""
    return {
        "schema": CORRECTION_SCHEMA,
        "drill": act.drill,
        "items": [_correction(correction) for correction in act.corrections],
        "why": act.why,
        "by": act.by,
        "at": act.at,
        "previous": act.previous,
        "ledger_sequence": act.ledger_sequence,
        "ledger_digest": act.ledger_digest,
    }


def round_from_json(data: Mapping[str, Any]) -> CorrectionRound:
    """The inverse of :func:`round_to_json`; raises KeyError, TypeError or ValueError for anything else."""
    if data["schema"] != CORRECTION_SCHEMA:
        raise ValueError(f"not a correction: {data['schema']!r}")
    return CorrectionRound(
        drill=data["drill"],
        corrections=tuple(_read_correction(item) for item in data["items"]),
        why=data["why"],
        by=data["by"],
        at=data["at"],
        previous=data["previous"],
        ledger_sequence=data["ledger_sequence"],
        ledger_digest=data["ledger_digest"],
    )


def round_digest(act: CorrectionRound) -> str:
    """SHA-256 over the whole act: what marks name that rest on it."""
    return digest(round_to_json(act))


def key_digest(key: Key) -> str:
    """SHA-256 over a key: two keys with one digest mark every answer alike."""
    return digest(key_to_json(key))


def _correction(correction: Correction) -> dict[str, Json]:
    return {
        "paper": correction.paper,
        "paper_digest": correction.paper_digest,
        "item": correction.item,
        "key": key_to_json(correction.key),
        "explain": correction.explain,
        "why": {**correction.why},
        "withdrawn": correction.withdrawn.value if correction.withdrawn else None,
        "replaced": correction.replaced,
    }


def _read_correction(data: Mapping[str, Any]) -> Correction:
    return Correction(
        paper=data["paper"],
        paper_digest=data["paper_digest"],
        item=data["item"],
        key=key_from_json(data["key"]),
        explain=data["explain"],
        why=data["why"],
        withdrawn=Withdrawal(data["withdrawn"]) if data["withdrawn"] else None,
        replaced=data["replaced"],
    )
