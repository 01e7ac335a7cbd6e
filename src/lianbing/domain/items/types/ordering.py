"""排序题: options to put into their right order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.on_paper import LettersInOrder
from lianbing.domain.items.question import Draft, Guide, ItemType, Question, WrittenKey, part_shown
from lianbing.domain.items.scoring import MALFORMED, Score, shared
from lianbing.domain.items.types.choosing import chosen, letters, new_letters, options_problem
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify

_ARROW = " → "


@dataclass(frozen=True, kw_only=True)
class OrderingKey(Key):
    """Key of an ordering: the options in their right order."""

    json_type = "ordering"
    order: tuple[str, ...]
    options: tuple[str, ...]
    rule: Rule = Rule.EXACT

    def judge(self, answer: object, simplify: Simplify) -> Score:
        ranked = chosen(answer, self.options)
        if ranked is None or len(ranked) != len(self.options):
            return MALFORMED
        place = {option: number for number, option in enumerate(ranked)}
        pairs = list(combinations(self.order, 2))
        right = sum(place[first] < place[second] for first, second in pairs)
        return shared(right, len(pairs), counts=self.rule is Rule.PAIRS)

    def relettered(self, letters: Mapping[str, str]) -> OrderingKey:
        order = tuple(letters[letter] for letter in self.order)
        return OrderingKey(order=order, options=new_letters(letters), rule=self.rule)

    def right_answer(self) -> list[str]:
        return [*self.order]

    def wrong_answer(self) -> list[str]:
        return [*reversed(self.order)]

    def shown(self) -> str:
        return _ARROW.join(self.order)


@dataclass(frozen=True)
class Order(WrittenKey):
    """The letters of all options in their right order."""

    letters: tuple[str, ...]
    rule: Rule = Rule.EXACT

    def key(self, question: Question, names: Names) -> OrderingKey:
        return OrderingKey(order=self.letters, options=tuple(question.options), rule=self.rule)


class Ordering(ItemType):
    """排序题."""

    name = "ordering"
    label = "排序题"
    key_class = OrderingKey
    paper = LettersInOrder()
    joint = _ARROW
    fields = ("options",)
    rules = {Rule.EXACT: "全对才得分", Rule.PAIRS: "按先后关系给分"}
    guide = Guide(key="`[B, A, C]`，正确次序，每个选项一次，至少三项", fields="`options`（按打乱后的次序写）")

    def problem(self, draft: Draft) -> str:
        keys = letters(draft)
        problem = options_problem(draft, keys)
        if problem:
            return problem
        if sorted(keys) != sorted(draft.options) or len(keys) < 3:
            return "排序题的答案要把全部选项各写一次，至少三项"
        return "选项的次序就是答案：把选项打乱再写" if list(keys) == list(draft.options) else ""

    def read(self, draft: Draft) -> Order:
        return Order(letters(draft), self.rule_of(draft))

    def listed(self, answer: Sequence[object]) -> str:
        return _ARROW.join(map(part_shown, answer))


ORDERING = Ordering()
