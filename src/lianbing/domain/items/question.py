"""Questions: the template that an author writes, and the instance that a person is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from lianbing.domain.kernel.bindings import Binding, Range, Sources, bind, fill
from lianbing.domain.kernel.decimals import round_half_up
from lianbing.domain.kernel.expressions import Names, Value, evaluate
from lianbing.domain.kernel.tables import Table
from lianbing.errors import ExpressionFault

LETTERS = "ABCDEFGH"


class Skill(StrEnum):
    """The four parts of the half-yearly skill assessment."""

    KNOWLEDGE = "knowledge"
    SYSTEMS = "systems"
    TOOLS = "tools"
    ANALYSIS = "analysis"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _SKILL_TITLES[self]


_SKILL_TITLES = {
    Skill.KNOWLEDGE: "应知应会",
    Skill.SYSTEMS: "信息系统操作",
    Skill.TOOLS: "工具应用",
    Skill.ANALYSIS: "分析能力",
}


class ItemType(StrEnum):
    """The kinds of question."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "truefalse"
    NUMERIC = "numeric"
    FILL = "fill"
    ORDERING = "ordering"
    MATCHING = "matching"
    SHORT = "short"
    CASE = "case"
    CODE = "code"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _TYPE_TITLES[self]


_TYPE_TITLES = {
    ItemType.SINGLE: "单选题",
    ItemType.MULTIPLE: "多选题",
    ItemType.TRUE_FALSE: "判断题",
    ItemType.NUMERIC: "计算题",
    ItemType.FILL: "填空题",
    ItemType.ORDERING: "排序题",
    ItemType.MATCHING: "连线题",
    ItemType.SHORT: "简答题",
    ItemType.CASE: "案例分析题",
    ItemType.CODE: "编程题",
}
CHOICES = (ItemType.SINGLE, ItemType.MULTIPLE)
OPEN_ENDED = (ItemType.SHORT, ItemType.CASE)
BLANK = "____"


class Rule(StrEnum):
    """How an answer with several parts is marked.

    All or nothing; half for a right but incomplete choice; a share for each right choice if none is wrong; the same
    with a deduction for each wrong one; by each blank, pair or number that code returns; by pairs in the right order.
    """

    EXACT = "exact"
    HALF = "half"
    SHARE = "share"
    DEDUCT = "deduct"
    EACH = "each"
    PAIRS = "pairs"


class Exposure(StrEnum):
    """Where a question may be met."""

    OPEN = "open"
    RESERVED = "reserved"
    BOTH = "both"


class ItemStatus(StrEnum):
    """An author's state of a question; only reviewed ones are drawn or shown."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RETIRED = "retired"


@dataclass(frozen=True)
class ChoiceKey:
    """Key of a single choice."""

    correct: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class MultipleKey:
    """Key of a multiple choice."""

    correct: frozenset[str]
    options: tuple[str, ...]
    rule: Rule = Rule.EXACT


@dataclass(frozen=True)
class TrueFalseKey:
    """Key of a true/false question."""

    correct: bool


@dataclass(frozen=True, kw_only=True)
class NumericKey:
    """Key of a numeric question; correct within ``max(absolute, relative * |value|)``."""

    value: Decimal
    absolute: Decimal = Decimal(0)
    relative: Decimal = Decimal(0)
    unit: str = ""


@dataclass(frozen=True)
class FillKey:
    """Key of a fill-in: for each blank, the wordings that are right."""

    blanks: tuple[tuple[str, ...], ...]
    rule: Rule = Rule.EACH


@dataclass(frozen=True, kw_only=True)
class OrderingKey:
    """Key of an ordering: the options in their right order."""

    order: tuple[str, ...]
    options: tuple[str, ...]
    rule: Rule = Rule.EXACT


@dataclass(frozen=True)
class MatchingKey:
    """Key of a matching: the option of each prompt; options may be more than prompts."""

    pairs: Mapping[str, str]
    options: tuple[str, ...]
    rule: Rule = Rule.EACH


@dataclass(frozen=True)
class ScoringPoint:
    """得分点: what an open answer should say, its share of the points, and synonyms that hint at it."""

    text: str
    share: Decimal
    keywords: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class OpenKey:
    """What an open answer is marked by; ``ordered`` where its points have to come in their order."""

    scoring_points: tuple[ScoringPoint, ...]
    model: str
    ordered: bool = False


@dataclass(frozen=True, kw_only=True)
class ReturnedNumber:
    """A number that a learner's function returns under ``name``: its share of the points, how far it may be off."""

    name: str
    share: Decimal
    absolute: Decimal = Decimal(0)
    relative: Decimal = Decimal(0)


@dataclass(frozen=True)
class CodeCase:
    """隐藏数据: what the function is called with, and the right numbers in the order of the checks.

    ``edge`` says that the data are an extreme case (one row, all equal, nothing to find …) and not simply others.
    """

    title: str
    table: Table | None
    parameters: tuple[Decimal | str, ...]
    expected: tuple[Decimal, ...]
    edge: bool = False


@dataclass(frozen=True, kw_only=True)
class CodeKey:
    """Key of a code task: which function is called with which hidden data, and what it should return."""

    function: str
    starter: str
    numbers: tuple[ReturnedNumber, ...]
    cases: tuple[CodeCase, ...]
    rule: Rule = Rule.EACH


Key = ChoiceKey | MultipleKey | TrueFalseKey | NumericKey | FillKey | OrderingKey | MatchingKey | OpenKey | CodeKey


