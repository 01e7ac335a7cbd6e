"""What elements in JupyterLab tell of answers, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

UNFINISHED = "unfinished"
_CHOICE = "lb-choice"


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One try of one part of an element; ``tries`` counts the tries of that part up to this one."""

    kind: str
    id: str
    part: str
    verdict: str
    score: float | None
    answer: str
    tries: int
    at: datetime | None
    path: str


Told = tuple[str, str, Mapping[str, Any]]
"""Kind and id of an element, and one entry of its trait ``answers``."""


def every_try(entries: Iterable[Told]) -> list[AnswerRow]:
    """All that was told, oldest first: a row per answer, per choice in a scenario and per walk to its end."""
    rows: list[AnswerRow] = []
    last: dict[tuple[str, str, str], int] = {}
    for kind, name, entry in sorted(entries, key=lambda one: _instant(one[2].get("at"))):
        row = _row(kind, name, entry)
        place = last.get((kind, name, row.part))
        if place is not None and entry.get("rated"):
            rows[place] = replace(row, tries=rows[place].tries)
            continue
        earlier = 0 if place is None else rows[place].tries
        last[kind, name, row.part] = len(rows)
        rows.append(replace(row, tries=earlier + 1))
    return rows


def latest(entries: Iterable[Told]) -> list[AnswerRow]:
    """One row per part that was answered; of a scenario the last walk to an end, or how far it came without one."""
    rows: dict[tuple[str, str, str], AnswerRow] = {}
    for row in every_try(entries):
        if row.kind != "scenario":
            rows[row.kind, row.id, row.part] = row
        elif not row.part:
            rows[row.kind, row.id, ""] = row
        elif (known := rows.get((row.kind, row.id, ""))) is None or known.verdict == UNFINISHED:
            rows[row.kind, row.id, ""] = replace(row, part="", verdict=UNFINISHED, tries=0)
    return list(rows.values())


def _row(kind: str, name: str, entry: Mapping[str, Any]) -> AnswerRow:
    score, path = entry.get("score"), entry.get("path")
    return AnswerRow(
        kind=kind,
        id=name,
        part=str(entry.get("part", "")),
        verdict=str(entry.get("verdict", "")),
        score=float(score) if isinstance(score, int | float) else None,
        answer=str(entry.get("text", "")),
        tries=0,
        at=_moment(entry.get("at")),
        path=" → ".join(map(str, path)) if isinstance(path, list) else "",
    )


def _moment(at: object) -> datetime | None:
    """The learner's wall clock: the zone is that of the browser, and left out."""
    moment = _parsed(at)
    return moment.replace(tzinfo=None) if moment else None


def _instant(at: object) -> float:
    moment = _parsed(at)
    return moment.timestamp() if moment else 0.0


def _parsed(at: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(at))
    except ValueError:
        return None
