"""The record that leaves the grading notebook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lianbing.domain.kernel.decimals import ZERO
from lianbing.domain.marking.answer_text import TextSpan
from lianbing.domain.marking.marks import GradingRecord, Mark
from lianbing.domain.marking.suggestions import Finding, Suggestion
from lianbing.errors import ResultRejected
from lianbing.wire.canonical import Json
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.kinds import ListOf, Row, Whole
from lianbing.wire.shapes.shape import Says, Shape

_PLACE = Whole(least=0)
FINDING = Shape(
    Finding,
    {
        "point": "the scoring point",
        "worth": "what it is worth",
        "earned": '`worth`, `"0"`, or `null` (a case: a reading, no points)',
        "spans": Says(
            text="the evidence: pairs of places in the answer as it was typed, in Unicode characters (not UTF-16 "
            "units), the second one not included",
            kind=ListOf(Row(TextSpan, {"start": _PLACE, "end": _PLACE})),
        ),
        "words": "the keywords met there",
        "confidence": "how sure that is, from 0 to 1",
        "doubts": "what is doubtful, in words",
    },
)
SUGGESTION = Shape(
    Suggestion,
    {
        "asked": "the confidence that the drill asks for",
        "findings": "one for each scoring point, in their order",
    },
    uses=[FINDING],
)
MARK = Shape(
    Mark,
    {
        "item": "the item",
        "number": "its number on the paper",
        "skill": "the part of the assessment that it counts for",
        "worth": "what is possible",
        "earned": "what was earned; `null` exactly when the item is ungraded (`malformed`, `review`, `unrun`)",
        "verdict": "how the answer was judged",
        "reason": "why, as people read it",
        "suggestion": Says(text="of an open answer, what was found of its scoring points", optional=True),
    },
    uses=[SUGGESTION],
)


def _third(old: Mapping[str, Any]) -> dict[str, Any]:
    """Until then what was earned was called points."""
    return {**old, "marks": [_earned(mark) for mark in old["marks"]]}


def _earned(old: Mapping[str, Any]) -> dict[str, Any]:
    mark = {"earned" if name == "points" else name: value for name, value in old.items()}
    if "suggestion" in mark:
        suggestion = mark["suggestion"]
        mark["suggestion"] = {**suggestion, "findings": [_earned(finding) for finding in suggestion["findings"]]}
    return mark


RESULT = Document(
    "result",
    3,
    Shape(
        GradingRecord,
        {
            "paper": "the paper",
            "employee": "whose it is",
            "submission": "SHA-256 of the bytes that were graded",
            "paper_digest": "SHA-256 of the paper that they were graded by",
            "nonce": "a number that only this run knows",
            "marks": "one for every item, in paper order",
        },
        uses=[MARK],
    ),
    older={1: dict, 2: _third},  # the first had no suggestions
)


def result_to_json(record: GradingRecord) -> dict[str, Json]:
    """The record as JSON."""
    return RESULT.encode(record)


def result_from_json(text: str) -> GradingRecord:
    """Reads a record; raises ResultRejected for anything that is not exactly one."""
    try:
        record = RESULT.decode(_named(json.loads(text)))
        for mark in record.marks:
            _check(mark)
    except (ValueError, RecursionError) as error:
        raise ResultRejected("判分记录的格式不对，这份答卷没有得分：请重新运行 lianbing grade") from error
    return record


def _named(data: object) -> object:
    """The first two versions had their name in another field."""
    if isinstance(data, dict) and "result_schema" in data:
        return {("schema" if name == "result_schema" else name): value for name, value in data.items()}
    return data


def _check(mark: Mark) -> None:
    """Raises ValueError for a suggestion that is impossible, or that isn't what was marked."""
    if mark.suggestion is None:
        return
    for finding in mark.suggestion.findings:
        if finding.earned not in (None, ZERO, finding.worth):
            raise ValueError("a point is earned or not")
        if not 0 <= finding.confidence <= 1 or any(span.start > span.end for span in finding.spans):
            raise ValueError("no confidence, or no span")
    if mark.earned is not None and not (mark.suggestion.clear and mark.suggestion.earned == mark.earned):
        raise ValueError("marked by points that were not clear, or not by these")
