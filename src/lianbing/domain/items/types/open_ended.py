"""简答题 and 案例分析题: texts that are marked by their scoring points, or by a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import ClassVar

from lianbing.domain.items.keys import Key
from lianbing.domain.items.on_paper import LongText
from lianbing.domain.items.question import Draft, Guide, ItemType, MarkedBy, Question, ScoringPoint, WrittenKey
from lianbing.domain.items.scoring import MALFORMED, REVIEW, Score
from lianbing.domain.kernel.bindings import fill
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify


@dataclass(frozen=True)
class OpenKey(Key):
    """Key of an open question: its scoring points; ``ordered`` if they must be in order."""

    json_type = "open"
    scoring_points: tuple[ScoringPoint, ...]
    model: str
    ordered: bool = False

    def judge(self, answer: object, simplify: Simplify) -> Score:
        """Returns REVIEW for text; :mod:`lianbing.domain.marking` finds its scoring points."""
        return REVIEW if isinstance(answer, str) else MALFORMED

    def right_answer(self) -> str:
        return self.model

    def wrong_answer(self) -> str:
        return "不知道"

    def shown(self) -> str:
        points = (f"要点：{point.text}（{plain(point.share)} 份）" for point in self.scoring_points)
        return "\n".join([self.model, *points])


@dataclass(frozen=True)
class ModelAnswer(WrittenKey):
    """The written key of an open question: the model answer and its scoring points."""

    scoring_points: tuple[ScoringPoint, ...]
    model: str
    ordered: bool = False

    def key(self, question: Question, names: Names) -> OpenKey:
        points = tuple(replace(point, text=fill(point.text, names)) for point in self.scoring_points)
        return OpenKey(points, fill(self.model, names), self.ordered)

    def compared_texts(self) -> tuple[str, ...]:
        return tuple(chain(*chain(*(point.keywords for point in self.scoring_points))))


class Case(ItemType):
    """案例分析题: always marked by a person."""

    name = "case"
    label = "案例分析题"
    key_class = OpenKey
    fields: ClassVar[tuple[str, ...]] = ("scoring_points", "model")
    keyless = "答案写在 scoring_points 和 model 里"
    marked_by = MarkedBy.PERSON
    paper = LongText(14)
    guide = Guide(key="不写", fields="`model`、`scoring_points`（不写 `keywords`）")

    def problem(self, draft: Draft) -> str:
        if not draft.scoring_points or not draft.model.strip():
            return f"{self.label}要有 scoring_points（得分点）和 model（参考答案）"
        return ""

    def read(self, draft: Draft) -> ModelAnswer:
        return ModelAnswer(draft.scoring_points, draft.model.strip(), draft.ordered)


class Short(Case):
    """简答题: marked by its scoring points where those are clear."""

    name = "short"
    label = "简答题"
    fields = ("scoring_points", "model", "ordered")
    marked_by = MarkedBy.POINTS
    paper = LongText(6)
    guide = Guide(key="不写", fields="`model`、`scoring_points`（每个都有 `keywords`）、`ordered`（可省）")

    def problem(self, draft: Draft) -> str:
        problem = super().problem(draft)
        if not problem and not all(point.keywords for point in draft.scoring_points):
            return "简答题的每个得分点要有 keywords"
        return problem


SHORT, CASE = Short(), Case()
