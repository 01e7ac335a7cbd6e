"""Model of ``code:``, what a code task of ``quizzes/*.yml`` has instead of a key."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from lianbing.content.reading.validation import Model
from lianbing.domain.items.types.code import CodeTask, EdgeCase, Returned

Words = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Setting = Decimal | str


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
    rows: int | None = None
    set: dict[str, Setting | list[Setting]] = {}

    def build(self) -> EdgeCase:
        """The edge case."""
        settings = {name: tuple(value) if isinstance(value, list) else value for name, value in self.set.items()}
        return EdgeCase(self.title, self.rows, settings)


class CodeModel(Model):
    """Which exercise, which function, what it returns, and which hidden data it is called with."""

    task: Words
    function: Name = "solve"
    parameters: list[Name] = []
    returns: list[ReturnedModel]
    hidden: int = 3
    edges: list[EdgeModel]
    starter: Words

    def build(self) -> CodeTask:
        """What the question has instead of a key."""
        return CodeTask(
            task=self.task,
            function=self.function,
            starter=self.starter.rstrip() + "\n",
            returns=tuple(returned.build() for returned in self.returns),
            parameters=tuple(self.parameters),
            hidden=self.hidden,
            edges=tuple(edge.build() for edge in self.edges),
        )
