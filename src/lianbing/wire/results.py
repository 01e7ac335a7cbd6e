"""The record that leaves the grading notebook (``lianbing/result@1``)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from lianbing.domain.decimals import plain
from lianbing.domain.items import Skill
from lianbing.domain.marks import GradingRecord, Mark
from lianbing.domain.scoring import Verdict
from lianbing.errors import ResultRejected
from lianbing.wire.canonical import Json, number

RESULT_SCHEMA: Literal["lianbing/result@1"] = "lianbing/result@1"


class _MarkModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    item: str
    number: int
    skill: str
    worth: str
    points: str | None
    verdict: str
    reason: str


class _ResultModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    result_schema: Literal["lianbing/result@1"]
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
    return {
        "item": mark.item,
        "number": mark.number,
        "skill": mark.skill.value,
        "worth": plain(mark.worth),
        "points": None if mark.points is None else plain(mark.points),
        "verdict": mark.verdict.value,
        "reason": mark.reason,
    }


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
                points=None if mark.points is None else number(mark.points),
                verdict=Verdict(mark.verdict),
                reason=mark.reason,
            )
            for mark in model.marks
        )
    except (ValidationError, ValueError) as error:
        raise ResultRejected("判分记录的格式不对，这份答卷没有得分：请重新运行 lianbing grade") from error
    return GradingRecord(model.paper, model.employee, model.submission, model.paper_digest, model.nonce, marks)
