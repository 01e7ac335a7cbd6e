"""The words for certainty: chances in tenths, reliabilities with their reason, and what none of it is good for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment, PersonResult
from lianbing.domain.assessment.certainty import (
    LevelCertainty,
    PaperReliability,
    PersonCertainty,
    ReliabilityForm,
    Unsaid,
)
from lianbing.domain.assessment.clause_mastery import Mastery, MasteryEstimate
from lianbing.domain.kernel.decimals import plain, round_half_up
from lianbing.reports.wording import drill_title, two

LOOK_AGAIN = "需再看"
MOST_LISTED = 15
"""People who are named on a page; the workbook has all."""
NOT_WORKED_OUT = "这次考评是旧版本做的，没有算把握：重新运行 lianbing assess 就有"
CAUTIONS = (
    "把握说的是一个分数有多准，不是人有多好；它不改总分、等级和名次。",
    "需再看的人，等级照旧；再看是请人复核主观题、核对补考和缺项，不是重新定级的理由。",
    "不要按把握的高低排队，不要用它降等级、扣奖金；两个人的把握不同，多半只是离界线的远近不同。",
)
"""What the figures must not be used for."""

_TENTHS = "零一二三四五六七八九"
_REASONS = {
    ReliabilityForm.KR20: "全员同一套题，每题同分、只有对错，用 KR-20",
    ReliabilityForm.ALPHA: "全员同一套题，用 Cronbach α",
    ReliabilityForm.DRAWN: "各人的题不全相同，α 不适用，按抽题的误差算概化系数",
}


def tenths(percent: Decimal) -> str:
    """A probability in plain words, to the nearest half of a tenth."""
    halves = int(round_half_up(percent / 5, 0))
    if halves in (0, 20):
        return "九成半以上" if halves else "不到半成"
    whole, half = divmod(halves, 2)
    if not whole:
        return "约半成"
    return f"约{'两' if whole == 2 else _TENTHS[whole]}成{'半' if half else ''}"


def chance(percent: Decimal) -> str:
    """A probability in words and per cent."""
    return f"{tenths(percent)}（{plain(percent)}%）"


def paper_words(assessment: Assessment, paper: PaperReliability) -> str:
    """The reliability of a drill's papers with its reason, or why nothing is said."""
    head = f"{drill_title(assessment, paper.drill)}："
    rule = assessment.scheme.certainty
    match paper.unsaid:
        case Unsaid.PEOPLE:
            return f"{head}只有 {paper.people} 份判完的答卷（至少要 {rule.least_people} 份），太少，不下结论"
        case Unsaid.ITEMS:
            return f"{head}一份卷只有 {paper.items} 题（至少要 {rule.least_items} 题），太少，不下结论"
        case Unsaid():
            return f"{head}{paper.unsaid}"
        case None:
            return f"{head}信度 {_coefficient(paper.value)}，标准误 {_points(paper.error)}（{_grounds(paper)}）"


def _grounds(paper: PaperReliability) -> str:
    reason = _REASONS[paper.form] if paper.form else ""
    return f"{reason}；{paper.people} 份，每份至少 {paper.items} 题"


def _coefficient(value: Decimal | None) -> str:
    return "没有" if value is None else two(round_half_up(value, 2))


def _points(value: Decimal | None) -> str:
    return "没有" if value is None else f"{plain(round_half_up(value, 1))} 分"


def total_words(assessment: Assessment) -> tuple[str, ...]:
    """What is said about the certainty of totals and levels, a sentence each."""
    certainty = assessment.certainty
    return (f"{NOT_WORKED_OUT}。",) if certainty is None else tuple(_total_words(assessment, certainty))


def _total_words(assessment: Assessment, certainty: LevelCertainty) -> Iterator[str]:
    yield from (f"{paper_words(assessment, paper)}。" for paper in certainty.papers)
    if certainty.unsaid is Unsaid.PEOPLE:
        least = assessment.scheme.certainty.least_people
        yield f"各部分都有成绩的不到 {least} 人（已定 {certainty.final} 人），太少，等级的把握不下结论。"
    elif certainty.unsaid:
        yield f"总分：{certainty.unsaid}。"
    else:
        yield from _of_levels(certainty)
    if certainty.exact and certainty.unsaid is not Unsaid.EXACT:
        yield f"{'、'.join(certainty.exact)}没有误差的数据，按没有误差算，所以把握只会说大。"


