"""方法: every weight, threshold and rule that results come about by, in blocks for a sheet and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.assessment.method import makeup_rule
from lianbing.domain.assessment.sources import DrillSource, RatingSource, ResultSource, SchemePart
from lianbing.domain.kernel.decimals import ZERO, plain
from lianbing.reports.wording import FORMULA, STATE_MEANINGS, shown_time, state_label, threshold


@dataclass(frozen=True)
class MethodBlock:
    """A block: its title, and rows of what is meant and what is said of it."""

    title: str
    rows: tuple[tuple[str, str], ...]


def method_blocks(assessment: Assessment) -> tuple[MethodBlock, ...]:
    """Everything, in the order in which somebody would compute the result again."""
    scheme = assessment.scheme
    whole = sum((part.weight for part in scheme.parts), ZERO)
    return (
        MethodBlock(
            "考评期和方案",
            (
                ("考评期", f"{assessment.period.title}（{assessment.period.code}）"),
                ("方案", scheme.title),
                ("方案编号", scheme.id),
            ),
        ),
        MethodBlock(
            "各部分权重和来源",
            (
                *((part.title, f"权重 {plain(part.weight)}；{_source(part)}") for part in scheme.parts),
                ("合计", plain(whole)),
            ),
        ),
        MethodBlock(
            "技能等级，从高到低取第一个够的", tuple((level.title, threshold(level)) for level in scheme.levels)
        ),
        MethodBlock("算法与取舍", tuple((f"第 {place} 条", rule) for place, rule in enumerate(FORMULA, 1))),
        MethodBlock("补考", ((scheme.makeup.rule.value, makeup_rule(scheme.makeup)),)),
        MethodBlock("怎样复算", _AGAIN),
        MethodBlock("缺了怎么办", tuple((state_label(state), words) for state, words in STATE_MEANINGS.items())),
        MethodBlock("本期练兵", tuple(assessment.drills.items()) or (("没有", "本期没有练兵"),)),
        MethodBlock("出处", tuple(_origins(assessment))),
    )


_AGAIN = (
    ("逐题", "在考评表的“逐题明细”按工号和部分筛选，得分、满分分别相加，就是“考评汇总”里的得分、满分。"),
    ("条款", "一道题依据几个条款，就在“条款掌握”的每个条款里各计一次；待判的题不计得分和满分。"),
    ("人工改分", "人改过的得分，在“人工改分”里列着改前、改后、理由和经手人；人第一次给主观题打分不算改。"),
    ("追溯", "每个得分后面的台账号，对应成绩台账里的一笔记录：谁、何时、为什么判的、改前改后。"),
)


def _source(part: SchemePart) -> str:
    match part.source:
        case DrillSource(kinds=kinds, skill=skill):
            which = f"类别是 {'、'.join(kinds)} 的练兵" if kinds else "各类练兵"
            return f"来自{which}里的{skill.label}题" if skill else f"来自{which}的全部题"
        case ResultSource(span=span, scheme=scheme):
            return f"来自各{span.label}的考评总分" + (f"（方案 {scheme}）" if scheme else "")
        case RatingSource(rating=rating, full=full):
            return f"来自人工评定“{rating}”，满分 {plain(full)}"


def _origins(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for kept in assessment.earlier:
        yield f"{kept.period} 的考评", f"{kept.scheme}，{shown_time(kept.made_at)}"
    yield "生成时间", shown_time(assessment.made_at)
    yield "成绩台账截至", f"第 {assessment.ledger_sequence} 笔"
    yield "台账校验码（SHA-256）", assessment.ledger_digest
