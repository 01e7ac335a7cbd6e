"""Figures of a session in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lianbing.domain.kernel.decimals import plain, round_half_up
from lianbing.domain.sessions.hours import HoursRule, SessionTime
from lianbing.domain.sessions.taught import PairedShare
from lianbing.psychometrics.estimates import Estimate
from lianbing.psychometrics.gains import GroupGain
from lianbing.reports.sessions.gains import QuizGain
from lianbing.reports.sessions.record import SessionRecord

_HUNDRED = 100
_ANYTHING = 2.0
"""The width of an interval in which every change lies that there can be."""


def percent(share: float | None) -> str:
    """A share in per cent without decimals; a dash where there is none."""
    return "—" if share is None else f"{plain(round_half_up(Decimal(str(share)) * _HUNDRED, 0))}%"


def points(share: float) -> str:
    """A change of a share in percentage points, with its sign."""
    number = round_half_up(Decimal(str(share)) * _HUNDRED, 0)
    return _signed(("+" if number > 0 else "") + plain(number))


def whole_hours(time: SessionTime, rule: HoursRule) -> str:
    """The hours of the whole session; says so where it isn't the time that it took."""
    planned = "" if time.is_held else f"（照计划的 {time.minutes} 分钟）"
    return f"{plain(rule.hours(time.minutes))} 学时{planned}"


def change(estimate: Estimate) -> str:
    """A change in percentage points with its interval, or why there is none."""
    if estimate.value is None:
        return estimate.why_not
    value = f"{points(estimate.value)} 个百分点"
    if estimate.low is None or estimate.high is None:
        return f"{value}（{estimate.why_not}）"
    return f"{value}（{points(estimate.low)} 到 {points(estimate.high)}）"


def normalised(estimate: Estimate) -> str:
    """The group's normalised gain with its interval, or why there is none; it is defined for gains alone."""
    if estimate.value is None:
        return estimate.why_not
    if estimate.value <= 0:
        return "没有提高"
    if estimate.low is None or estimate.high is None:
        return _signed(f"{estimate.value:.2f}")
    return _signed(f"{estimate.value:.2f}（{estimate.low:.2f} 到 {estimate.high:.2f}）")


def _signed(text: str) -> str:
    """With minus signs instead of hyphens."""
    return text.replace("-", "\N{MINUS SIGN}")


def share_cells(share: PairedShare) -> tuple[str, str, str]:
    """How many people, their shares before and after, and the change in percentage points with its interval."""
    if share.before is None or share.after is None:
        return str(share.people), "—", share.why_not or "—"
    rates = f"{percent(share.before)}→{percent(share.after)}"
    if share.change is None or share.low is None or share.high is None:
        return str(share.people), rates, share.why_not or "—"
    interval = f"{points(share.low)} 到 {points(share.high)}" if share.high - share.low < _ANYTHING else "说不准"
    return str(share.people), rates, f"{points(share.change)}（{interval}）"


def gain_row(name: str, gain: GroupGain) -> tuple[str, ...]:
    """A line of the table of gains: what, how many people, before, after, change, normalised gain."""
    return (
        name,
        str(gain.people),
        percent(gain.mean_before),
        percent(gain.mean_after),
        change(gain.gain),
        normalised(gain.normalised),
    )


def gain_notes(record: SessionRecord) -> tuple[str, ...]:
    """Who is not in the gain, how the forms were handed out, and what the figures mean."""
    gain = record.gain
    notes = [
        *_left_out("只做了热身测验", [record.who(seat) for seat in gain.only_before]),
        *_left_out("只做了课后测验", [record.who(seat) for seat in gain.only_after]),
        *_left_out("有答案判不了", [record.who(seat) for seat in gain.unmarked]),
    ]
    unpaired = [each.clause for each in gain.clauses if not each.gain.people]
    if gain.whole.people and unpaired:
        notes.append(f"{'、'.join(unpaired)} 只在前面或只在后面考过，没有前后可比")
    if gain.whole.people:
        notes.append(_forms(gain, swapped=record.plan.forms.swapped))
        notes.append(
            "括号里是 95% 区间；同一个人前后相比。归一化提升是全体提高的分占还能提高的分的比例（Hake 1998），"
            "不是各人提升率的平均。没有对照组，提高里有多少来自培训，这里说不了"
        )
    return tuple(notes)


def _left_out(why: str, people: Sequence[str]) -> list[str]:
    return [f"{len(people)} 人{why}，不在里面：{'、'.join(people)}"] if people else []


def _forms(gain: QuizGain, *, swapped: bool) -> str:
    names = {"A": "甲卷", "B": "乙卷"}
    given = "，".join(f"先做{names.get(form, form)} {count} 人" for form, count in gain.first_forms.items())
    if len(gain.first_forms) > 1:
        return f"两份卷对调着做（{given}），哪份难一点，前后抵消大半"
    why = "计划是对调的" if swapped else "没有对调"
    return f"{given}，{why}：两份卷难易的差别也在提升里，看的时候打折扣"
