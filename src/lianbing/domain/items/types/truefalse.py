"""判断题: whether a sentence is true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.items.keys import Key
from lianbing.domain.items.on_paper import TrueOrFalse
from lianbing.domain.items.question import Draft, Guide, ItemType, Question, WrittenKey
from lianbing.domain.items.scoring import CORRECT, MALFORMED, WRONG, Score
from lianbing.domain.kernel.expressions import Names, evaluate
from lianbing.domain.kernel.folding import Simplify
from lianbing.errors import ExpressionFault


@dataclass(frozen=True)
class TrueFalseKey(Key):
    """Key of a true/false question."""

    json_type = "truefalse"
    correct: bool

    def judge(self, answer: object, simplify: Simplify) -> Score:
        if not isinstance(answer, bool):
            return MALFORMED
        return CORRECT if answer is self.correct else WRONG

    def right_answer(self) -> bool:
        return self.correct

    def wrong_answer(self) -> bool:
        return not self.correct

    def shown(self) -> str:
        return _WORDS[self.correct]


_WORDS = {True: "对", False: "错"}


@dataclass(frozen=True)
class WrittenTruth(WrittenKey):
    """The written key of a true/false question: a truth value, or a comparison."""

    formula: str

    def key(self, question: Question, names: Names) -> TrueFalseKey:
        value = evaluate(self.formula, names)
        if not isinstance(value, bool):
            raise ExpressionFault("判断题的答案要是 true、false 或一个比较算式")
        return TrueFalseKey(value)


_COMPARED = re.compile(r"[<>=!(]")
_TRUTHS = ("true", "false", "yes", "no", "t", "f", "y", "n")


def _is_truth_in_words(key: str) -> bool:
    """Whether a key says 对, √ or yes: no comparison, which alone is true or false."""
    return not _COMPARED.search(key) and (not key.isascii() or key.lower() in _TRUTHS)


class TrueFalse(ItemType):
    """判断题."""

    name = "truefalse"
    label = "判断题"
    key_class = TrueFalseKey
    paper = TrueOrFalse()
    guide = Guide(key="`true`、`false`，或一个比较算式")

    def problem(self, draft: Draft) -> str:
        if isinstance(draft.key, str) and draft.key not in draft.values and _is_truth_in_words(draft.key):
            return "判断题的答案写 true 或 false（对写 true，错写 false，不加引号），也可以写一个比较算式"
        sound = isinstance(draft.key, str | int | Decimal)
        return "" if sound else "判断题的答案不能写成列表：写 true、false 或一个比较算式"

    def read(self, draft: Draft) -> WrittenTruth:
        if isinstance(draft.key, bool):
            return WrittenTruth("1 == 1" if draft.key else "1 == 0")
        return WrittenTruth(str(draft.key))

    def answer_words(self, answer: object, options: Mapping[str, str], prompts: Mapping[str, str]) -> str:
        return self.shown_answer(answer)

    def shown_answer(self, answer: object) -> str:
        return _WORDS[answer] if isinstance(answer, bool) else super().shown_answer(answer)


TRUE_FALSE = TrueFalse()
