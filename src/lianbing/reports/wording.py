"""The words and number forms that all reports share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment, PartResult, PersonResult, ResultState
from lianbing.domain.assessment.makeups import SittingResult, SittingUse
from lianbing.domain.assessment.marked_items import PLACES, MarkedItem
from lianbing.domain.assessment.schemes import Level
from lianbing.domain.drills.papers import Basis
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, plain
from lianbing.domain.knowledge.clauses import Confidence, Status

_FULL_WIDTH = str.maketrans("(),:", "（），：")

_SOUND = ("", Status.COMPLETE.value, f"置信度{Confidence.HIGH.value}")

STATE_MEANINGS: Mapping[ResultState, str] = {
    ResultState.COMPLETE: "方案要算的都有了：练兵都交了答卷，题都判了，各部分都有成绩。有总分、等级和名次。",
    ResultState.INCOMPLETE: "有题还没有判出分数。待判的题既不算满分也不算零分，判完以后才有总分。",
    ResultState.UNMARKED: "答卷收到了，还没有判分：先运行 lianbing grade，再考评。",
    ResultState.ABSENT: "考评期内没有收到答卷。不是零分，是没有成绩。",
    ResultState.PARTLY_ABSENT: "有的练兵没有收到答卷。已交部分的得分照列，但不合成总分。",
    ResultState.LACKING: "方案要用的分期考评或人工评定还缺：补上以后再考评，才有总分。",
    ResultState.UNCOVERED: "方案里的某一部分没有题考到，合不成总分。",
    ResultState.POSTPONED: "登记了缓考，还没有补考：补考以后再考评。不是未交，也不是零分。",
    ResultState.MAKE_UP: "登记了要补考，还没有补：补考以后再考评。不是未交，也不是零分。",
    ResultState.EXEMPT: "登记了免考，方案里的这一部分没有成绩，不合成总分，不排名次。",
    ResultState.ON_LOAN: "登记了借调，没有在这里考，不合成总分，不排名次。",
    ResultState.LEFT: "登记了离职：已有的得分照列，不合成总分，不排名次。",
}
"""What each state means, for people who must explain it."""


def two(value: Decimal) -> str:
    """A rate or total with its two decimal places."""
    return f"{value:.{PLACES}f}"


def moment(text: str) -> datetime:
    """An ISO 8601 time as UTC without a zone, as document properties hold it; raises ValueError."""
    time = datetime.fromisoformat(text)
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time


def shown_time(text: str) -> str:
    """An ISO 8601 time as people read it, in the zone that it was written in; raises ValueError."""
    time = datetime.fromisoformat(text)
    shown = f"{time.year} 年 {time.month} 月 {time.day} 日 {time:%H:%M}"
    return f"{shown}（{time.tzname()}）" if time.tzinfo else shown


def state_label(state: ResultState) -> str:
    """A state in full-width punctuation."""
    return state.value.translate(_FULL_WIDTH)


def short_state(state: ResultState) -> str:
    """已定, 未定 or 未交: what stands where a total, level or rank would."""
    if state is ResultState.COMPLETE:
        return "已定"
    if state.is_excused:
        return state.value
    return "未交" if state is ResultState.ABSENT else "未定"


def part_gap(result: PersonResult, part: PartResult) -> str | None:
    """Why a part has no rate, in a word or two; ``None`` if it has one."""
    if part.rate is not None:
        return None
    if part.left_out:
        return "不计"
    if part.ungraded:
        return f"待判 {part.ungraded} 题"
    if part.lacking:
        return f"缺 {len(part.lacking)} 项"
    return "未交" if result.missing or not result.marks else "未考"


def needs_care(basis: Basis) -> bool:
    """Whether the status of a clause or fact has to be said next to it: its source is damaged, doubtful or weak."""
    return basis.status not in _SOUND


def threshold(level: Level) -> str:
    """What a level asks for."""
    asks = [f"总分不低于 {plain(level.minimum)}"] if level.minimum else []
    asks += [f"每部分得分率不低于 {plain(level.part_minimum)}"] if level.part_minimum else []
    return "，且".join(asks) or "其余"


def drill_title(assessment: Assessment, drill: str) -> str:
    """The title of a drill, or its id where no title is known."""
    return assessment.drills.get(drill) or drill


def explanation(assessment: Assessment, result: PersonResult) -> str:
    """Why a person stands as they do: which drills, figures or parts are missing, and which items wait."""
    missing = "、".join(drill_title(assessment, drill) for drill in result.missing)
    if result.state is ResultState.ABSENT:
        return f"没有收到答卷：{missing}。" if missing else "没有收到答卷。"
    reasons = [f"没有收到：{missing}"] if missing else []
    reasons += [f"{drill_title(assessment, each.drill)}：{each.use}" for each in sittings_of_note(result)]
    if result.deduction:
        reasons.append(f"补考封顶，总分扣 {two(result.deduction)}")
    waiting = [mark for mark in result.counted if mark.earned is None]
    if waiting:
        reasons.append(f"待判 {len(waiting)} 题：{_places(assessment, waiting)}")
    lacking = [name for part in result.parts for name in part.lacking]
    if lacking:
        reasons.append(f"还没有：{'、'.join(lacking)}")
    unasked = [part.title for part in result.parts if part_gap(result, part) == "未考"]
    if unasked:
        reasons.append(f"没有考到：{'、'.join(unasked)}")
    if reasons:
        return "；".join(reasons) + "。"
    return "答卷已交齐，各题已判完。" if assessment.drills else "各部分的分都有了。"


def sittings_of_note(result: PersonResult) -> list[SittingResult]:
    """The sittings of which it is not plain that they count, or are missing."""
    plain_uses = (SittingUse.COUNTED, SittingUse.MISSING)
    return [sitting for sitting in result.sittings if sitting.use not in plain_uses]


def _places(assessment: Assessment, marks: list[MarkedItem]) -> str:
    numbers: dict[str, list[str]] = {}
    for mark in marks:
        numbers.setdefault(mark.drill, []).append(str(mark.number))
    return "，".join(f"{drill_title(assessment, drill)}第 {'、'.join(each)} 题" for drill, each in numbers.items())


def rate_working(part: PartResult) -> str:
    """How the rate of a graded part comes about; ``≈`` where it had to be rounded."""
    if part.rate is None:
        raise ValueError("a part without a rate has no working")
    sign = "=" if part.rate * part.worth == part.earned * HUNDRED else "≈"
    return f"{plain(part.earned)} ÷ {plain(part.worth)} × 100 {sign} {two(part.rate)}"


def contribution_working(part: PartResult) -> str:
    """How the contribution of a graded part comes about; ``≈`` where it had to be rounded."""
    if part.rate is None or part.contribution is None:
        raise ValueError("a part without a rate has no working")
    sign = "=" if part.contribution * HUNDRED == part.rate * part.weight else "≈"
    return f"{two(part.rate)} × {plain(part.weight)} ÷ 100 {sign} {two(part.contribution)}"


def total_working(result: PersonResult) -> str:
    """How the total of a person with a final result comes about."""
    if result.total is None:
        raise ValueError("a person without a total has no working")
    shares = [two(part.contribution) for part in result.parts if part.contribution is not None]
    sums = " + ".join(shares)
    if result.deduction:
        sums += f" - {two(result.deduction)}（补考封顶）"
    if result.carried != HUNDRED:
        sums = f"（{sums}）× 100 ÷ {plain(result.carried)}（计入的权重）"
    for each in result.adjustments:
        sums += f" {'-' if each.points < 0 else '+'} {two(abs(each.points))}（{each.title}）"
    return f"{sums} {total_sign(result)} {two(result.total)}"


def total_sign(result: PersonResult) -> str:
    """``≈`` where a total had to be rounded or kept within 0 and 100, else ``=``."""
    points = sum((part.contribution or ZERO for part in result.parts), -result.deduction)
    changes = sum((each.points for each in result.adjustments), ZERO)
    exact = points * HUNDRED == ((result.total or ZERO) - changes) * result.carried
    return "=" if exact else "≈"
