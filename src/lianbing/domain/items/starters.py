"""Starter code: a function with a docstring and no implementation, which learners complete."""

from __future__ import annotations

import ast


def starter_problem(starter: str, function: str) -> str:
    """Describes the first problem of starter code, which must be one function without implementation."""
    problem = _starter_problem(starter, function)
    return f"starter（给学员的开头）：{problem}" if problem else ""


def _starter_problem(starter: str, function: str) -> str:
    try:
        body = ast.parse(starter).body
    except (SyntaxError, ValueError):
        return "不是能运行的 Python 代码"
    functions = [node for node in body if isinstance(node, ast.FunctionDef)]
    if [node.name for node in functions] != [function]:
        return f"要有而且只有一个函数 {function}"
    if not all(isinstance(node, ast.FunctionDef | ast.Import | ast.ImportFrom) for node in body):
        return "函数外面只能有 import"
    if not ast.get_docstring(functions[0]):
        return f"函数 {function} 要有说明（三引号），写清参数和要交回的数"
    if not all(_does_nothing(statement) for statement in functions[0].body[1:]):
        return "函数里只写说明和 pass，不写解法"
    return ""


def _does_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def arguments_of(starter: str) -> int:
    """The number of arguments of the function in valid starter code."""
    (function,) = (node for node in ast.parse(starter).body if isinstance(node, ast.FunctionDef))
    return len(function.args.args)
