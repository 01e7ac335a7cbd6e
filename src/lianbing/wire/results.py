"""The record that leaves the grading notebook (``lianbing/result@2``; ``@1`` had no suggestions, and is still read)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lianbing.domain.items.question import Skill
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.marking.marks import GradingRecord, Mark
from lianbing.domain.marking.suggestions import Suggestion, suggestion_from_plain, suggestion_to_plain
from lianbing.errors import ResultRejected
from lianbing.wire.canonical import Json, number

RESULT_SCHEMA: Literal["lianbing/result@2"] = "lianbing/result@2"


class _FindingModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    point: str
    worth: str
    points: str | None
    spans: list[Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2)]]
    words: list[str]
    confidence: str
    doubts: list[str]


class _SuggestionModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    asked: str
    findings: list[_FindingModel]


class _MarkModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    item: str
    number: int
    skill: str
    worth: str
    points: str | None
    verdict: str
    reason: str
    suggestion: _SuggestionModel | None = None


class _ResultModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    result_schema: Literal["lianbing/result@1", "lianbing/result@2"]
    paper: str
    employee: str
    submission: str
    paper_digest: str
    nonce: str
    marks: list[_MarkModel]


def result_to_json(record: GradingRecord) -> dict[str, Json]:
    """The record as JSON; points are decimal texts."""
    return {
        "result_schema": RESULT_SCHEMA,
        "paper": record.paper,
        "employee": record.employee,
        "submission": record.submission,
        "paper_digest": record.paper_digest,
        "nonce": record.nonce,
        "marks": [_mark(mark) for mark in record.marks],
    }


def _mark(mark: Mark) -> dict[str, Json]:
    said: dict[str, Json] = {
        "item": mark.item,
        "number": mark.number,
        "skill": mark.skill.value,
        "worth": plain(mark.worth),
        "points": None if mark.earned is None else plain(mark.earned),
        "verdict": mark.verdict.value,
        "reason": mark.reason,
    }
    return said | {"suggestion": suggestion_to_plain(mark.suggestion)} if mark.suggestion else said


def result_from_json(text: str) -> GradingRecord:
    """Reads a record; raises ResultRejected for anything that is not exactly one."""
    try:
        model = _ResultModel.model_validate_json(text)
        marks = tuple(
            Mark(
                item=mark.item,
                number=mark.number,
                skill=Skill(mark.skill),
                worth=number(mark.worth),
                earned=None if mark.points is None else number(mark.points),
                verdict=Verdict(mark.verdict),
                reason=mark.reason,
                suggestion=_suggestion(mark),
            )
            for mark in model.marks
        )
    except (ValidationError, ValueError) as error:
        raise ResultRejected("判分记录的格式不对，这份答卷没有得分：请重新运行 lianbing grade") from error
    return GradingRecord(
        paper=model.paper,
        employee=model.employee,
        submission=model.submission,
        paper_digest=model.paper_digest,
        nonce=model.nonce,
        marks=marks,
    )


def _suggestion(mark: _MarkModel) -> Suggestion | None:
    """The suggestion of a mark; raises ValueError for one that is impossible, or that isn't what was marked."""
    if mark.suggestion is None:
        return None
    for finding in mark.suggestion.findings:
        points = None if finding.points is None else number(finding.points)
        if points is not None and points not in (0, number(finding.worth)):
            raise ValueError("a point is earned or not")
        if not 0 <= number(finding.confidence) <= 1 or any(start > end for start, end in finding.spans):
            raise ValueError("no confidence, or no span")
    number(mark.suggestion.asked)
    found = suggestion_from_plain(mark.suggestion.model_dump())
    if mark.points is not None and (not found.clear or found.earned != number(mark.points)):
        raise ValueError("marked by points that were not clear, or not by these")
    return found
