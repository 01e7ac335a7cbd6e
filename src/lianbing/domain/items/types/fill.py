"""填空题: words for the blanks of a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from lianbing.domain.items.blanks import TypedAs, blanks_of
from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.on_paper import SeveralTexts
from lianbing.domain.items.question import BLANK, Draft, Guide, Item, ItemType, Question, WrittenKey, part_shown
from lianbing.domain.items.scoring import MALFORMED, Score, is_nothing, shared
from lianbing.domain.kernel.bindings import fill
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify


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
        return self.printed_in("").judge(answer, simplify)

    def printed_in(self, stem: str) -> PrintedFill:
        return PrintedFill(self, stem)

    def typed_characters(self, stem: str) -> str:
        return "".join("".join(blank.wordings) + blank.unit for blank in blanks_of(self.blanks, stem))

    def right_answer(self) -> list[str]:
        return [wordings[0] for wordings in self.blanks]

    def wrong_answer(self) -> list[str]:
        return ["不知道" for _ in self.blanks]

    def shown(self) -> str:
        return "；".join(" 或 ".join(wordings) for wordings in self.blanks)


@dataclass(frozen=True)
class PrintedFill:
    """A key beside the sentence it belongs to, whose units may be repeated in the blanks."""

    key: FillKey
    stem: str

    def is_gap(self, answer: object) -> bool:
        """Whether nothing was typed."""
        return self.key.is_gap(answer)

    def judge(self, answer: object, simplify: Simplify) -> Score:
        """Judges the texts of all blanks; malformed where one of them may or may not be right."""
        readings = self.readings(answer, simplify)
        if not readings or TypedAs.UNCLEAR in readings:
            return MALFORMED
        return shared(readings.count(TypedAs.RIGHT), len(readings), counts=self.key.rule is Rule.EACH)

    def readings(self, answer: object, simplify: Simplify) -> list[TypedAs]:
        """What each blank counts as; empty where ``answer`` is no list of as many texts."""
        if not isinstance(answer, list) or len(answer) != len(self.key.blanks):
            return []
        if not all(part is None or isinstance(part, str) for part in answer):
            return []
        blanks = blanks_of(self.key.blanks, self.stem)
        return [blank.read(typed or "", simplify) for blank, typed in zip(blanks, answer, strict=True)]


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

    def why_unreadable(self, item: Item, answer: object, simplify: Simplify) -> str:
        judge = item.key.printed_in(item.stem)
        readings = judge.readings(answer, simplify) if isinstance(judge, PrintedFill) else []
        typed = enumerate(answer if isinstance(answer, list) else [], 1)
        unclear = [
            f"第 {place} 空“{text}”"
            for (place, text), reading in zip(typed, readings, strict=False)
            if reading is TypedAs.UNCLEAR
        ]
        return f"{'、'.join(unclear)}写法看不准" if unclear else self.unreadable

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
