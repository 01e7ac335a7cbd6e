"""The model of ``grading/retention.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model
from lianbing.domain.privacy.retention import Medium, RetentionRule

Words = Annotated[str, Field(min_length=1)]


class RetentionRuleModel(Model):
    """How long records on one medium are kept."""

    medium: Medium
    years: Annotated[int, Field(ge=1, le=100)]
    source: Words
    note: Words = "默认值，按本单位文件改"

    def build(self) -> RetentionRule:
        """The rule."""
        return RetentionRule(**dict(self))


class RetentionFile(Model):
    """保存年限, one rule for each medium."""

    rules: Annotated[list[RetentionRuleModel], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_each(self) -> RetentionFile:
        media = [rule.medium for rule in self.rules]
        twice = {medium for medium in media if media.count(medium) > 1}
        if twice:
            raise ValueError(f"{'、'.join(medium.value for medium in sorted(twice))} 写了两次：每种档案只写一条")
        return self

    def build(self) -> tuple[RetentionRule, ...]:
        """The rules."""
        return tuple(rule.build() for rule in self.rules)
