"""多选题: all right options out of several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.on_paper import SeveralLetters
from lianbing.domain.items.question import Draft, Guide, Item, ItemType, Question, WrittenKey
from lianbing.domain.items.scoring import CORRECT, MALFORMED, WRONG, Score, Verdict, is_nothing
from lianbing.domain.items.shown import OptionShown
from lianbing.domain.items.types.choosing import (
    chosen,
    judged_options,
    letters,
    new_letters,
    options_problem,
    why_problem,
)
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify


@dataclass(frozen=True)
class MultipleKey(Key):
    """Key of a multiple choice."""

    json_type = "multiple"
    correct: frozenset[str]
    options: tuple[str, ...]
    rule: Rule = Rule.EXACT

    def judge(self, answer: object, simplify: Simplify) -> Score:
        picked = chosen(answer, self.options)
        if picked is None:
            return MALFORMED
        right = len(self.correct.intersection(picked))
        wrong, due = len(picked) - right, len(self.correct)
        if right == due and not wrong:
            return CORRECT
        earned = Fraction(0)
        if self.rule is Rule.DEDUCT:
            # A wrong choice costs a right one's share, or more where few are wrong, so that choosing all never pays.
            earned = Fraction(right, due) - Fraction(wrong, min(due, len(self.options) - due) or 1)
        elif not wrong:
            earned = {Rule.HALF: Fraction(1, 2), Rule.SHARE: Fraction(right, due)}.get(self.rule, earned)
        return Score(Verdict.PARTIAL, earned) if earned > 0 else WRONG

    def relettered(self, letters: Mapping[str, str]) -> MultipleKey:
        return MultipleKey(frozenset(letters[letter] for letter in self.correct), new_letters(letters), self.rule)

    def compared(self, answer: object, options: Mapping[str, str], simplify: Simplify) -> str:
        return super().compared(sorted(chosen(answer, self.options) or (), key=options.__getitem__), options, simplify)

    def right_answer(self) -> list[str]:
        return sorted(self.correct)

    def wrong_answer(self) -> list[str]:
        wrong = [option for option in self.options if option not in self.correct]
        return wrong[:1] or sorted(self.correct)[:1]

    def shown(self) -> str:
        return "、".join(sorted(self.correct))


@dataclass(frozen=True)
class Letters(WrittenKey):
    """The letters of the right options."""

    letters: tuple[str, ...]
    rule: Rule = Rule.EXACT

    def key(self, question: Question, names: Names) -> MultipleKey:
        return MultipleKey(frozenset(self.letters), tuple(question.options), self.rule)

    def right_letters(self) -> tuple[str, ...]:
        return self.letters


class Multiple(ItemType):
    """多选题."""

    name = "multiple"
    label = "多选题"
    key_class = MultipleKey
    paper = SeveralLetters()
    fields = ("options", "why")
    rules = {
        Rule.EXACT: "漏选、错选都不得分",
        Rule.HALF: "漏选得半分，错选不得分",
        Rule.SHARE: "选对几项得几项的分，错选不得分",
        Rule.DEDUCT: "选对按项得分，错选倒扣，扣完为止",
    }
    guide = Guide(key="`[A, C]`，至少两个", fields="`options`、`why`")

    def problem(self, draft: Draft) -> str:
        keys = letters(draft)
        problem = options_problem(draft, keys)
        if problem:
            return problem
        if not isinstance(draft.key, list | tuple) or len(keys) < 2 or len(set(keys)) != len(keys):
            return "多选题的答案要写成列表，至少两个、不重复"
        if draft.rule is Rule.DEDUCT and len(keys) == len(draft.options):
            return "rule: deduct（错选倒扣）的题至少要有一个错项"
        return why_problem(draft)

    def read(self, draft: Draft) -> Letters:
        return Letters(letters(draft), self.rule_of(draft))

    def options_shown(self, item: Item, answer: object) -> tuple[OptionShown, ...]:
        """Returns the options beside an answer, including right ones that were left out of a nonblank answer."""
        right = item.key.correct if isinstance(item.key, MultipleKey) else frozenset()
        shown = judged_options(item, answer, right)
        if is_nothing(answer):
            return shown
        missed = right - {option.letter for option in shown if option.note}
        return tuple(replace(option, note="（漏选）") if option.letter in missed else option for option in shown)


MULTIPLE = Multiple()
