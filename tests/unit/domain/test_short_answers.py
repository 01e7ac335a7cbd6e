"""What a short answer earns by its scoring points, on which words, how surely, and what makes it doubtful."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lianbing.characters import simplified
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import ScoringPoint
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.marking.short_answers import OpenItem, suggest, suggest_reading
from lianbing.domain.marking.suggestions import Certainty, Finding, Suggestion

STEM = "店主问：“我上季度还高一档，这季度怎么掉了？”你怎样答？"
MODEL = (
    "先拿出公示的分档办法讲清楚，再对照他自己的购进数量和条均价。说明档位由系统评定，自己无权改档。有异议按程序反映。"
)
POINTS = (
    ScoringPoint("拿公示的办法讲依据", Decimal(1), (("公示", "公开"), ("办法", "政策"))),
    ScoringPoint("对照他自己的购进数据", Decimal(2), (("购进", "进货量"), ("条均价", "单条值"))),
    ScoringPoint("不代订，密码自己保管", Decimal(1), (("代订", "代下单"), ("密码",))),
)
RULES = ShortAnswers(automatic=True)
FULL = "先拿出公示的分档办法讲。再看购进数量和条均价。我不能代订，密码您保管。"


def found(answer: str, points: tuple[ScoringPoint, ...] = POINTS, **changes: Any) -> Suggestion:
    key = OpenKey(points, MODEL, changes.pop("ordered", False))
    return suggest(
        OpenItem(STEM, key, Decimal(changes.pop("worth", "4"))), answer, changes.pop("rules", RULES), simplified
    )


def finding(answer: str, number: int = 1, **changes: Any) -> Finding:
    return found(answer, **changes).findings[number - 1]


def test_an_answer_with_all_points_is_clear_and_quotes_its_evidence() -> None:
    made = found(FULL)
    assert (made.earned, made.clear) == (Decimal(4), True)
    assert [each.quote(FULL) for each in made.findings] == [
        "先拿出公示的分档办法讲",
        "再看购进数量和条均价",
        "我不能代订，密码您保管",
    ]
    assert [each.words for each in made.findings] == [("公示", "办法"), ("购进", "条均价"), ("代订", "密码")]


def test_the_confidence_of_an_earned_point_is_half_a_doubt_less_for_each_character_of_evidence() -> None:
    assert finding("先看公示的办法。").confidence == Decimal("0.9375")  # 1 - 1/2^4
    assert finding("看购进数量，还有条均价。", 2).confidence == Decimal("0.9687")  # 1 - 1/2^5, rounded down


def test_a_point_of_which_half_is_said_earns_nothing_and_is_doubtful() -> None:
    made = finding("先看公示。")
    assert (made.earned, made.doubts[-1]) == (Decimal(0), "只见到要点的一部分")
    assert made.confidence <= Decimal("0.5")


def test_a_point_is_surely_missing_only_where_nothing_is_left_that_might_say_it() -> None:
    said = found("先看公示的办法。再看购进数量和条均价。")
    assert (said.findings[2].earned, said.findings[2].confidence, said.clear) == (
        Decimal(0),
        Decimal(1),
        True,
    )
    more = found("先看公示的办法。再看购进数量和条均价。口令也别告诉旁人。")
    assert (more.findings[2].confidence, more.clear) == (Decimal("0.5"), False)
    assert "可能换了说法" in more.findings[2].doubts[0]


@pytest.mark.parametrize(
    "answer",
    ["没有公示的办法。", "这不是公示的办法。", "公示的办法从来没用。", "公示、办法，这些都没有。", "禁止公示办法。"],
)
def test_a_keyword_near_a_negation_is_never_clear(answer: str) -> None:
    assert finding(answer).confidence < RULES.confidence


def test_a_denied_keyword_earns_nothing() -> None:
    assert finding("我们没有公示过办法。").earned == 0


@pytest.mark.parametrize(
    "answer", ["不但公示办法，还要讲清。", "公示的办法和别的店一样，特别清楚。", "无论如何先看公示的办法。"]
)
def test_words_that_only_look_like_negations_are_none(answer: str) -> None:
    assert finding(answer).confidence == Decimal("0.9375")


def test_a_point_that_is_itself_negative_wants_the_negation() -> None:
    assert finding("我不能代订，密码您保管。", 3).earned == 1
    allowed = finding("我可以代订，密码给我。", 3)
    assert (allowed.earned, allowed.confidence < Decimal("0.5")) == (Decimal(0), True)


def test_a_prohibition_after_the_keyword_is_doubtful() -> None:
    made = finding("代订是违规的，密码您保管。", 3)
    assert (made.earned, "说不准是正说还是反说" in made.doubts) == (Decimal(1), True)


def test_saying_it_and_its_opposite_is_doubtful() -> None:
    made = finding("先看公示的办法。其实也没有公示。")
    assert (made.earned, "别处有相反的说法" in made.doubts) == (Decimal(1), True)


def test_the_stem_proves_nothing() -> None:
    points = (ScoringPoint("说到上季度高一档", Decimal(1), (("上季度",), ("高一档",))),)
    made = finding("我上季度还高一档。", points=points)
    assert (made.earned, made.confidence) == (Decimal(4), Decimal(0))


def test_words_used_for_one_point_are_not_used_for_another() -> None:
    points = (
        ScoringPoint("约定时间", Decimal(1), (("答复时间",),)),
        ScoringPoint("到点答复", Decimal(1), (("答复时间", "回访"),)),
    )
    once, twice = found("约定好答复时间。", points), found("约定好答复时间。到点就去回访。", points)
    assert once.findings[1].doubts[0] == "同一处的话已经用在别的要点上"
    assert twice.findings[1].words == ("回访",)


def test_words_of_two_points_among_each_other_are_doubtful() -> None:
    points = (
        ScoringPoint("每月是客户经理的", Decimal(1), (("每月",), ("客户经理",))),
        ScoringPoint("年度是零售户的", Decimal(1), (("年度",), ("零售户",))),
    )
    swapped = found("每月那一条说的是零售户，年度那一条说的是客户经理。", points)
    assert not any(each.confidence >= RULES.confidence for each in swapped.findings)
    assert found("每月那一条说的是客户经理。年度那一条说的是零售户。", points).clear


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        ("公示，办法，购进，条均价，代订，密码", "只有关键词，没有成句"),
        ("公示公开办法政策购进进货量条均价", "全文大半是关键词"),
        ("公示的办法？", "是一个问句"),
        ("先看公示。天气很好。路上有点堵。再说办法。", "要点的话分散在几处"),
        ("先看公示的办法。" + "今天天气很好。" * 40, "比参考答案长得多"),
    ],
)
def test_tricks_are_told(answer: str, doubt: str) -> None:
    made = finding(answer)
    assert any(doubt in each for each in made.doubts), made.doubts
    assert made.confidence < RULES.confidence


def test_a_group_of_synonyms_written_out_in_full_is_doubtful() -> None:
    points = (ScoringPoint("讲依据", Decimal(1), (("公示", "公开", "张贴", "通知"),)),)
    assert "一组近义词全写上了" in finding("办法要公示出来、公开给人看、张贴在墙上并通知到人。", points=points).doubts


def test_one_character_alone_is_no_evidence() -> None:
    points = (ScoringPoint("先学", Decimal(1), (("学", "学习"),)),)
    assert "只凭一个字" in finding("先学一下。", points=points).doubts


def test_the_order_counts_where_the_key_says_so() -> None:
    late = "再看购进数量和条均价。先拿出公示的分档办法讲。我不能代订，密码您保管。"
    assert found(late).clear
    assert "要点的先后不对" in finding(late, 2, ordered=True).doubts
    assert not finding(FULL, 2, ordered=True).doubts


@pytest.mark.parametrize(
    "answer",
    [
        "先拿出公示的分檔辦法講。",
        "先拿出【公 示】的分档办 法讲。".replace("【", "").replace("】", ""),
        "先看公示\u3000的办法。",
    ],
)
def test_script_width_and_spaces_do_not_matter(answer: str) -> None:
    made = finding(answer)
    assert made.earned == 1
    assert made.quote(answer) == answer.rstrip("。")


def test_a_number_is_met_only_whole() -> None:
    points = (ScoringPoint("要卖 250 条", Decimal(1), (("250",), ("6.25",))),)
    assert finding("要卖２５０条，毛利率 6.25%。", points=points).earned == 4
    assert finding("要卖二百五十条，毛利率 6.25%。", points=points).earned == 4
    for other in (
        "要卖 1250 条，6.25%",
        "要卖 2500 条，6.25%",
        "要卖 250 条，16.25%",
        "要卖 250 条，6.255",
        "要卖 250.5 条，6.25",
    ):
        assert finding(other, points=points).earned == 0, other
    thousands = (ScoringPoint("少 1600 元", Decimal(1), (("1600",),)),)
    assert finding("少了 1,600 元。", points=thousands).earned == 4


def test_the_points_of_an_answer_add_up() -> None:
    made = found(FULL, worth="5")
    assert [each.worth for each in made.findings] == [Decimal("1.25"), Decimal("2.50"), Decimal("1.25")]
    third = found(FULL, tuple(ScoringPoint(point.text, Decimal(1), point.keywords) for point in POINTS), worth="5")
    assert [each.earned for each in third.findings] == [Decimal("1.67"), Decimal("1.66"), Decimal("1.67")]
    assert third.earned == 5


def test_a_drill_says_how_sure_is_sure() -> None:
    answer = "先拿出公示的分档办法讲。再看购进数量和条均价。我不能代订，密码您保管。"
    assert found(answer, rules=ShortAnswers(automatic=True, confidence=Decimal("0.99"))).clear is False
    levels = [
        found(answer, rules=ShortAnswers(automatic=True, confidence=Decimal(asked))).level(finding(answer))
        for asked in ("0.9", "0.95")
    ]
    assert levels == [Certainty.HIGH, Certainty.MIDDLE]


def test_the_sentences_say_points_evidence_and_confidence() -> None:
    assert found("先看公示的办法。").lines("先看公示的办法。") == (
        "要点 1（拿公示的办法讲依据）得 1 分，依据“先看公示的办法”，把握高（0.9375）",
        "要点 2（对照他自己的购进数据）不得分，把握高（1）",
        "要点 3（不代订，密码自己保管）不得分，把握高（1）",
    )


def test_a_huge_answer_is_read_no_further_than_it_counts() -> None:
    made = found("先看公示的办法。" * 100_000)
    assert all("只看了前" in each.doubts[-1] for each in made.findings)
    assert not made.clear


def test_a_case_is_read_but_never_marked() -> None:
    points = (ScoringPoint("算出可销天数并判断积压", Decimal(3)), ScoringPoint("不代订、不承诺货源", Decimal(2)))
    answer = "先看库存。可销天数是 31 天，算出来已经积压。"
    made = suggest_reading(OpenItem("读材料，回答问题。", OpenKey(points, "参考答案" * 20), Decimal(5)), answer, RULES)
    assert (made.earned, made.clear) == (None, False)
    assert [each.quote(answer) for each in made.findings] == ["可销天数是 31 天，算出来已经积压", ""]
    assert made.lines(answer)[0].startswith("要点 1（算出可销天数并判断积压）像是说到了：“可销天数")
    assert made.lines(answer)[1].endswith("没有找到相近的话")
