"""JSON text that is the same for the same data, and its digest: what digests of the store and the wire are taken of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def canonical(data: object) -> str:
    """Keys sorted, no spaces, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: Mapping[str, object]) -> str:
    """SHA-256 of the canonical text, hexadecimal."""
    return digest_of_text(canonical(data))


def digest_of_text(text: str) -> str:
    """SHA-256 of a text as it stands, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
