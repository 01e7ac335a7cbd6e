"""Model of ``code:``, what a code task of ``quizzes/*.yml`` has instead of a key."""

from __future__ import annotations

import ast
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.validation import Model
from lianbing.domain.items.code_tasks import CodeTask, EdgeCase, Returned
from lianbing.domain.items.question import Rule

Words = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Setting = Decimal | str
FEWEST_HIDDEN, FEWEST_EDGES = 2, 1


class ReturnedModel(Model):
    """A number that the function returns."""

    name: Words
    field: Words
    share: Annotated[Decimal, Field(gt=0)] = Decimal(1)

    def build(self) -> Returned:
        """The number."""
        return Returned(name=self.name, field=self.field, share=self.share)


class EdgeModel(Model):
    """极端数据."""

    title: Words
    rows: Annotated[int, Field(ge=1, le=500)] | None = None
    set: dict[str, Setting | list[Setting]] = {}

    @model_validator(mode="after")
    def _something_extreme(self) -> EdgeModel:
        if self.rows is None and not self.set:
            raise ValueError(f"极端数据“{self.title}”：rows 和 set 至少写一样，否则与随机数据没有分别")
        return self

    def build(self) -> EdgeCase:
        """The edge case."""
        settings = {name: tuple(said) if isinstance(said, list) else said for name, said in self.set.items()}
        return EdgeCase(self.title, self.rows, settings)


class CodeModel(Model):
    """Which exercise, which function, what it returns, and which hidden data it is called with."""

    task: Words
    function: Name = "solve"
    parameters: list[Name] = []
    returns: Annotated[list[ReturnedModel], Field(min_length=1)]
    hidden: Annotated[int, Field(ge=FEWEST_HIDDEN, le=20)] = 3
    edges: Annotated[list[EdgeModel], Field(min_length=FEWEST_EDGES)]
    starter: Words

    @model_validator(mode="after")
    def _sound(self) -> CodeModel:
        names = [returned.name for returned in self.returns]
        if len(set(names)) != len(names):
            raise ValueError("returns 里有两个数同名：改一个名字")
        problem = starter_problem(self.starter, self.function)
        if problem:
            raise ValueError(f"starter（给学员的开头）：{problem}")
        unsaid = [name for name in names if name not in self.starter]
        if unsaid:
            raise ValueError(f"starter 的说明里没有写要交回 {'、'.join(unsaid)}：学员不知道字典的键怎么写")
        return self

    def build(self, rule: Rule) -> CodeTask:
        """What the question has instead of a key."""
        return CodeTask(
            task=self.task,
            function=self.function,
            starter=self.starter.rstrip() + "\n",
            returns=tuple(returned.build() for returned in self.returns),
            parameters=tuple(self.parameters),
            hidden=self.hidden,
            edges=tuple(edge.build() for edge in self.edges),
            rule=rule,
        )


def starter_problem(starter: str, function: str) -> str:
    """What is wrong with the beginning that learners are given: it says what to do, and does none of it."""
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
    """How many arguments the function of a sound starter takes."""
    (function,) = (node for node in ast.parse(starter).body if isinstance(node, ast.FunctionDef))
    return len(function.args.args)
