"""What the browser keeps of a learner, as docs/wire-format.md says: read and written past the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Page

_SECTIONS = {"item": "items", "scenario": "scenarios", "check": "checks", "exam": "exams", "day": "days"}
# What an export holds of a value that has parts of the device's own.
_OUTWARD = {"check": "runs", "exam": "done"}


def kept(page: Page, kind: str, name: str) -> Any:
    """One value, or None."""
    text = page.evaluate("key => localStorage.getItem(key)", f"lb:{kind}:{name}")
    return None if text is None else json.loads(text)


def keep(page: Page, kind: str, values: Mapping[str, object]) -> None:
    """Puts values of one kind where the page looks for them."""
    texts = {f"lb:{kind}:{name}": json.dumps(value, ensure_ascii=False) for name, value in values.items()}
    page.evaluate("texts => void Object.assign(localStorage, texts)", {"lb:version": "1", **texts})


def whole_record(page: Page) -> dict[str, Any]:
    """All of it, by section."""
    sections: dict[str, Any] = {section: {} for section in _SECTIONS.values()}
    for key, text in page.evaluate("() => Object.entries({ ...localStorage })"):
        _, kind, name = [*key.split(":", 2), "", ""][:3]
        if kind in _SECTIONS:
            value = json.loads(text)
            sections[_SECTIONS[kind]][name] = value[_OUTWARD[kind]] if kind in _OUTWARD else value
    return sections


def answered(tries: Iterable[tuple[date, bool]], digest: str = "") -> dict[str, Any]:
    """The entry of a question after these tries, each right or wrong."""
    entry: dict[str, Any] = {"digest": digest, "tries": 0, "right": 0}
    for day, right in tries:
        entry["tries"] += 1
        entry["right"] += right
        due = day + timedelta(days=3 if right else 1)
        card = {"stability": 3, "difficulty": 5, "last": day.isoformat(), "due": due.isoformat()}
        entry |= {"answer": "A", "at": f"{day.isoformat()}T08:00:00+08:00", "card": card}
        entry |= {"verdict": "correct" if right else "wrong", "fraction": int(right)}
        if not right:
            entry["wrong"] = {"since": day.isoformat(), "right": []}
        elif "wrong" in entry:
            entry["wrong"]["right"].append(day.isoformat())
    return entry
