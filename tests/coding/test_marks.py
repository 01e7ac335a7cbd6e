"""Numbers against numbers: what a check takes, what each rule gives, and that nothing counts that was not run."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.items.keys import Rule
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.code import CodeCase, CodeKey, ReturnedNumber
from lianbing.domain.kernel.tables import Table
from lianbing.domain.marking.code_marks import CaseRun, judge

TABLE = Table(("量",), (("1",), ("2",)))


def key(rule: Rule = Rule.EACH, allowed: str = "0.1") -> CodeKey:
    checks = (
        ReturnedNumber(name="率", share=Decimal(2), absolute=Decimal(allowed)),
        ReturnedNumber(name="户", share=Decimal(1)),
    )
    cases = tuple(
        CodeCase(title, TABLE, (), (Decimal(rate), Decimal(shops)), edge)
        for title, rate, shops, edge in (
            ("随机数据", "12.3", "4", False),
            ("随机数据", "45.6", "7", False),
            ("只有一行", "0", "0", True),
            ("都一样", "50", "2", True),
        )
    )
    return CodeKey(function="solve", starter="def solve():\n    pass\n", numbers=checks, cases=cases, rule=rule)


def right(asked: CodeKey) -> list[CaseRun]:
    return [
        CaseRun({check.name: value for check, value in zip(asked.numbers, case.expected, strict=True)})
        for case in asked.cases
    ]


def wrong_at(asked: CodeKey, *places: tuple[int, str]) -> list[CaseRun]:
    """Right but for one number (by name) on one set of data (from 0)."""
    runs = right(asked)
    for place, name in places:
        runs[place] = CaseRun({**runs[place].numbers, name: Decimal(999)})
    return runs


def test_all_right() -> None:
    assert judge(key(), right(key())).score.verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    ("rule", "places", "earned"),
    [
        (Rule.EACH, [(0, "率")], Fraction(1, 3)),
        (Rule.EACH, [(3, "率")], Fraction(1, 3)),
        (Rule.EACH, [(3, "户")], Fraction(2, 3)),
        (Rule.EACH, [(0, "率"), (1, "户")], Fraction(0)),
        (Rule.SHARE, [(0, "率")], Fraction(1, 3)),
        (Rule.SHARE, [(3, "率")], Fraction(2, 3) * Fraction(3, 4) + Fraction(1, 3)),
        (Rule.SHARE, [(2, "户"), (3, "户")], Fraction(2, 3) + Fraction(1, 3) * Fraction(1, 2)),
        (Rule.EXACT, [(3, "户")], Fraction(0)),
    ],
)
def test_each_rule_gives_its_share(rule: Rule, places: list[tuple[int, str]], earned: Fraction) -> None:
    assert judge(key(rule), wrong_at(key(rule), *places)).score.fraction == earned


def test_right_on_extreme_data_alone_earns_nothing() -> None:
    """Always 0 is right where there is nothing to find; that shows no skill."""
    zero = [CaseRun({"率": Decimal(0), "户": Decimal(0)})] * 4
    assert judge(key(Rule.SHARE), zero).score.fraction == 0


@pytest.mark.parametrize(
    ("got", "fine"),
    [("12.3", True), ("12.35", True), ("12.400000000000000001", True), ("12.41", False), ("12.199", False)],
)
def test_a_number_within_the_tolerance_is_right(got: str, fine: bool) -> None:
    runs = right(key())
    runs[0] = CaseRun({**runs[0].numbers, "率": Decimal(got)})
    assert bool(judge(key(), runs).results[0].misses) is not fine


def test_binary_floats_are_forgiven_where_no_tolerance_is_given() -> None:
    runs = right(key())
    runs[0] = CaseRun({**runs[0].numbers, "户": Decimal(repr(0.1 * 3 * 10 + 1))})
    assert judge(key(), runs).score.verdict is Verdict.CORRECT
    runs[0] = CaseRun({**runs[0].numbers, "户": Decimal("4.0001")})
    assert judge(key(), runs).score.verdict is Verdict.PARTIAL


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (CaseRun(), "没有交回“率”"),
        (CaseRun({"率": "文字", "户": Decimal(4)}), "交回的是文字"),
        (CaseRun(fault="第 3 行运行出错：KeyError"), "没有结果：第 3 行运行出错：KeyError"),
        (CaseRun({"率": Decimal(1), "户": Decimal(4)}), "应为 12.3，交回 1"),
    ],
)
def test_why_is_said_with_the_data_it_happened_on(run: CaseRun, said: str) -> None:
    result = judge(key(), [run, *right(key())[1:]])
    assert result.score.verdict is not Verdict.CORRECT
    assert said in "。".join(result.lines())
    assert "第 1 组数据（随机数据，2 行）" in "。".join(result.lines())


def test_what_was_not_run_after_a_fault_is_said_as_such() -> None:
    runs = [CaseRun(fault="运行超时"), *[CaseRun(fault="没有再运行")] * 3]
    first, others = judge(key(), runs).lines()
    assert first == "在第 1 组数据（随机数据，2 行）上没有结果：运行超时"
    assert others.startswith("在第 2 组数据")
    assert others.endswith("等 3 组上没有结果：没有再运行")


def test_a_fault_is_said_once_and_not_for_each_number() -> None:
    result = judge(key(), [CaseRun(fault="运行超时")] * 4)
    assert result.lines() == ("在第 1 组数据（随机数据，2 行）等 4 组上没有结果：运行超时",)
    assert result.score.fraction == 0


@pytest.mark.parametrize("runs", [[], [CaseRun()] * 3, [CaseRun()] * 5])
def test_runs_that_are_not_those_of_the_key_are_no_score(runs: Sequence[CaseRun]) -> None:
    assert judge(key(), runs).score.verdict is Verdict.UNRUN


def test_what_the_machine_did_is_no_zero() -> None:
    runs = [*right(key())[:3], CaseRun(fault="沙箱中途停了", is_ours=True)]
    result = judge(key(), runs)
    assert result.score.verdict is Verdict.UNRUN
    assert result.unrun == "沙箱中途停了"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (None, Verdict.EMPTY),
        ("", Verdict.EMPTY),
        (" \n", Verdict.EMPTY),
        ("def solve():\n\n    pass", Verdict.EMPTY),
        ("def solve():\n    return {}", Verdict.UNRUN),
        (7, Verdict.MALFORMED),
        (["x"], Verdict.MALFORMED),
        ({"率": "12.3"}, Verdict.MALFORMED),
    ],
)
def test_without_running_nothing_is_ever_right(answer: object, verdict: Verdict) -> None:
    assert score(key(), answer).verdict is verdict


@given(st.lists(st.dictionaries(st.sampled_from(["率", "户"]), st.decimals(allow_nan=False, allow_infinity=False))
                .map(CaseRun), min_size=4, max_size=4), st.sampled_from(list(Rule)))  # fmt: skip
def test_a_share_is_between_nothing_and_all(runs: list[CaseRun], rule: Rule) -> None:
    assert 0 <= judge(key(rule), runs).score.fraction <= 1
