"""What elements in JupyterLab tell of answers, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any

from lianbing.wire.shapes.kinds import GivenAnswer, Measure, Nullable, Whole
from lianbing.wire.shapes.shape import Says, Shape, optional

UNFINISHED = "unfinished"
_CHOICE = "lb-choice"


@dataclass(frozen=True, kw_only=True)
class AnswerEntry:
    """What an element in JupyterLab tells of one answer, one choice or the end of a walk."""

    event: Annotated[str, "`lb-answer`, `lb-choice` or `lb-scenario-end`"]
    at: Annotated[str, "when, by the learner's clock; ISO 8601 with offset"]
    part: Annotated[
        str,
        "the field of a data exercise (without `<task>.`), the item of a self-test, the node of a choice; else empty",
    ]
    verdict: Annotated[str, "how it was judged; at the end of a walk the grade"]
    score: Annotated[
        float | None, Says(text="from 0 to 1; `null` of a choice", kind=Nullable(Measure(least=0, most=1)))
    ]
    text: Annotated[str, "the answer in words"]
    answer: Annotated[Any, optional("the answer itself; absent of choices and walks", kind=GivenAnswer())] = ...
    variant: Annotated[
        int | None, optional("which other numbers were asked; absent for the question itself", kind=Whole(least=1))
    ] = None
    path: Annotated[tuple[str, ...] | None, optional("of choices and walks, the walk so far")] = None
    rated: Annotated[bool, optional("an open question was answered before, and is only rated anew")] = False


ANSWER_ENTRY = Shape(AnswerEntry)


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
"""Kind and id of an element, and one entry of its trait ``answers``: an AnswerEntry, or what is left of one."""


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
