"""Formulas of the content, such as ``households * visits``, evaluated exactly in decimals.

A formula may use names, numbers, arithmetic, comparisons and a few functions. Attributes, indexes
and Python itself are out of its reach.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, DecimalException
from functools import lru_cache

from lianbing.domain.kernel.decimals import EXACT, ratio, round_half_up
from lianbing.errors import ExpressionFault

Value = Decimal | bool | str
"""The result of a formula: a number, a truth value, or a text such as ``07:30``."""

Column = tuple[Value, ...]
"""The values of a table column, one for each row; aggregates such as ``total`` take a column."""

Names = Mapping[str, Value | Column]
"""The values and columns that a formula may use, by name."""

_MAX_LENGTH = 300

_ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: EXACT.add,
    ast.Sub: EXACT.subtract,
    ast.Mult: EXACT.multiply,
    ast.Div: ratio,
    ast.FloorDiv: lambda a, b: ratio(a, b).to_integral_value(ROUND_FLOOR),
    ast.Mod: lambda a, b: EXACT.subtract(a, EXACT.multiply(b, ratio(a, b).to_integral_value(ROUND_FLOOR))),
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Decimal, Decimal], bool]] = {
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS: dict[str, Callable[..., Decimal]] = {
    "min": min,
    "max": max,
    "abs": EXACT.abs,
    "ceil": lambda value: value.to_integral_value(ROUND_CEILING),
    "floor": lambda value: value.to_integral_value(ROUND_FLOOR),
    "round": lambda value, places=Decimal(0): round_half_up(value, int(places)),
}
_AGGREGATES: dict[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "total": lambda column: sum(column, Decimal(0)),
    "average": lambda column: ratio(sum(column, Decimal(0)), Decimal(len(column))),
    "largest": max,
    "smallest": min,
    "rows": lambda column: Decimal(len(column)),
}


def evaluate(formula: str, names: Names) -> Value:
    """The value of ``formula`` with ``names`` bound.

    Raises:
        ExpressionFault: the formula is unreadable, divides by zero, or holds an unknown name or
            function or a value of the wrong kind.
    """
    read = _parse(formula)
    try:
        return _Evaluator(read, names).value(read.body)
    except (DecimalException, TypeError, ZeroDivisionError) as error:
        raise ExpressionFault(f"算式“{formula}”算不出来：检查是否除以 0、参数个数是否对") from error


def evaluate_number(formula: str, names: Names) -> Decimal:
    """The number that ``formula`` gives; raises ExpressionFault, also for any other result."""
    value = evaluate(formula, names)
    if not isinstance(value, Decimal):
        raise ExpressionFault(f"算式“{formula}”的结果不是数字")
    return value


def parsed(formula: str) -> ast.expr:
    """The syntax tree of a formula; raises ExpressionFault if it is unreadable."""
    return _parse(formula).body


@dataclass(frozen=True)
class _Formula:
    """A parsed formula. ``numbers`` holds the exact value of each number as it is written."""

    text: str
    body: ast.expr
    numbers: Mapping[ast.Constant, Decimal]


@lru_cache(maxsize=4096)  # a table evaluates the same formula for every row
def _parse(formula: str) -> _Formula:
    if len(formula) > _MAX_LENGTH:
        raise ExpressionFault(f"算式太长（超过 {_MAX_LENGTH} 个字符）：请拆成几步")
    text = formula.strip()
    try:
        body = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise ExpressionFault(f"算式“{formula}”写得不对：检查括号和运算符") from error
    numbers = {
        node: _exactly(text, node)
        for node in ast.walk(body)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float)
    }
    return _Formula(formula, body, numbers)


def _exactly(text: str, node: ast.Constant) -> Decimal:
    try:
        return Decimal(ast.get_source_segment(text, node) or str(node.value))
    except DecimalException as error:
        raise ExpressionFault(f"算式“{text}”算不出来：数字只能写成十进制") from error


class _Evaluator:
    """Evaluates the syntax tree of one formula."""

    def __init__(self, formula: _Formula, names: Names) -> None:
        self._formula = formula.text
        self._numbers = formula.numbers
        self._names = names

    def value(self, node: ast.expr) -> Value:
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name(id=name):
                return self._value_of(name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return EXACT.minus(self._number(operand))
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
                return _ARITHMETIC[type(op)](self._number(left), self._number(right))
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
                return _COMPARISONS[type(op)](self._number(left), self._number(right))
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._call(name, args)
        raise ExpressionFault(f"算式“{self._formula}”里有不认识的写法：只能用加减乘除、比较和文档列出的函数")

    def _value_of(self, name: str) -> Value:
        if name not in self._names:
            raise ExpressionFault(f"算式“{self._formula}”里的名字“{name}”没有定义")
        value = self._names[name]
        if isinstance(value, tuple):
            raise ExpressionFault(f"算式“{self._formula}”里的列“{name}”要放进 {'、'.join(_AGGREGATES)} 里用")
        return value

    def _constant(self, node: ast.Constant) -> Value:
        if isinstance(node.value, bool):
            return node.value
        if node in self._numbers:
            return self._numbers[node]
        raise ExpressionFault(f"算式“{self._formula}”里只能写数字和名字")

    def _number(self, node: ast.expr) -> Decimal:
        value = self.value(node)
        if not isinstance(value, Decimal):
            raise ExpressionFault(f"算式“{self._formula}”里有一项不是数字")
        return value

    def _call(self, name: str, args: list[ast.expr]) -> Value:
        if name == "if_else" and len(args) == 3:
            condition = self.value(args[0])
            if not isinstance(condition, bool):
                raise ExpressionFault(f"算式“{self._formula}”：if_else 的第一项要是比较")
            return self.value(args[1] if condition else args[2])
        if name == "equals" and len(args) == 2:
            return self._text(args[0]) == self._text(args[1])
        if name in _AGGREGATES and len(args) == 1:
            return _AGGREGATES[name](self._column(args[0]))
        if name not in _FUNCTIONS:
            raise ExpressionFault(f"算式“{self._formula}”里的函数“{name}”不认识")
        return _FUNCTIONS[name](*(self._number(arg) for arg in args))

    def _text(self, node: ast.expr) -> str:
        value = node.value if isinstance(node, ast.Constant) else self.value(node)
        if not isinstance(value, str):
            raise ExpressionFault(f"算式“{self._formula}”：equals 比较的是两段文字")
        return value

    def _column(self, node: ast.expr) -> list[Decimal]:
        column = self._names.get(node.id) if isinstance(node, ast.Name) else None
        if not isinstance(column, tuple) or not column:
            raise ExpressionFault(f"算式“{self._formula}”：{'、'.join(_AGGREGATES)} 里要写数据表的一列")
        numbers = [value for value in column if isinstance(value, Decimal)]
        if len(numbers) != len(column):
            raise ExpressionFault(f"算式“{self._formula}”：这一列不全是数字")
        return numbers
