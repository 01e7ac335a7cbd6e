"""Questions: the author's draft, the template made from it, and the instance for one person.

Each module in ``types/`` implements :class:`ItemType` for its types of question.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, StrEnum
from typing import ClassVar

from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.on_paper import PaperForm, ShortText
from lianbing.domain.items.scoring import is_nothing
from lianbing.domain.items.shown import OptionShown, PairShown
from lianbing.domain.kernel.bindings import Binding, Range, Sources, bind, fill
from lianbing.domain.kernel.expressions import Names
from lianbing.domain.kernel.folding import Simplify
from lianbing.domain.kernel.tables import Table

LETTERS = "ABCDEFGH"
BLANK = "____"


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


class Exposure(StrEnum):
    """Where a question may be used."""

    OPEN = "open"
    RESERVED = "reserved"
    BOTH = "both"


class ItemStatus(StrEnum):
    """An author's state of a question; only reviewed ones are drawn or shown."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RETIRED = "retired"


@dataclass(frozen=True, kw_only=True)
class Classification:
    """The properties that an author assigns to a question besides its text."""

    skill: Skill
    topic: str
    difficulty: int = 1
    cognitive: str = "recall"
    importance: str = "Y"
    exposure: Exposure = Exposure.OPEN
    status: ItemStatus = ItemStatus.REVIEWED
    author: str = ""


@dataclass(frozen=True)
class ScoringPoint:
    """得分点: what an open answer should say, its share of the points, and synonyms that hint at it."""

    text: str
    share: Decimal
    keywords: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Tolerance:
    """The tolerance of a number; without an absolute part, its decimals determine it."""

    absolute: Decimal | None = None
    relative: Decimal = Decimal(0)


Written = str | bool | int | Decimal | Sequence[str | Sequence[str]] | Mapping[str, str] | None
"""A key as somebody wrote it: a letter, a number or formula, a truth value, a list, or pairs."""


