"""计算题: a number, exact or within a tolerance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.question import Draft, Guide, Item, ItemType, Question, WrittenKey
from lianbing.domain.items.scoring import CORRECT, MALFORMED, WRONG, Score
from lianbing.domain.kernel.decimals import EXACT, plain, read_number, round_half_up
from lianbing.domain.kernel.expressions import Names, evaluate
from lianbing.domain.kernel.folding import Simplify
from lianbing.errors import ExpressionFault


@dataclass(frozen=True, kw_only=True)
class NumericKey(Key):
    """Key of a numeric question; correct within ``max(absolute, relative * |value|)``."""

    json_type = "numeric"
    value: Decimal
    absolute: Decimal = Decimal(0)
    relative: Decimal = Decimal(0)
    unit: str = ""

    @property
    def allowed(self) -> Decimal:
        """The largest deviation of a correct answer."""
        return max(self.absolute, EXACT.multiply(self.relative, self.value.copy_abs()))

    def judge(self, answer: object, simplify: Simplify) -> Score:
        number = read_number(simplify(answer), simplify(self.unit)) if isinstance(answer, str) else None
        if number is None:
            return MALFORMED
        return CORRECT if EXACT.subtract(number, self.value).copy_abs() <= self.allowed else WRONG

    def compared(self, answer: object, options: Mapping[str, str], simplify: Simplify) -> str:
        number = read_number(simplify(str(answer)), simplify(self.unit))
        return "" if number is None else plain(number)

    def typed_characters(self, stem: str) -> str:
        return self.unit + "万亿"

    def right_answer(self) -> str:
        return plain(self.value)

    def wrong_answer(self) -> str:
        return plain(self.value + 1 + 2 * abs(self.value))

    def malformed_answer(self) -> str:
        return "不是数字"

    def shown(self) -> str:
        return plain(self.value)


@dataclass(frozen=True)
class Formula(WrittenKey):
    """The written key: a number, name or formula; by default the question's decimals set the tolerance."""

    formula: str
    absolute: Decimal | None = None
    relative: Decimal = Decimal(0)

    def key(self, question: Question, names: Names) -> NumericKey:
        value = evaluate(self.formula, names)
        if isinstance(value, bool) or not isinstance(value, Decimal):
            raise ExpressionFault("计算题的答案要是数字")
        absolute, places = self.absolute, question.decimals
        if absolute is None:
            # An answer with the asked decimals and one with more of them are both right.
            absolute = Decimal(0) if places is None else Decimal("0.5").scaleb(-places)
        exact = value if places is None else round_half_up(value, places)
        return NumericKey(value=exact, absolute=absolute, relative=self.relative, unit=question.unit)


class Numeric(ItemType):
    """计算题."""

    name = "numeric"
    label = "计算题"
    key_class = NumericKey
    fields = ("unit", "decimals", "tolerance", "excel")
    calculated = True
    unreadable = "填的不是数字"
    guide = Guide(
        key="数值、`values` 里的名字或算式",
        fields="`unit`；`tolerance: {absolute: 0.01, relative: 0.01}`（两个都可省，都写时取宽的）；"
        "`decimals: 2`（要求保留的小数位）",
    )

    def problem(self, draft: Draft) -> str:
        sound = isinstance(draft.key, str | int | Decimal) and not isinstance(draft.key, bool)
        return "" if sound else "计算题的答案要是数值、名字或算式"

    def read(self, draft: Draft) -> Formula:
        return Formula(str(draft.key), draft.tolerance.absolute, draft.tolerance.relative)

    def form(self, item: Item) -> dict[str, object]:
        return {"unit": item.unit} | ({} if item.decimals is None else {"decimals": item.decimals})

    def detail(self, rule: Rule | None, decimals: int | None) -> str:
        if decimals is None:
            return ""
        return f"保留 {decimals} 位小数" if decimals else "填整数"

    def rule_title(self, key: Key) -> str:
        allowed = key.allowed if isinstance(key, NumericKey) else Decimal(0)
        return f"与答案相差不超过 {plain(allowed)} 算对" if allowed else ""


NUMERIC = Numeric()
