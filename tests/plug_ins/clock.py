"""时刻题: a time of day, right within some minutes."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lianbing.domain.items.keys import Key
from lianbing.domain.items.question import Draft, Guide, ItemType, Question, WrittenKey
from lianbing.domain.items.scoring import CORRECT, MALFORMED, WRONG, Score
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify


def minutes(text: object) -> int | None:
    found = re.fullmatch(r"\s*([01]?\d|2[0-3])[:：]([0-5]\d)\s*", str(text), re.ASCII)
    return int(found[1]) * 60 + int(found[2]) if found else None


@dataclass(frozen=True)
class ClockKey(Key, WrittenKey):
    json_type = "clock"
    time: str
    within: Decimal

    def key(self, question: Question, names: Names) -> Key:
        return self

    def judge(self, answer: object, simplify: Simplify) -> Score:
        given, due = minutes(answer), minutes(self.time)
        if given is None or due is None:
            return MALFORMED
        return CORRECT if abs(given - due) <= self.within else WRONG

    def right_answer(self) -> str:
        return self.time

    def wrong_answer(self) -> str:
        return "23:59" if self.time < "12:00" else "00:00"

    def shown(self) -> str:
        return self.time


class Clock(ItemType):
    name, label, unreadable = "clock", "时刻题", "填的不是时刻"
    key_class, fields = ClockKey, ("tolerance",)
    guide = Guide(key='`"07:30"`', fields="`tolerance: {absolute: 5}`（允许差几分钟，可省）")
    script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

    def problem(self, draft: Draft) -> str:
        return "时刻题的答案要写成时刻并加引号" if minutes(draft.key) is None else ""

    def read(self, draft: Draft) -> ClockKey:
        return ClockKey(str(draft.key), draft.tolerance.absolute or Decimal(0))


CLOCK = Clock()
