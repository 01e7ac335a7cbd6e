"""An assessment as the store keeps it (``lianbing/assessment@2``; version 1 is read, too)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lianbing.domain.assessment.assessment import (
    Assessment,
    EarlierAssessment,
    Level,
    MarkedItem,
    PartResult,
    PersonResult,
    ResultState,
    Scheme,
)
from lianbing.domain.assessment.sources import (
    DrillSource,
    RatingSource,
    ResultSource,
    SchemePart,
    Source,
    Taken,
    skill_part,
)
from lianbing.domain.drills.papers import Basis, Employee
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.periods import Period, Span
from lianbing.wire.canonical import Json

ASSESSMENT_SCHEMA = "lianbing/assessment@2"
_BEFORE_SOURCES = "lianbing/assessment@1"
"""Every part was one skill of all drills of the period; it had neither a title nor a source."""


def assessment_to_json(assessment: Assessment) -> dict[str, Json]:
    """The whole assessment; numbers are decimal texts."""
    return {
        "schema": ASSESSMENT_SCHEMA,
        "period": assessment.period.code,
        "made_at": assessment.made_at,
        "scheme": scheme_to_json(assessment.scheme),
        "drills": {**assessment.drills},
        "results": [_person(result) for result in assessment.results],
        "basis": {
            reference: {"title": basis.title, "text": basis.text, "status": basis.status}
            for reference, basis in assessment.basis.items()
        },
        "ledger_sequence": assessment.ledger_sequence,
        "ledger_digest": assessment.ledger_digest,
        **({"earlier": [{**vars(each)} for each in assessment.earlier]} if assessment.earlier else {}),
    }


def assessment_from_json(data: Mapping[str, Any]) -> Assessment:
    """The inverse of :func:`assessment_to_json`; raises KeyError or ValueError for anything else."""
    if data["schema"] not in (ASSESSMENT_SCHEMA, _BEFORE_SOURCES):
        raise ValueError(f"not an assessment: {data['schema']!r}")
    return Assessment(
        period=Period.parse(data["period"]),
        made_at=data["made_at"],
        scheme=scheme_from_json(data["scheme"]),
        drills=data["drills"],
        results=tuple(_read_person(result) for result in data["results"]),
        basis={reference: Basis(**basis) for reference, basis in data["basis"].items()},
        ledger_sequence=data["ledger_sequence"],
        ledger_digest=data["ledger_digest"],
        earlier=tuple(EarlierAssessment(**each) for each in data.get("earlier", ())),
    )


def scheme_to_json(scheme: Scheme) -> dict[str, Json]:
    """A scheme with its weights and levels."""
    return {
        "id": scheme.id,
        "title": scheme.title,
        "span": scheme.span.value,
        "parts": [
            {"title": part.title, "weight": plain(part.weight), "source": _source(part.source)} for part in scheme.parts
        ],
        "levels": [
            {"title": level.title, "minimum": plain(level.minimum), "part_minimum": plain(level.part_minimum)}
            for level in scheme.levels
        ],
    }


def scheme_from_json(data: Mapping[str, Any]) -> Scheme:
    """The inverse of :func:`scheme_to_json`; raises KeyError or ValueError for anything else."""
    return Scheme(
        id=data["id"],
        title=data["title"],
        span=Span(data["span"]),
        parts=tuple(_read_scheme_part(part) for part in data["parts"]),
        levels=tuple(
            Level(title=level["title"], minimum=Decimal(level["minimum"]), part_minimum=Decimal(level["part_minimum"]))
            for level in data["levels"]
        ),
    )


def _read_scheme_part(data: Mapping[str, Any]) -> SchemePart:
    weight = Decimal(data["weight"])
    if "source" not in data:
        return skill_part(Skill(data["skill"]), weight)
    return SchemePart(title=data["title"], weight=weight, source=_read_source(data["source"]))


def _source(source: Source) -> dict[str, Json]:
    match source:
        case DrillSource(kinds=kinds, skill=skill):
            return {"drills": [*kinds], "skill": skill.value if skill else None}
        case ResultSource(span=span, scheme=scheme):
            return {"results": span.value, "scheme": scheme}
        case RatingSource(rating=rating, full=full):
            return {"ratings": rating, "full": plain(full)}


def _read_source(data: Mapping[str, Any]) -> Source:
    if "drills" in data:
        return DrillSource(kinds=tuple(data["drills"]), skill=_skill(data["skill"]))
    if "results" in data:
        return ResultSource(span=Span(data["results"]), scheme=data["scheme"])
    return RatingSource(rating=data["ratings"], full=Decimal(data["full"]))


def _skill(name: str | None) -> Skill | None:
    return Skill(name) if name else None


def _person(result: PersonResult) -> dict[str, Json]:
    return {
        "employee": {"id": result.employee.id, "name": result.employee.name, "team": result.employee.team},
        "parts": [_part(part) for part in result.parts],
        "standing": result.state.value,
        "total": _number(result.total),
        "level": result.level,
        "rank": result.rank,
        "marks": [_mark(mark) for mark in result.marks],
        "missing": [*result.missing],
    }


def _read_person(data: Mapping[str, Any]) -> PersonResult:
    return PersonResult(
        employee=Employee(**data["employee"]),
        parts=tuple(_read_part(part) for part in data["parts"]),
        state=ResultState(data["standing"]),
        total=_decimal(data["total"]),
        level=data["level"],
        rank=data["rank"],
        marks=tuple(_read_mark(mark) for mark in data["marks"]),
        missing=tuple(data["missing"]),
    )


def _part(part: PartResult) -> dict[str, Json]:
    return {
        "title": part.title,
        "skill": part.skill.value if part.skill else None,
        "weight": plain(part.weight),
        "earned": plain(part.earned),
        "possible": plain(part.worth),
        "ungraded": part.ungraded,
        "rate": _number(part.rate),
        "contribution": _number(part.contribution),
        **({"taken": [_figure(figure) for figure in part.taken]} if part.taken else {}),
    }


def _figure(figure: Taken) -> dict[str, Json]:
    return {
        "label": figure.label,
        "earned": _number(figure.earned),
        "worth": plain(figure.worth),
        "entry": figure.entry,
    }


def _read_part(data: Mapping[str, Any]) -> PartResult:
    skill = _skill(data["skill"])
    return PartResult(
        title=data.get("title") or (skill.label if skill else ""),
        skill=skill,
        weight=Decimal(data["weight"]),
        earned=Decimal(data["earned"]),
        worth=Decimal(data["possible"]),
        ungraded=data["ungraded"],
        rate=_decimal(data["rate"]),
        contribution=_decimal(data["contribution"]),
        taken=tuple(_read_figure(figure) for figure in data.get("taken", ())),
    )


def _read_figure(data: Mapping[str, Any]) -> Taken:
    return Taken(
        label=data["label"],
        earned=_decimal(data["earned"]),
        worth=Decimal(data["worth"]),
        entry=data["entry"],
    )


def _mark(mark: MarkedItem) -> dict[str, Json]:
    return {
        "drill": mark.drill,
        "paper": mark.paper,
        "item": mark.item,
        "number": mark.number,
        "skill": mark.skill.value,
        "worth": plain(mark.worth),
        "points": _number(mark.earned),
        "entry": mark.entry,
        "clauses": [*mark.clauses],
        **({"note": mark.note} if mark.note else {}),
        **({"kind": mark.kind} if mark.kind else {}),
    }


def _read_mark(data: Mapping[str, Any]) -> MarkedItem:
    return MarkedItem(
        drill=data["drill"],
        paper=data["paper"],
        item=data["item"],
        number=data["number"],
        skill=Skill(data["skill"]),
        worth=Decimal(data["worth"]),
        earned=_decimal(data["points"]),
        entry=data["entry"],
        clauses=tuple(data["clauses"]),
        note=data.get("note", ""),
        kind=data.get("kind", ""),
    )


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