def _of_levels(certainty: LevelCertainty) -> Iterator[str]:
    if certainty.reliability is not None:
        share = plain(round_half_up(certainty.reliability * 100, 0))
        yield (
            f"总分的信度 {_coefficient(certainty.reliability)}，标准误 {_points(certainty.error)}："
            f"各人总分的差别里，{share}% 是真的差别，其余是抽到什么题的偶然。"
        )
    if certainty.mean_probability is not None:
        yield f"等级同真实水平一致的，平均{chance(certainty.mean_probability)}，总分和每部分的界线都算在内。"
    if cuts := certainty.cuts:
        kappa = "" if cuts.kappa is None else f"，kappa {plain(cuts.kappa)}"
        yield (
            f"只看总分的界线（Livingston 与 Lewis）：准确度 {plain(cuts.accuracy)}%；同样好的卷再考一次，"
            f"等级不变的 {plain(cuts.consistency)}%{kappa}。"
        )
    yield f"{LOOK_AGAIN}的有 {len(certainty.second_look)} 人。"


def level_lines(assessment: Assessment) -> tuple[str, ...]:
    """What a terminal says about levels: how many are looked at again, or why nothing is said."""
    certainty = assessment.certainty
    if certainty is None:
        return ()
    if certainty.unsaid:
        return (f"等级的把握：{certainty.unsaid}（已定 {certainty.final} 人）",)
    return (f"等级的把握：{LOOK_AGAIN}的有 {len(certainty.second_look)} 人，见考评表的“等级把握”",)


def of_person(assessment: Assessment, result: PersonResult) -> PersonCertainty | None:
    """A person's certainty, where there is any."""
    return assessment.certainty.by_employee.get(result.employee.id) if assessment.certainty else None


def level_words(assessment: Assessment, person: PersonCertainty) -> str:
    """The chance of the level that the scores reach, and of every other that has one."""
    titles = [level.title for level in assessment.scheme.levels]
    others = [place for place, percent in enumerate(person.probabilities) if percent and place != person.held]
    return "，".join(f"{titles[place]}{chance(person.probabilities[place])}" for place in (person.held, *others))


def person_words(assessment: Assessment, person: PersonCertainty) -> str:
    """What a person's score says about the person's true level, and how far the total may be out."""
    again = f"{LOOK_AGAIN}。" if person.look_again else ""
    return (
        f"分数有误差：换一份同样难的卷，总分上下会差 {_points(person.error)}左右。"
        f"真实水平是{level_words(assessment, person)}；"
        f"真实总分十次里有九次在 {plain(person.low)} 到 {plain(person.high)} 之间。{again}"
    )


def short_words(assessment: Assessment, result: PersonResult) -> str:
    """The chance of a person's level in a table; empty where there is none."""
    person = of_person(assessment, result)
    if person is None:
        return ""
    return chance(person.of_held) + (f"，{LOOK_AGAIN}" if person.look_again else "")


def mastery_words(figures: MasteryEstimate) -> str:
    """What may be said of a clause or topic."""
    if figures.mastery is Mastery.TOO_FEW:
        return f"只有 {figures.answers} 次作答，太少，不下结论"
    if figures.mastery is Mastery.WEAK and figures.items == 1:
        return f"{figures.mastery.value}（只有 1 道题考到，先看题）"
    return figures.mastery.value


def span_words(figures: MasteryEstimate) -> str:
    """The estimate of a rate with the bounds that hold it nine times in ten."""
    return f"{plain(figures.estimate)}%（{plain(figures.low)}–{plain(figures.high)}%）"


def topic_title(assessment: Assessment, topic: str) -> str:
    """The title of a topic."""
    titles = assessment.mastery.titles if assessment.mastery else {}
    return titles.get(topic) or topic or "没有记知识点"


def weak_rule(assessment: Assessment) -> str:
    """By which rule clauses and topics are called weak."""
    rule = assessment.scheme.certainty
    return (
        f"少于 {rule.least_answers} 次作答的不下结论。其余的，把得分率向所属知识点靠，题次越少靠得越多；"
        f"有 {plain(rule.sure)}% 以上的把握比全体低 {plain(rule.margin)} 个百分点以上，才叫偏弱（默认值，在方案里改）。"
    )