@dataclass(frozen=True)
class KeyTemplate:
    """The key as written: letters, a formula, blanks, pairs or scoring points, as the type has it."""

    letters: tuple[str, ...] = ()
    formula: str = ""
    blanks: tuple[tuple[str, ...], ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    scoring_points: tuple[ScoringPoint, ...] = ()
    model: str = ""
    ordered: bool = False
    rule: Rule = Rule.EXACT
    absolute: Decimal | None = None
    relative: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Classification:
    """What an author says about a question besides its text."""

    skill: Skill
    topic: str
    difficulty: int = 1
    cognitive: str = "recall"
    importance: str = "Y"
    exposure: Exposure = Exposure.OPEN
    status: ItemStatus = ItemStatus.REVIEWED
    author: str = ""


class InstanceMaker(Protocol):
    """Makes the instances of a question that is more than its own text and values."""

    def instance(self, question: Question, sources: Sources, seed: str) -> Item:
        """The question as one person is asked it; raises ExpressionFault or UnknownReference."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """题: the template.

    ``why`` maps the letter of a wrong option to the reason why it is wrong; ``hints`` are shown one after the other;
    ``excel`` works the answer out over the downloaded table; ``code`` is what a code task has instead of a key.
    """

    id: str
    type: ItemType
    stem: str
    key: KeyTemplate
    explain: str
    rests_on: tuple[str, ...]
    classification: Classification
    options: Mapping[str, str] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Binding] = field(default_factory=dict)
    unit: str = ""
    decimals: int | None = None
    hints: tuple[str, ...] = ()
    excel: str = ""
    code: InstanceMaker | None = None

    @property
    def parametrised(self) -> bool:
        """Whether different seeds give different numbers."""
        return any(isinstance(binding, Range) for binding in self.values.values())

    @property
    def unseen(self) -> bool:
        """Whether a paper may count it as one that the book does not show (as it stands on the paper)."""
        return self.classification.exposure is not Exposure.OPEN

    @property
    def practisable(self) -> bool:
        """Whether the book may show it."""
        return (
            self.classification.status is ItemStatus.REVIEWED and self.classification.exposure is not Exposure.RESERVED
        )


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question as one person is asked it: numbers drawn, options lettered, key computed; ``table`` to try code on."""

    id: str
    type: ItemType
    stem: str
    key: Key
    explain: str
    rests_on: tuple[str, ...]
    skill: Skill
    options: Mapping[str, str] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    decimals: int | None = None
    hints: tuple[str, ...] = ()
    excel: str = ""
    table: Table | None = None


def realise(question: Question, sources: Sources, seed: str, outer: Names | None = None) -> Item:
    """The instance of ``question`` for ``seed``; ``outer`` holds the names of the task around it.

    Raises:
        ExpressionFault: a placeholder or formula can't be evaluated.
    """
    if question.code is not None:
        return question.code.instance(question, sources, seed)
    names = bind(question.values, sources, seed, outer)
    return Item(
        id=question.id,
        type=question.type,
        stem=fill(question.stem, names),
        key=_key(question, names),
        explain=fill(question.explain, names),
        rests_on=question.rests_on,
        skill=question.classification.skill,
        options={letter: fill(text, names) for letter, text in question.options.items()},
        prompts={name: fill(text, names) for name, text in question.prompts.items()},
        why={letter: fill(text, names) for letter, text in question.why.items()},
        origin={letter: letter for letter in question.options},
        unit=question.unit,
        decimals=question.decimals,
        hints=tuple(fill(hint, names) for hint in question.hints),
        excel=fill(question.excel, names),
    )


def _key(question: Question, names: Names) -> Key:
    template = question.key
    match question.type:
        case ItemType.SINGLE:
            return ChoiceKey(template.letters[0], tuple(question.options))
        case ItemType.MULTIPLE:
            return MultipleKey(frozenset(template.letters), tuple(question.options), template.rule)
        case ItemType.TRUE_FALSE:
            return TrueFalseKey(_truth(evaluate(template.formula, names)))
        case ItemType.NUMERIC:
            return _numeric_key(question, evaluate(template.formula, names))
        case ItemType.FILL:
            blanks = tuple(tuple(fill(wording, names) for wording in blank) for blank in template.blanks)
            return FillKey(blanks, template.rule)
        case ItemType.ORDERING:
            return OrderingKey(order=template.letters, options=tuple(question.options), rule=template.rule)
        case ItemType.MATCHING:
            return MatchingKey(template.pairs, tuple(question.options), template.rule)
        case ItemType.SHORT | ItemType.CASE:
            points = tuple(replace(point, text=fill(point.text, names)) for point in template.scoring_points)
            return OpenKey(points, fill(template.model, names), template.ordered)
    raise ExpressionFault("编程题要写 code：用哪个数据练习、交回哪些数")


def _truth(value: Value) -> bool:
    if not isinstance(value, bool):
        raise ExpressionFault("判断题的答案要是 true、false 或一个比较算式")
    return value


def _numeric_key(question: Question, value: Value) -> NumericKey:
    if isinstance(value, bool) or not isinstance(value, Decimal):
        raise ExpressionFault("计算题的答案要是数字")
    template, places = question.key, question.decimals
    absolute = template.absolute
    if absolute is None:
        # Without a tolerance of its own, an answer with the asked decimals and one with more of them are both right.
        absolute = Decimal(0) if places is None else Decimal("0.5").scaleb(-places)
    exact = value if places is None else round_half_up(value, places)
    return NumericKey(value=exact, absolute=absolute, relative=template.relative, unit=question.unit)
