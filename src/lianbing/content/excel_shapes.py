"""Checks of the Excel expressions in data exercises.

Learners use WPS and all versions of Excel, so an expression may hold only functions that all of
them know. It must work when it is typed and Enter is pressed: arithmetic on whole columns is
allowed only inside SUMPRODUCT, because elsewhere it needs an array formula.
"""

from __future__ import annotations

import re

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils.cell import range_boundaries

from lianbing.domain.kernel.bindings import PLACEHOLDER

_FUNCTION = re.compile(
    r"ABS|AND|AVERAGE(?:IFS?)?|COUNT(?:A|IFS?)?|IF|INDEX|INT|LARGE|MATCH|MAX|MEDIAN|MIN|MOD|NOT|OR|RANK"
    r"|ROUND(?:DOWN|UP)?|SMALL|SUM(?:IFS?|PRODUCT)?|VLOOKUP"
)
_QUOTED = re.compile(r'"[^"]*"')
_FULL_WIDTH = re.compile(r"[\u201c\u201d\u2018\u2019\u3000\uff01-\uff5e\u00d7\u00f7\u2212]")
_REFERENCE = re.compile(r"\$?[A-Z]{1,2}\$?[1-9]\d*(?::\$?[A-Z]{1,2}\$?[1-9]\d*)?")
_CALCULATING = (Token.OP_IN, Token.OP_PRE, Token.OP_POST)


def expression_problem(excel: str, corner: tuple[int, int]) -> str:
    """What is wrong first with an Excel expression, in Chinese; empty if nothing is.

    ``corner`` is the last column and row of the sheet that the expression refers to, counted from
    1.
    """
    if not excel.startswith("="):
        return "excel 要以 = 开头，像在单元格里写公式那样"
    bare = _QUOTED.sub("", excel)
    wrong = _FULL_WIDTH.search(bare)
    if wrong:
        return f"excel 里的“{wrong[0]}”是中文标点或符号：公式里的括号、逗号、引号和运算符号都用半角"
    if bare.count("(") != bare.count(")"):
        return "excel 里的左右括号不一样多"
    try:
        tokens = [token for token in Tokenizer(PLACEHOLDER.sub("1", excel)).items if token.type != Token.WSPACE]
    except (TokenizerError, IndexError):
        return "excel 里的公式读不懂：检查括号和引号是不是成对"
    return _unknown_function(tokens) or _outside(tokens, corner) or _array(tokens)


def _unknown_function(tokens: list[Token]) -> str:
    names = [token.value.rstrip("(") for token in tokens if token.type == Token.FUNC and token.subtype == Token.OPEN]
    unknown = [name for name in names if not _FUNCTION.fullmatch(name)]
    return f"excel 里的函数 {unknown[0]} 不在学员常用的函数里：换一个写法，函数名用大写" if unknown else ""


def _outside(tokens: list[Token], corner: tuple[int, int]) -> str:
    for token in _references(tokens):
        if not _REFERENCE.fullmatch(token.value):
            return f"excel 里的“{token.value}”不是单元格：写成 D2 或 D2:D21，文字加半角双引号"
        first_column, first_row, last_column, last_row = range_boundaries(token.value)
        if first_column > last_column or first_row > last_row:
            return f"excel 里的 {token.value} 前后颠倒了"
        if last_column > corner[0] or last_row > corner[1]:
            return f"excel 里的 {token.value} 在数据表外面：第 1 行是表头，数据从 A2 开始"
        if first_row == 1:
            return f"excel 里的 {token.value} 占了表头那一行：数据从第 2 行开始"
    return ""


def _references(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == Token.OPERAND and token.subtype == Token.RANGE]


def _array(tokens: list[Token]) -> str:
    """What is wrong with columns that only an array formula calculates right; empty if nothing.

    Those are whole columns beside an operator outside SUMPRODUCT, and columns directly in IF.
    """
    functions: list[str] = []
    for place, token in enumerate(tokens):
        if token.subtype == Token.OPEN:
            functions.append(token.value.rstrip("("))
        elif token.subtype == Token.CLOSE:
            functions.pop()
        elif token.subtype == Token.RANGE and ":" in token.value:
            neighbours = tokens[max(place - 1, 0) : place + 2]
            calculated = any(other.type in _CALCULATING for other in neighbours)
            if (calculated and "SUMPRODUCT" not in functions) or functions[-1:] == ["IF"]:
                return f"excel 里拿整列 {token.value} 计算，要放在 SUMPRODUCT 里：不然只有数组公式才算得对"
    return ""