class WrittenKey(ABC):
    """The key of a question as its author wrote it; each type of question has its own."""

    rule: Rule | None = None
    formula: str = ""
    """What the key is worked out by, if it is."""

    @abstractmethod
    def key(self, question: Question, names: Names) -> Key:
        """The key with its numbers in place; raises ExpressionFault."""

    def instance(self, question: Question, sources: Sources, seed: str, outer: Names | None = None) -> Item:
        """The question as one person is asked it; raises ExpressionFault or UnknownReference."""
        names = bind(question.values, sources, seed, outer)
        return Item(
            id=question.id,
            type=question.type,
            stem=fill(question.stem, names),
            key=self.key(question, names),
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

    def right_letters(self) -> tuple[str, ...]:
        """The options that are right, where a learner chooses from options."""
        return ()

    def compared_texts(self) -> tuple[str, ...]:
        """The texts that a learner's own words are compared with."""
        return ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An unchecked question as written in YAML, a spreadsheet or another program.

    :mod:`lianbing.domain.items.drafts` checks it by its type and converts a valid one to a question.
    """

    id: str
    type: ItemType
    stem: str
    explain: str
    rests_on: tuple[str, ...]
    key: Written = None
    options: Mapping[str, str] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    scoring_points: tuple[ScoringPoint, ...] = ()
    model: str = ""
    ordered: bool = False
    why: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Binding] = field(default_factory=dict)
    unit: str = ""
    decimals: int | None = None
    tolerance: Tolerance = Tolerance()
    rule: Rule | None = None
    hints: tuple[str, ...] = ()
    excel: str = ""
    code: WrittenKey | None = None
    exposure: Exposure = Exposure.OPEN


@dataclass(frozen=True, kw_only=True)
class Question:
    """题: the template.

    ``why`` maps the letter of a wrong option to the reason why it is wrong; ``hints`` are shown one after the other;
    ``excel`` works the answer out over the downloaded table.
    """

    id: str
    type: ItemType
    stem: str
    key: WrittenKey
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

    @property
    def parametrised(self) -> bool:
        """Whether different seeds give different numbers."""
        return any(isinstance(binding, Range) for binding in self.values.values())

    @property
    def unseen(self) -> bool:
        """Whether a paper may count it as unseen, since the book doesn't show this instance."""
        return self.classification.exposure is not Exposure.OPEN

    @property
    def practisable(self) -> bool:
        """Whether the book may show it."""
        marks = self.classification
        return marks.status is ItemStatus.REVIEWED and marks.exposure is not Exposure.RESERVED


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
    return question.key.instance(question, sources, seed, outer)


class MarkedBy(Enum):
    """How an answer is marked."""

    KEY = "key"
    """The key alone."""
    POINTS = "points"
    """Its scoring points, or a person where those are not clear."""
    PERSON = "person"
    """A person."""
    RUN = "run"
    """What came of running it, in the sandbox."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The row of a type in the authors' guide: how to write ``key``, and its other fields."""

    key: str
    fields: str = "—"


class ItemType(ABC):
    """The behaviour of one type of question. The registry keeps one object of each type.

    ``fields`` are the fields of a :class:`Draft` that are specific to this type; ``rules`` are its marking rules with
    their wording, the first of which is the default.
    """

    key_class: ClassVar[type[Key]]
    fields: ClassVar[tuple[str, ...]] = ()
    rules: ClassVar[Mapping[Rule, str]] = {}
    keyless: ClassVar[str] = ""
    """Where the answer is written if not in ``key``."""
    marked_by: ClassVar[MarkedBy] = MarkedBy.KEY
    calculated: ClassVar[bool] = False
    """Whether the answer is a number that a spreadsheet or pandas may work out."""
    paper: ClassVar[PaperForm] = ShortText()
    """How the answer is written on paper, and typed in from there."""
    unreadable: ClassVar[str] = "作答记录的格式不对"
    joint: ClassVar[str] = "；"
    """The separator between the options of an answer."""
    script: ClassVar[str] = ""
    """The script that a browser loads for this type; empty for built-in types, which are in every bundle."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name of the type in files."""

    @property
    @abstractmethod
    def label(self) -> str:
        """The Chinese name."""

    @property
    @abstractmethod
    def guide(self) -> Guide:
        """How questions of this type are written."""

    @abstractmethod
    def problem(self, draft: Draft) -> str:
        """Describes the first problem of a draft of this type; empty if there is none."""

    @abstractmethod
    def read(self, draft: Draft) -> WrittenKey:
        """The key of a draft without problems."""

    def trials(self, question: Question, sources: Sources) -> tuple[str, ...]:
        """Describes problems of a question that can only be found with the sources it refers to."""
        return ()

    def form(self, item: Item) -> Mapping[str, object]:
        """Data for the learner besides stem, options and prompts; must not reveal the key."""
        return {"rule": item.key.rule} if item.key.rule else {}

    def rule_of(self, draft: Draft) -> Rule:
        """The marking rule of a draft, by default the type's first rule."""
        return draft.rule or next(iter(self.rules))

    def rule_title(self, key: Key) -> str:
        """The wording of the key's marking rule; empty for types without rules."""
        return self.rules.get(key.rule, "") if key.rule else ""

    def shown_answer(self, answer: object) -> str:
        """Formats any JSON value as an answer for display."""
        if answer is None or answer in ("", []):
            return "（未作答）"
        if isinstance(answer, dict):
            return "、".join(f"{name} 配 {option}" for name, option in sorted(answer.items()) if option is not None)
        return self.listed(answer) if isinstance(answer, list) else str(answer)

    def listed(self, answer: Sequence[object]) -> str:
        """Formats a list answer for display."""
        return "、".join(sorted(map(part_shown, answer)))

    def why_unreadable(self, item: Item, answer: object, simplify: Simplify) -> str:
        """Says what about a malformed answer can't be read."""
        return self.unreadable

    def is_blank(self, answer: object) -> bool:
        """Whether an answer is blank, decided without the key."""
        return is_nothing(answer)

    def detail(self, rule: Rule | None, decimals: int | None) -> str:
        """The note beside the type's label: how points are given, or how to write the answer."""
        return self.rules.get(rule, "") if rule else ""

    def answer_words(self, answer: object, options: Mapping[str, str], prompts: Mapping[str, str]) -> str:
        """Formats a nonblank answer with the texts of ``options`` and ``prompts``."""
        parts = answer if isinstance(answer, list) else [answer]
        return self.joint.join(options.get(str(part), str(part)) for part in parts)

    def options_shown(self, item: Item, answer: object) -> tuple[OptionShown, ...]:
        """Returns the options to show beside an answer."""
        return tuple(OptionShown(letter=letter, text=text) for letter, text in item.options.items())

    def pairs_shown(self, item: Item, answer: object) -> tuple[PairShown, ...]:
        """Returns the prompts to show beside an answer; empty for types without prompts."""
        return ()

    @property
    def needs_person(self) -> bool:
        """Whether a person may have to mark the answer, so that no right answer can be shown."""
        return self.marked_by in (MarkedBy.POINTS, MarkedBy.PERSON)

    @property
    def is_run(self) -> bool:
        """Whether the answer is code, which nothing but the sandbox marks."""
        return self.marked_by is MarkedBy.RUN

    @property
    def guide_row(self) -> str:
        """The row of this type in the authors' guide, in Markdown."""
        rules = "；".join(f"`{rule.value}` {title}" for rule, title in self.rules.items())
        return f"| `{self.name}` | {self.label} | {self.guide.key} | {self.guide.fields} | {rules or '—'} |"

    def __repr__(self) -> str:
        return f"<{self.name}>"


def part_shown(part: object) -> str:
    """Formats a part of an answer for display."""
    return str(part) if part else "（空）"
