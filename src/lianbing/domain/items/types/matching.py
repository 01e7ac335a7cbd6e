"""连线题: an option for each prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.on_paper import LetterPerPrompt
from lianbing.domain.items.question import Draft, Guide, Item, ItemType, Question, WrittenKey
from lianbing.domain.items.scoring import MALFORMED, Score, is_nothing, shared
from lianbing.domain.items.shown import PairShown
from lianbing.domain.items.types.choosing import new_letters, options_problem
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify


@dataclass(frozen=True)
class MatchingKey(Key):
    """Key of a matching question: the option of each prompt; there may be more options than prompts."""

    json_type = "matching"
    pairs: Mapping[str, str]
    options: tuple[str, ...]
    rule: Rule = Rule.EACH

    @property
    def prompts(self) -> tuple[str, ...]:
        """The prompts in their order."""
        return tuple(self.pairs)

    def is_gap(self, answer: object) -> bool:
        if not isinstance(answer, Mapping) or not set(answer) <= set(self.pairs):
            return False
        return all(option is None for option in answer.values())

    def judge(self, answer: object, simplify: Simplify) -> Score:
        if not isinstance(answer, Mapping) or not set(answer) <= set(self.pairs):
            return MALFORMED
        given = {prompt: option for prompt, option in answer.items() if option is not None}
        options = [option for option in given.values() if isinstance(option, str) and option in self.options]
        if len(options) != len(given) or len(set(options)) != len(options):
            return MALFORMED
        right = sum(given.get(prompt) == option for prompt, option in self.pairs.items())
        return shared(right, len(self.pairs), counts=self.rule is Rule.EACH)

    def relettered(self, letters: Mapping[str, str]) -> MatchingKey:
        pairs = {prompt: letters[letter] for prompt, letter in self.pairs.items()}
        return MatchingKey(pairs, new_letters(letters), self.rule)

    def compared(self, answer: object, options: Mapping[str, str], simplify: Simplify) -> str:
        given = answer if isinstance(answer, Mapping) else {}
        return super().compared([given.get(prompt) or "" for prompt in self.pairs], options, simplify)

    def right_answer(self) -> dict[str, str]:
        return {**self.pairs}

    def wrong_answer(self) -> dict[str, str]:
        # Each prompt takes its neighbour's option, so that none keeps its own.
        first, *others = self.pairs.values()
        return dict(zip(self.pairs, [*others, first], strict=True))

    def shown(self) -> str:
        return MATCHING.shown_answer({**self.pairs})


@dataclass(frozen=True)
class WrittenPairs(WrittenKey):
    """The written key of a matching question: the letter of each prompt's option."""

    pairs: Mapping[str, str]
    rule: Rule = Rule.EACH

    def key(self, question: Question, names: Names) -> MatchingKey:
        return MatchingKey(self.pairs, tuple(question.options), self.rule)


class Matching(ItemType):
    """连线题."""

    name = "matching"
    label = "连线题"
    key_class = MatchingKey
    paper = LetterPerPrompt()
    fields = ("options", "prompts")
    rules = {Rule.EACH: "按对数给分", Rule.EXACT: "全对才得分"}
    guide = Guide(
        key="`{1: B, 2: A}`，每个 prompts 一个选项，至少两对",
        fields="`prompts` 左边；`options` 右边，可以多一两个干扰项",
    )

    def problem(self, draft: Draft) -> str:
        pairs = draft.key if isinstance(draft.key, Mapping) else {}
        problem = options_problem(draft, [*pairs.values()])
        if problem:
            return problem
        if set(pairs) != set(draft.prompts) or len(pairs) < 2:
            return "连线题的答案要给每个 prompts 配一个选项，至少两对"
        return "同一个选项配了两次" if len(set(pairs.values())) != len(pairs) else ""

    def read(self, draft: Draft) -> WrittenPairs:
        return WrittenPairs(draft.key if isinstance(draft.key, Mapping) else {}, self.rule_of(draft))

    def is_blank(self, answer: object) -> bool:
        if isinstance(answer, Mapping):
            return all(option is None for option in answer.values())
        return is_nothing(answer)

    def answer_words(self, answer: object, options: Mapping[str, str], prompts: Mapping[str, str]) -> str:
        if not isinstance(answer, Mapping):
            return str(answer)
        chosen = {name: str(answer.get(name) or "") for name in prompts}
        words = {name: options.get(option, option) if option else "（没有选）" for name, option in chosen.items()}
        return "；".join(f"{text} → {words[name]}" for name, text in prompts.items())

    def pairs_shown(self, item: Item, answer: object) -> tuple[PairShown, ...]:
        if not isinstance(item.key, MatchingKey) or not isinstance(answer, dict):
            return ()
        return tuple(
            PairShown(prompt=f"{name}. {item.prompts.get(name, '')}", given=answer.get(name), due=right)
            for name, right in item.key.pairs.items()
        )


MATCHING = Matching()
