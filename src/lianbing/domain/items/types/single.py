"""单选题: one of several options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.domain.items.keys import Key
from lianbing.domain.items.on_paper import OneLetter
from lianbing.domain.items.question import Draft, Guide, Item, ItemType, Question, WrittenKey
from lianbing.domain.items.scoring import CORRECT, MALFORMED, WRONG, Score
from lianbing.domain.items.shown import OptionShown
from lianbing.domain.items.types.choosing import judged_options, letters, new_letters, options_problem, why_problem
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify


@dataclass(frozen=True)
class ChoiceKey(Key):
    """Key of a single choice."""

    json_type = "single"
    correct: str
    options: tuple[str, ...]

    def judge(self, answer: object, simplify: Simplify) -> Score:
        if not isinstance(answer, str) or answer not in self.options:
            return MALFORMED
        return CORRECT if answer == self.correct else WRONG

    def relettered(self, letters: Mapping[str, str]) -> ChoiceKey:
        return ChoiceKey(letters[self.correct], new_letters(letters))

    def right_answer(self) -> str:
        return self.correct

    def wrong_answer(self) -> str:
        return next(option for option in self.options if option != self.correct)

    def shown(self) -> str:
        return self.correct


@dataclass(frozen=True)
class Letter(WrittenKey):
    """The written key of a single choice: the letter of the right option."""

    letter: str

    def key(self, question: Question, names: Names) -> ChoiceKey:
        return ChoiceKey(self.letter, tuple(question.options))

    def right_letters(self) -> tuple[str, ...]:
        return (self.letter,)


class Single(ItemType):
    """单选题."""

    name = "single"
    label = "单选题"
    key_class = ChoiceKey
    paper = OneLetter()
    fields = ("options", "why")
    guide = Guide(key="`B`", fields="`options`（从 A 起依次写，2–8 个，不能有两个一样）、`why`")

    def problem(self, draft: Draft) -> str:
        named = letters(draft)
        problem = options_problem(draft, named)
        if problem:
            return problem
        return "单选题只能有一个答案" if len(named) != 1 else why_problem(draft)

    def read(self, draft: Draft) -> Letter:
        return Letter(letters(draft)[0])

    def options_shown(self, item: Item, answer: object) -> tuple[OptionShown, ...]:
        return judged_options(item, answer, item.key.correct if isinstance(item.key, ChoiceKey) else "")


SINGLE = Single()
