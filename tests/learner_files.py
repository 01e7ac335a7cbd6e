"""Learners' files for tests: the one that a browser wrote, and others with the checksum that a browser would write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lianbing.drills.learner_records.browser_json import browser_canonical
from lianbing.drills.learner_records.reading import record_checksum

_RECORDED = Path(__file__).parent / "unit" / "wire" / "recorded" / "record-1.json"


def recorded() -> bytes:
    """What ``transfer.js`` wrote."""
    return _RECORDED.read_bytes()


def exported(record: Mapping[str, Any]) -> bytes:
    """A record as a browser exports it."""
    return f"{browser_canonical({**record, 'checksum': record_checksum(record)})}\n".encode()


def entry(
    digest: str, *, answer: Any = "A", fraction: float = 1, at: str = "2026-11-20T09:00:00+08:00", **more: Any
) -> dict[str, Any]:
    """What is kept of one question."""
    verdict = "correct" if fraction == 1 else "partial" if fraction else "wrong"
    card = {"stability": 2.3, "difficulty": 5, "last": at[:10], "due": "2026-12-01"}
    right = int(fraction == 1)
    made = {"digest": digest, "answer": answer, "verdict": verdict, "fraction": fraction, "at": at}
    return {**made, "tries": 1, "right": right, "card": card, **more}


def record(items: Mapping[str, Any], at: str = "2026-11-21T09:00:00+08:00", **sections: Any) -> dict[str, Any]:
    """A whole record with these questions."""
    parts: dict[str, Any] = {"scenarios": {}, "checks": {}, "exams": {}, "days": {}}
    return {"schema": "lianbing/record@1", "edition": "2026-11", "at": at, "items": items, **parts, **sections}
