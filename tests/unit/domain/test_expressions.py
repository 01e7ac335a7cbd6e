from __future__ import annotations

from contextlib import suppress
from decimal import Decimal, localcontext

import pytest

from lianbing.domain.kernel.expressions import Names, evaluate, evaluate_number
from lianbing.errors import ExpressionFault

NAMES: Names = {"households": Decimal(300), "visits": Decimal(2), "start": "07:30", "enough": True}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("households * visits", "600"),
        ("7 + 2 - 4", "5"),
        ("7 / 2", "3.5"),
        ("7 // 2", "3"),
        ("-7 // 2", "-4"),
        ("7 % 3", "1"),
        ("-7 % 3", "2"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("-(2 + 3)", "-5"),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("abs(-3)", "3"),
        ("ceil(2.1)", "3"),
        ("ceil(-2.1)", "-2"),
        ("floor(2.9)", "2"),
        ("floor(-2.1)", "-3"),
        ("round(2.5)", "3"),
        ("round(0.125, 2)", "0.13"),
        ("round(1250, -2)", "1300"),
        ("if_else(visits >= 2, 10, 20)", "10"),
        ("if_else(visits > 2, 10, 20)", "20"),
        ("  1 + 1  ", "2"),
    ],
)
def test_arithmetic(formula: str, value: str) -> None:
    assert evaluate_number(formula, NAMES) == Decimal(value)


@pytest.mark.parametrize(
    ("formula", "truth"),
    [
        ("2 >= 2", True),
        ("2 > 2", False),
        ("2 <= 2", True),
        ("2 < 2", False),
        ("2 == 2.0", True),
        ("2 != 2", False),
        ("households * visits == 600", True),
    ],
)
def test_comparisons(formula: str, truth: bool) -> None:
    assert evaluate(formula, NAMES) is truth


@pytest.mark.parametrize(
    "formula",
    [
        "0.1 + 0.2 == 0.3",
        "1.1 * 1.1 == 1.21",
        "0.3 - 0.1 == 0.2",
        "4.35 * 100 == 435",
        "1000000000000000000000000000000 + 0.01 > 1000000000000000000000000000000",
        "1234567890123456789 * 9876543210987654321 == 12193263113702179522374638011112635269",
    ],
)
def test_sums_and_products_are_exact(formula: str) -> None:
    assert evaluate(formula, {}) is True


def test_the_context_of_the_thread_changes_no_result() -> None:
    with localcontext() as context:
        context.prec = 4
        assert evaluate_number("12345.678 + 0.001", {}) == Decimal("12345.679")


def test_if_else_leaves_the_other_branch_alone() -> None:
    assert evaluate_number("if_else(visits == 0, 0, households / visits)", {**NAMES, "visits": Decimal(0)}) == 0


def test_a_name_may_stand_for_a_text_or_a_truth_value() -> None:
    assert evaluate("start", NAMES) == "07:30"
    assert evaluate("if_else(enough, 1, 2)", NAMES) == 1


@pytest.mark.parametrize(
    "formula",
    [
        "households.real",
        "households.__class__",
        "().__class__.__bases__[0].__subclasses__()",
        "__import__('os').system('true')",
        "open('/etc/passwd')",
        "(lambda: 1)()",
        "[1 for x in range(9)]",
        "households[0]",
        "f'{households}'",
        "'text'",
        "b'1'",
        "None",
        "...",
        "1j",
        "2 ** 9999999",
        "9 << 9999999",
        "1 & 1",
        "~1",
        "not 1",
        "1 and 1",
        "1 if 1 else 2",
        "1 < 2 < 3",
        "1 in households",
        "(x := 1)",
        "max(*households)",
        "round(2.5, places=1)",
        "min(households=1)",
        "eval('1')",
        "max.__call__(1, 2)",
        "import os",
        "x = 1",
        "1; 2",
        "1 +",
        "(1",
        "",
        " ",
        "\x00",
        "1\n2",
        "１ + １",
        "0x10",
        "round(1, 1e400)",
        "round(1e99)",
        "-1e9999999",
        "1e999999 * 1e999999",
    ],
)
def test_anything_but_arithmetic_is_refused(formula: str) -> None:
    with pytest.raises(ExpressionFault):
        evaluate(formula, NAMES)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("shops * 2", "shops"),
        ("sqrt(2)", "sqrt"),
        ("1 / 0", "除以 0"),
        ("1 % 0", "除以 0"),
        ("0 // 0", "除以 0"),
        ("max()", "参数个数"),
        ("abs(1, 2)", "参数个数"),
        ("round(1, 2, 3)", "参数个数"),
        ("if_else(1, 2)", "if_else"),
        ("if_else(1, 2, 3)", "if_else"),
        ("start + 1", "不是数字"),
        ("enough + 1", "不是数字"),
        ("True + 1", "不是数字"),
    ],
)
def test_a_fault_names_what_is_wrong(formula: str, words: str) -> None:
    with pytest.raises(ExpressionFault) as caught:
        evaluate(formula, NAMES)
    assert words in caught.value.message


def test_a_long_formula_is_refused_before_it_is_parsed() -> None:
    assert evaluate("+".join("1" * 150), {}) == 150
    with pytest.raises(ExpressionFault, match="太长"):
        evaluate("+".join("1" * 151), {})


@pytest.mark.parametrize("formula", ["-" * 299 + "1", "(" * 149 + "1" + ")" * 149])
def test_deep_nesting_ends_in_a_number_or_a_fault(formula: str) -> None:
    with suppress(ExpressionFault):
        assert abs(evaluate_number(formula, {})) == 1


@pytest.mark.parametrize("formula", ["1 > 0", "start"])
def test_a_number_is_not_a_truth_value_or_a_text(formula: str) -> None:
    with pytest.raises(ExpressionFault, match="不是数字"):
        evaluate_number(formula, NAMES)
