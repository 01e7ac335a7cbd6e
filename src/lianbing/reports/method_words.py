"""方法: every weight, threshold and rule that results come about by, for a sheet and for paper."""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.domain.assessment.assessment import Assessment
from lianbing.domain.assessment.method import MethodSection, method
from lianbing.domain.kernel.decimals import plain
from lianbing.reports.certainty.words import CAUTIONS, LOOK_AGAIN, total_words, weak_rule
from lianbing.reports.wording import STATE_MEANINGS, shown_time, state_label

_AGAIN = (
    "逐题：在考评表的“逐题明细”按工号和部分筛选，得分、满分分别相加，就是“考评汇总”里的得分、满分。",
    "条款：一道题依据几个条款，就在“条款掌握”的每个条款里各计一次；待判的题不计得分和满分。",
    "人工改分：人改过的得分，在“人工改分”里列着改前、改后、理由和经手人；人第一次给主观题打分不算改。",
    "追溯：每个得分后面的台账号，对应成绩台账里的一笔记录：谁、何时、为什么判的、改前改后。",
)


def method_sections(assessment: Assessment) -> tuple[MethodSection, ...]:
    """Everything, in the order in which somebody would compute the result again."""
    period, scheme = assessment.period, assessment.scheme
    states = tuple(f"{state_label(state)}：{words}" for state, words in STATE_MEANINGS.items())
    drills = tuple(f"{title}（{drill}）。" for drill, title in assessment.drills.items())
    return (
        MethodSection(heading="考评期", lines=(f"{period.title}（{period.code}）。",)),
        *method(scheme),
        MethodSection(heading="等级有多大把握", lines=tuple(_certainty(assessment))),
        MethodSection(heading="怎样复算", lines=_AGAIN),
        MethodSection(heading="状态和缺了的", lines=states),
        MethodSection(heading="本期练兵", lines=drills or ("本期没有练兵。",)),
        MethodSection(heading="依据", lines=tuple(_origins(assessment))),
    )


def _certainty(assessment: Assessment) -> Iterator[str]:
    yield from total_words(assessment)
    least = plain(assessment.scheme.certainty.look_again)
    yield f"{LOOK_AGAIN}：得这个等级的可能低于 {least}% 的人（默认值，在方案里改）。{CAUTIONS[1]}"
    yield f"条款和知识点：{weak_rule(assessment)}"


def _origins(assessment: Assessment) -> Iterator[str]:
    for kept in assessment.earlier:
        yield f"{kept.period} 的考评：{kept.scheme}，{shown_time(kept.made_at)}。"
    yield f"生成时间：{shown_time(assessment.made_at)}。"
    yield f"成绩台账截至第 {assessment.ledger_sequence} 笔，校验码（SHA-256）{assessment.ledger_digest}"
