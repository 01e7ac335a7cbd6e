"""How a scheme makes a result, in Chinese lines that reports print beside the results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lianbing.domain.assessment.makeups import Makeup, MakeupRule
from lianbing.domain.assessment.rules import (
    Adjustment,
    AdjustmentSign,
    CapBase,
    CapGroup,
    LevelCap,
    ProposalRule,
    SchemeNote,
    TiesAtCap,
)
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import DrillSource, MissingRule, RatingSource, ResultSource, SchemePart
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.periods import Span


@dataclass(frozen=True, kw_only=True)
class MethodSection:
    """A heading of the method and its lines, each a sentence that is understood alone."""

    heading: str
    lines: tuple[str, ...]


def method(scheme: Scheme) -> tuple[MethodSection, ...]:
    """Everything that the results of a scheme depend on; sections without lines are left out."""
    sections = (
        MethodSection(heading="方案", lines=(scheme_name(scheme),)),
        MethodSection(heading="各部分", lines=tuple(map(_part, scheme.parts))),
        MethodSection(heading="加分和扣分", lines=tuple(map(_adjustment, scheme.adjustments))),
        MethodSection(heading="总分", lines=(*_total(scheme),)),
        MethodSection(heading="补考", lines=(makeup_rule(scheme.makeup),) if _has_drills(scheme) else ()),
        MethodSection(heading="等级", lines=tuple(map(_level, scheme.levels))),
        MethodSection(heading="名额", lines=tuple(map(_cap, scheme.caps))),
        MethodSection(heading="名次", lines=(_ranks(scheme),)),
        MethodSection(heading="优胜劣汰的建议", lines=tuple(map(proposal_words, scheme.proposals))),
        MethodSection(heading="说明和出处", lines=tuple(map(_note, scheme.notes))),
    )
    return tuple(section for section in sections if section.lines)


def scheme_name(scheme: Scheme) -> str:
    """The title, id and edition of a scheme."""
    edition = f"，{scheme.edition} 版" if scheme.edition else ""
    return f"{scheme.title}（{scheme.id}{edition}），按{scheme.span.label}考评。"


def _part(part: SchemePart) -> str:
    return f"{part.title}，权重 {plain(part.weight)}：{_source(part)}。{_missing(part)}"


def _source(part: SchemePart) -> str:
    match part.source:
        case DrillSource(kinds=kinds, skill=skill):
            which = f"类别是 {'、'.join(kinds)} 的练兵" if kinds else "考评期里的全部练兵"
            return f"取{which}" + (f"里{skill.label}的题" if skill else "") + "，得分 ÷ 满分 × 100"
        case ResultSource(span=span, scheme=scheme):
            return f"取各{span.label}考评（方案 {scheme or '不限'}）的总分，相加 ÷ （期数 × 100）× 100"
        case RatingSource(full=full):
            return f"由人评定，评定分 ÷ {plain(full)} × 100"


def _missing(part: SchemePart) -> str:
    match part.missing:
        case MissingRule.INCOMPLETE:
            return "缺了，不合成总分。"
        case MissingRule.ZERO:
            return "缺了，按 0 分计；登记了免考、借调的不按 0 分。"
        case MissingRule.REDISTRIBUTE:
            return _left_out(part)


def _left_out(part: SchemePart) -> str:
    if isinstance(part.source, ResultSource) and part.source.least:
        return f"缺的期不计，至少要有 {part.source.least} 期；不够的，不合成总分。"
    whole = "整个部分缺了，它的权重由别的部分按比例分担"
    return f"{whole}；没有原因的缺考除外。" if isinstance(part.source, DrillSource) else f"{whole}。"


def _adjustment(rule: Adjustment) -> str:
    verb = {AdjustmentSign.BONUS: "加", AdjustmentSign.DEDUCTION: "扣"}[rule.sign]
    most = f"最多{verb} {plain(rule.most)} 分；没有录入的人不{verb}"
    return f"{rule.title}：录入数每 1 {verb} {plain(rule.each)} 分，{most}。"


def _total(scheme: Scheme) -> Iterator[str]:
    rates, totals = scheme.rounding.rates, scheme.rounding.totals
    yield f"得分率、折算分各四舍五入到 {rates} 位小数；折算分 = 得分率 × 权重 ÷ 100。"
    scaled = any(part.missing is MissingRule.REDISTRIBUTE for part in scheme.parts)
    scale = " × 100 ÷ 计入的权重合计" if scaled else ""
    changes = "，再加分、扣分，最低 0 分、最高 100 分" if scheme.adjustments else ""
    yield f"总分 = （各部分折算分之和 - 补考封顶扣的分）{scale}{changes}，四舍五入到 {totals} 位小数。"


def _has_drills(scheme: Scheme) -> bool:
    return any(isinstance(source, DrillSource) for source in scheme.sources)


def makeup_rule(makeup: Makeup) -> str:
    """How make-ups count, in a sentence."""
    match makeup.rule:
        case MakeupRule.REPLACES:
            return "补考交了答卷的，以补考为准；补了几次的，以最后一次为准。"
        case MakeupRule.BEST:
            return "第一次和补考，取得分率高的一次；一样高的取前一次。"
        case MakeupRule.CAPPED:
            return (
                f"补考最高按满分的 {plain(makeup.cap)}% 计，再同第一次比，取高的一次；"
                "超过的部分从总分里扣掉，各部分得分率照实写。"
            )


def _level(level: Level) -> str:
    asks = [f"总分不低于 {plain(level.minimum)}"] if level.minimum else []
    asks += [f"每部分得分率不低于 {plain(level.part_minimum)}"] if level.part_minimum else []
    return f"{level.title}：{'，且'.join(asks) or '其余'}。"


def _cap(cap: LevelCap) -> str:
    among = {CapGroup.EVERYBODY: "", CapGroup.UNIT: "每个部门里"}[cap.group]
    base = {CapBase.FINAL: "有总分的人", CapBase.EXPECTED: "列入考评、没有离职的人"}[cap.base]
    least = f"，不足 {cap.least} 人的按 {cap.least} 人" if cap.least else ""
    ties = {TiesAtCap.OUT: "一起不算", TiesAtCap.IN: "一起算"}[cap.ties]
    return (
        f"{cap.level}{among}最多占{base}的 {plain(cap.share)}%，取整{least}；按名次取，超出的人得下一等级；"
        f"名额边上同分的几个人{ties}。"
    )


def _ranks(scheme: Scheme) -> str:
    ties = f"总分相同，依次比{'、'.join(scheme.tie_break)}的得分率；还相同，" if scheme.tie_break else "总分相同，"
    return f"名次 = 排在前面的人数 + 1。{ties}名次相同；只排有总分的人。"


def proposal_words(rule: ProposalRule) -> str:
    """A rule in a sentence: for whom what is proposed."""
    conditions = []
    if rule.levels and rule.over:
        conditions.append(f"{_within(rule.over)}有 {rule.times} 次等级是{'或'.join(rule.levels)}")
    elif rule.levels:
        conditions.append(f"等级是{'或'.join(rule.levels)}")
    if rule.top:
        conditions.append(f"名次在前 {plain(rule.top)}%")
    if rule.bottom:
        conditions.append(f"名次在后 {plain(rule.bottom)}%")
    return f"{rule.direction.label}：{'，且'.join(conditions)}的，{rule.title}；只是建议，由人逐条确认。"


def _within(span: Span) -> str:
    return f"各{span.label}考评里"


def _note(note: SchemeNote) -> str:
    source = f"（{note.source}）" if note.source else ""
    default = "默认值，按本单位文件改。" if note.is_default else ""
    return f"{note.text}{source}。{default}"
