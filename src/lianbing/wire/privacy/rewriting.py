"""Contents of the store without people who are purged: rosters, drill events, papers and kept assessments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lianbing.domain.assessment.assessment import unnamed
from lianbing.domain.assessment.rules import CapGroup
from lianbing.domain.privacy.traces import TAKEN_OUT, Traces, without
from lianbing.wire.assessments import assessment_from_json, assessment_to_json


def roster_without(content: Any, traces: Traces) -> Any:
    """A roster, which is a list of number, name and unit for each person."""
    return [line for line in content if line[0] not in traces.numbers]


def event_without(content: Any, traces: Traces) -> Any:
    """A drill event. Of files that can't be read, those that name these people by number are not listed any more."""
    if "unusable" not in content:
        return without(content, traces)
    kept = [file for file in content["unusable"] if traces.numbers.isdisjoint(file["employees"])]
    unnamed = [{**file, "path": TAKEN_OUT} if traces.named_in(file["path"]) else file for file in kept]
    return {**content, "unusable": unnamed}


def paper_without(content: Any, traces: Traces) -> Any:
    """A paper of somebody else. Its proof doesn't say any more what it has in common with papers of these people."""
    return {**content, "proof": without(content["proof"], traces)} if "proof" in content else content


def assessment_without(content: Any, traces: Traces) -> Any:
    """A kept assessment. Of these people stays what the ranks and caps of the others count, without a name."""
    kept = assessment_from_json(content)
    gone = [result for result in kept.results if result.employee.id in traces.numbers]
    if not gone:
        return content
    by_unit = any(cap.group is CapGroup.UNIT for cap in kept.scheme.caps)
    left = replace(
        kept,
        results=tuple(result for result in kept.results if result not in gone),
        purged=(*kept.purged, *(unnamed(result, with_unit=by_unit) for result in gone)),
    )
    return without(assessment_to_json(left), traces)
