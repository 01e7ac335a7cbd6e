"""A scheme that is not what it was at the last assessment: what that changes, and a person's consent to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lianbing.app.gathering import gather
from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.events import SchemeChange
from lianbing.domain.assessment.scheme_changes import SchemeComparison, result_changes, rule_changes
from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.kernel.canonical import digest
from lianbing.domain.kernel.periods import Period
from lianbing.errors import SchemeDiffers, WrongUsage
from lianbing.store.records import Records
from lianbing.wire.assessments import SCHEME

_CODE_LENGTH = 8
_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """A person's consent to a changed scheme: the code that was shown, and the reason."""

    code: str = ""
    why: str = ""


def compare_schemes(
    records: Records, period: Period, scheme: Scheme, results: Sequence[PersonResult]
) -> SchemeComparison | None:
    """Compares a scheme with that of the newest kept assessment by it, of this period or else of any.

    ``results`` are those of the period by the scheme of today. ``None``: there is no other assessment, or no rule
    differs.
    """
    kept = records.assessments.newest(period.code, scheme.id) or records.assessments.newest_of_scheme(scheme.id)
    if kept is None or kept.scheme.span is not period.span or kept.scheme.rules == scheme.rules:
        return None
    before = assess(kept.scheme, gather(records, period, kept.scheme).candidates)
    people = result_changes(before, results)
    old, new = (SCHEME.encode(each.rules) for each in (kept.scheme, scheme))
    return SchemeComparison(
        scheme=scheme.id,
        against=kept.period.code,
        rules=rule_changes(kept.scheme, scheme),
        people=people,
        code=digest({"before": old, "after": new, "people": [each.words for each in people]})[:_CODE_LENGTH].upper(),
    )


def accepted_change(
    comparison: SchemeComparison | None, acceptance: Acceptance, assessment: Assessment
) -> SchemeChange | None:
    """The event to record for a changed scheme; ``None`` where it is not changed.

    Raises:
        SchemeDiffers: nobody accepted the change. WrongUsage: without a reason, or something else was accepted.
    """
    if comparison is None:
        if acceptance.code:
            raise WrongUsage("方案同上次考评时一样，没有要确认的改动：去掉 --accept")
        return None
    again = f"lianbing assess {assessment.period.code} --scheme {assessment.scheme.id}"
    if not acceptance.code:
        raise SchemeDiffers(_message(comparison, assessment, again), [each.words for each in comparison.people])
    if acceptance.code.strip().upper() != comparison.code:
        raise WrongUsage(f"校验号 {acceptance.code} 对不上：现在会有的变化与看过的不一样。先看一遍：{again} --preview")
    if not acceptance.why.strip():
        raise WrongUsage("请用 --why 写明为什么改方案：权重、等级线改了，要有据可查")
    totals, levels, ranks = comparison.counts
    return SchemeChange(
        scheme=comparison.scheme,
        against=comparison.against,
        changes=comparison.lines,
        totals=totals,
        levels=levels,
        ranks=ranks,
    )


def comparison_words(comparison: SchemeComparison, period: str) -> str:
    """What differs and for whom, in Chinese lines; of many people the first ones."""
    totals, levels, ranks = comparison.counts
    more = len(comparison.people) - _SHOWN
    lines = [
        f"方案 {comparison.scheme} 同 {comparison.against} 考评时不一样：",
        *(f"  {line}" for line in comparison.lines),
        f"{period} 里总分不同 {totals} 人，等级不同 {levels} 人，名次不同 {ranks} 人：",
        *(f"  {each.words}" for each in comparison.people[:_SHOWN]),
    ]
    return "\n".join([*lines, f"  另有 {more} 人，见 --preview --json"] if more > 0 else lines)


def _message(comparison: SchemeComparison, assessment: Assessment, again: str) -> str:
    words = comparison_words(comparison, assessment.period.code)
    return f'{words}\n还没有考评，什么也没有写。核对无误后：{again} --accept {comparison.code} --why "理由"'
