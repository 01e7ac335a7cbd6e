"""The model of ``grading/analysis.yml``: when somebody should look at a question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model, read_model
from lianbing.errors import ContentFaults, Fault
from lianbing.psychometrics.items.looking import LookingRules

FILE = "grading/analysis.yml"
Percent = Annotated[float, Field(ge=1, le=99)]


class LookModel(Model):
    """The limits, shares in per cent."""

    easy: Percent
    hard: Percent
    telling: Annotated[float, Field(ge=0, le=0.9)]
    dubious: Percent
    unused: Percent
    drift: Percent
    by_chance: Annotated[float, Field(ge=1, le=50)]

    @model_validator(mode="after")
    def _apart(self) -> LookModel:
        if self.hard >= self.easy:
            raise ValueError(f"hard（{self.hard:g}）要比 easy（{self.easy:g}）小：得分率低的是难题")
        return self

    def build(self) -> LookingRules:
        """The rules, with shares from 0 to 1."""
        return LookingRules(
            easy=self.easy / 100,
            hard=self.hard / 100,
            telling=self.telling,
            dubious=self.dubious,
            unused=self.unused / 100,
            drift=self.drift / 100,
            by_chance=self.by_chance / 100,
        )


class AnalysisFile(Model):
    """题库分析的界线."""

    look: LookModel


def has_looking_rules(root: Path) -> bool:
    """Whether the root has the file."""
    return (root / FILE).is_file()


def read_looking_rules(root: Path) -> LookingRules:
    """The rules in force; raises ContentFaults, also where there is no file."""
    if not has_looking_rules(root):
        message = "没有这个文件：哪些题要看一看按它定，照练兵自带的 grading/analysis.yml 写一份"
        raise ContentFaults([Fault(FILE, 0, message)])
    return read_model(root / FILE, root, AnalysisFile)[0].look.build()
