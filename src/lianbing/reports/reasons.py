"""What has to be said beside a result: why this level, which marks people changed, why there is no total."""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.level_reasons import level_reason
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.kernel.decimals import plain
from lianbing.reports.certainty.words import LOOK_AGAIN, of_person
from lianbing.reports.wording import state_label, two

CHANGED = "人工改分"
"""What stands beside every mark that a person changed."""


def level_words(assessment: Assessment, result: PersonResult) -> str:
    """Why a person has this level; empty where there is none."""
    reason = level_reason(assessment.scheme, result)
    return reason.sentence if reason else ""


def surprise(assessment: Assessment, result: PersonResult) -> str:
    """Why a person has a lower level than the total alone would give; empty where that is not so."""
    reason = level_reason(assessment.scheme, result)
    return reason.sentence if reason and reason.surprising else ""


def _short(assessment: Assessment, result: PersonResult) -> str:
    """What keeps somebody from the next level, a cap or parts, in a few words; empty if it is something else."""
    if result.lowered:
        cap = result.lowered[-1]
        return f"够{cap.level}，在名额 {cap.places} 人以外"
    reason = level_reason(assessment.scheme, result)
    levels = {level.title: level for level in assessment.scheme.levels}
    if reason is None or reason.higher not in levels:
        return ""
    least = levels[reason.higher].part_minimum
    low = [f"{part.title} {two(part.rate)}" for part in result.parts if part.rate is not None and part.rate < least]
    return f"{'、'.join(low)}，{reason.higher}要 {plain(least)}" if low else ""


def changed_marks(result: PersonResult) -> tuple[MarkedItem, ...]:
    """The marks of a person that count and that somebody changed by hand."""
    return tuple(mark for mark in result.counted if mark.changed_by_hand)


def change_words(mark: MarkedItem) -> str:
    """How and why somebody changed a mark; empty if nobody did."""
    if not mark.changed_by_hand or mark.cause is None:
        return ""
    points = " → ".join("未判" if value is None else plain(value) for value in (mark.before, mark.earned))
    return f"{CHANGED}（{mark.cause.value}）：{points}，{mark.reason or '没有写理由'}"


def look_again(assessment: Assessment, result: PersonResult) -> bool:
    """Whether somebody should look again at what is behind a level, which is doubtful."""
    person = of_person(assessment, result)
    return person is not None and person.look_again


def remarks(assessment: Assessment, result: PersonResult) -> str:
    """Whatever a line of a list needs beside it, in a few words; empty if nothing is out of the ordinary."""
    return "；".join(_remarks(assessment, result))


def _remarks(assessment: Assessment, result: PersonResult) -> Iterator[str]:
    if result.total is None:
        yield state_label(result.state)
    if words := surprise(assessment, result):
        yield _short(assessment, result) or words.rstrip("。")
    if result.deduction:
        yield f"补考封顶扣 {two(result.deduction)}"
    if changed := changed_marks(result):
        yield f"{CHANGED} {len(changed)} 题"
    if look_again(assessment, result):
        yield LOOK_AGAIN
