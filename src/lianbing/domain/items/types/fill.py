"""填空题: words for the blanks of a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.on_paper import SeveralTexts
from lianbing.domain.items.question import BLANK, Draft, Guide, Item, ItemType, Question, WrittenKey, part_shown
from lianbing.domain.items.scoring import MALFORMED, Score, is_nothing, shared
from lianbing.domain.kernel.bindings import fill
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify, fold


@dataclass(frozen=True)
class FillKey(Key):
    """Key of a fill-in question: the accepted wordings of each blank."""

    json_type = "fill"
    blanks: tuple[tuple[str, ...], ...]
    rule: Rule = Rule.EACH

    def is_gap(self, answer: object) -> bool:
        return (
            isinstance(answer, list)
            and len(answer) == len(self.blanks)
            and all(part is None or (isinstance(part, str) and not part.strip()) for part in answer)
        )

    def judge(self, answer: object, simplify: Simplify) -> Score:
        if not isinstance(answer, list) or len(answer) != len(self.blanks):
            return MALFORMED
        if not all(part is None or isinstance(part, str) for part in answer):
            return MALFORMED
        right = sum(
            bool(folded := fold(typed or "", simplify)) and folded in {fold(wording, simplify) for wording in wordings}
            for typed, wordings in zip(answer, self.blanks, strict=True)
        )
        return shared(right, len(self.blanks), counts=self.rule is Rule.EACH)

    def right_answer(self) -> list[str]:
        return [wordings[0] for wordings in self.blanks]

    def wrong_answer(self) -> list[str]:
        return ["不知道" for _ in self.blanks]

    def shown(self) -> str:
        return "；".join(" 或 ".join(wordings) for wordings in self.blanks)


@dataclass(frozen=True)
class Blanks(WrittenKey):
    """The written key of a fill-in question: the accepted wordings of each blank."""

    blanks: tuple[tuple[str, ...], ...]
    rule: Rule = Rule.EACH

    def key(self, question: Question, names: Names) -> FillKey:
        return FillKey(tuple(tuple(fill(w, names) for w in wordings) for wordings in self.blanks), self.rule)

    def compared_texts(self) -> tuple[str, ...]:
        return tuple(chain(*self.blanks))


class Fill(ItemType):
    """填空题."""

    name = "fill"
    label = "填空题"
    key_class = FillKey
    paper = SeveralTexts()
    rules = {Rule.EACH: "按空给分", Rule.EXACT: "全对才得分"}
    guide = Guide(
        key="每空一组可接受的写法 `[[5, 五], [250]]`；只有一种时可写 `[5, 250]`", fields="题干里每个空写 `____`"
    )

    def problem(self, draft: Draft) -> str:
        holes, keys = draft.stem.count(BLANK), _blanks(draft)
        if isinstance(draft.key, bool | Mapping) or not holes:
            return f"填空题的题干要有空（{BLANK}），答案按空写成列表"
        if holes != len(keys):
            return f"题干有 {holes} 个空，答案有 {len(keys)} 个：改成一样多"
        return "有一空没有可接受的写法" if not all(any(w.strip() for w in wordings) for wordings in keys) else ""

    def read(self, draft: Draft) -> Blanks:
        return Blanks(_blanks(draft), self.rule_of(draft))

    def form(self, item: Item) -> dict[str, object]:
        return {**super().form(item), "blanks": item.stem.count(BLANK)}

    def is_blank(self, answer: object) -> bool:
        return all(map(is_nothing, answer)) if isinstance(answer, list) else is_nothing(answer)

    def answer_words(self, answer: object, options: Mapping[str, str], prompts: Mapping[str, str]) -> str:
        parts = answer if isinstance(answer, list) else [answer]
        texts = ["（没有填）" if is_nothing(typed) else str(typed) for typed in parts]
        if len(texts) < 2:
            return "".join(texts)
        return "；".join(f"第 {place} 空：{text}" for place, text in enumerate(texts, 1))

    def listed(self, answer: Sequence[object]) -> str:
        return "；".join(map(part_shown, answer))


def _blanks(draft: Draft) -> tuple[tuple[str, ...], ...]:
    written = draft.key if isinstance(draft.key, list | tuple) else [draft.key]
    return tuple(tuple(map(str, blank)) if isinstance(blank, list | tuple) else (str(blank),) for blank in written)


FILL = Fill()
