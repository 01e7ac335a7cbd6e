"""Questions, data exercises and self-tests as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated, Any

from lianbing.characters import traditional_of
from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.question import Item, ItemType
from lianbing.domain.items.tasks import TaskInstance
from lianbing.domain.items.types.code import CodeForm
from lianbing.wire.canonical import Json, digest
from lianbing.wire.first_form import first_form
from lianbing.wire.keys import ITEM_TYPE, KEY, TABLE
from lianbing.wire.references import CLAUSE, Reference, ReferenceLookUp, references
from lianbing.wire.shapes.kinds import Fixed
from lianbing.wire.shapes.shape import Says, Shape, optional


@dataclass(frozen=True, kw_only=True)
class Option:
    """An option, or a prompt that an option is matched to."""

    id: Annotated[str, "its letter or number"]
    text: Annotated[str, "what it says"]


@dataclass(frozen=True, kw_only=True)
class Variant:
    """The same question with other numbers: what differs from the item."""

    stem: Annotated[str, "what is asked"]
    key: Annotated[Key, Says(text="the key", kind=KEY)]
    explain: Annotated[str | None, optional("why that is right")] = None
    why: Annotated[Mapping[str, str] | None, optional("by letter, why an option is wrong")] = None
    hints: Annotated[tuple[str, ...] | None, optional("hints")] = None
    options: Annotated[tuple[Option, ...] | None, optional("the options")] = None
    prompts: Annotated[tuple[Option, ...] | None, optional("the prompts")] = None
    excel: Annotated[str | None, optional("the solution as an Excel expression")] = None


@dataclass(frozen=True, kw_only=True)
class Practice:
    """What self-study shows after answering."""

    key: Annotated[Key, Says(text="the key", kind=KEY)]
    explain: Annotated[str, "why that is right"]
    why: Annotated[Mapping[str, str], "by letter, why an option is wrong"]
    rests_on: Annotated[tuple[str, ...], "clauses and facts"]
    digest: Annotated[str, "of what is asked and of its key: where that of a record differs, it was another item"]
    variants: Annotated[tuple[Variant, ...], optional("the same with other numbers, for 再来一题, in their order")] = ()
    excel: Annotated[str, optional("the solution as an Excel expression over the downloaded table")] = ""
    traditional: Annotated[
        Mapping[str, str], optional("by traditional character that may be typed, the simplified one it counts as")
    ] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AskedItem:
    """A question as a person sees it. Without `practice` nothing in it tells the answer."""

    kind: Annotated[str, Says(text="what the element shows", kind=Fixed("item"))] = "item"
    id: Annotated[str, "the question"]
    type: Annotated[ItemType, Says(text="its type", kind=ITEM_TYPE)]
    stem: Annotated[str, "what is asked; of `fill`, with `____` (four underscores) for each blank"]
    worth: Annotated[Decimal | None, optional("what it is worth; on a paper alone")] = None
    options: Annotated[tuple[Option, ...], optional("in the order shown at first")] = ()
    prompts: Annotated[tuple[Option, ...], optional("what options are matched to")] = ()
    blanks: Annotated[int | None, optional("of `fill`, how many blanks")] = None
    rule: Annotated[Rule | None, optional("how several parts are marked, shown beside the type")] = None
    unit: Annotated[str | None, optional("of `numeric`, always; may be empty")] = None
    decimals: Annotated[int | None, optional("of `numeric`, the decimal places that are asked for")] = None
    hints: Annotated[tuple[str, ...], optional("shown one after the other; in self-study alone")] = ()
    code: Annotated[CodeForm | None, optional("of `code`, where to begin")] = None
    form: Annotated[Mapping[str, Any], optional("what a type that somebody added asks besides")] = field(
        default_factory=dict
    )
    practice: Annotated[Practice | None, optional("in self-study alone: the key and what belongs to it")] = None
    clauses: Annotated[Mapping[str, Reference] | None, optional("what it rests on, where it stands alone")] = None


@dataclass(frozen=True, kw_only=True)
class AskedTask:
    """A data exercise. Its story and its table stand in the page, above the element."""

    kind: Annotated[str, Says(text="what the element shows", kind=Fixed("task"))] = "task"
    id: Annotated[str, "the exercise"]
    title: Annotated[str, "its title"]
    fields: Annotated[tuple[AskedItem, ...], "its questions, `<task>.<field>` each"]
    clauses: Annotated[Mapping[str, Reference], "what it and its fields rest on"]


@dataclass(frozen=True, kw_only=True)
class Selftest:
    """The self-test at the end of a chapter."""

    kind: Annotated[str, Says(text="what the element shows", kind=Fixed("selftest"))] = "selftest"
    id: Annotated[str, "the self-test"]
    title: Annotated[str, "its title"]
    count: Annotated[int, "how many of the items are drawn"]
    items: Annotated[tuple[AskedItem, ...], "what is drawn from"]
    clauses: Annotated[Mapping[str, Reference], "what the items rest on"]


_OPTION = Shape(Option)
_VARIANT = Shape(Variant, uses=[_OPTION])
_PRACTICE = Shape(Practice, uses=[_VARIANT])
_CODE = Shape(
    CodeForm,
    {
        "starter": "the beginning as given",
        "rule": "how it is marked, in words",
        "hidden": "how many sets of hidden data it runs on",
        "table": optional("data to try it on, which none of them is"),
    },
    name="Code",
    uses=[TABLE],
)
_FORM = ("blanks", "rule", "unit", "decimals", "code")
ITEM = Shape(AskedItem, name="Item", uses=[_OPTION, _PRACTICE, _CODE, CLAUSE])
TASK = Shape(AskedTask, name="Task", uses=[ITEM, CLAUSE])
SELFTEST = Shape(Selftest, uses=[ITEM, CLAUSE])


def asked(item: Item, worth: Decimal | None = None) -> dict[str, Json]:
    """What a person sees before answering, as JSON."""
    return ITEM.encode(asked_item(item, worth))


def asked_item(item: Item, worth: Decimal | None = None) -> AskedItem:
    """What a person sees before answering: no key, nothing it could be derived from."""
    form: Mapping[str, Any] = item.type.form(item)
    known = {name: value for name, value in form.items() if name in _FORM}
    return AskedItem(
        id=item.id,
        type=item.type,
        stem=item.stem,
        worth=worth,
        options=_options(item.options),
        prompts=_options(item.prompts),
        form={name: value for name, value in form.items() if name not in _FORM},
        **known,
    )


def _options(texts: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(id=name, text=text) for name, text in texts.items())


def practice(instances: Sequence[Item], look_up: ReferenceLookUp) -> dict[str, Json]:
    """A question for self-study: its first instance with key, explanation and clauses, and how the others differ."""
    view = replace(with_key(instances), clauses=references(instances[0].rests_on, look_up))
    return ITEM.encode(view)


def with_key(instances: Sequence[Item]) -> AskedItem:
    """A question for self-study with its key and variants, but without the texts of its clauses.

    ``instances`` are at least one, and all of one question.
    """
    first, *others = instances
    variants = tuple(_variant(first, other) for other in others)
    solution = Practice(
        key=first.key,
        explain=first.explain,
        why=first.why,
        rests_on=first.rests_on,
        digest=item_digest(first),
        variants=variants,
        excel=first.excel,
        traditional=traditional_of("".join(one.key.typed_characters(one.stem) for one in instances)),
    )
    return replace(asked_item(first), hints=first.hints, practice=solution)


def _variant(first: Item, other: Item) -> Variant:
    """What differs between two instances of a question; stem and key always."""
    differing = {name: getattr(other, name) for name in _VARIED if getattr(other, name) != getattr(first, name)}
    for name in {"options", "prompts"} & differing.keys():
        differing[name] = _options(differing[name])
    return Variant(stem=other.stem, key=other.key, **differing)


_VARIED = ("explain", "why", "hints", "options", "prompts", "excel")


def item_digest(item: Item) -> str:
    """A short name of what is asked and of its key: when it changes, what was answered was another item.

    Records of learners hold it, so that neither side of it may be written otherwise: see :mod:`first_form`.
    """
    return digest({"asked": asked(item), "key": first_form(KEY.encode(item.key))})[:12]


def exercise(task: TaskInstance, look_up: ReferenceLookUp) -> dict[str, Json]:
    """A data exercise; its story and table stand in the page."""
    fields = tuple(with_key([field]) for field in task.fields)
    rests_on = [*task.rests_on, *(name for field in task.fields for name in field.rests_on)]
    return TASK.encode(AskedTask(id=task.id, title=task.title, fields=fields, clauses=references(rests_on, look_up)))


def selftest(name: str, count: int, items: Sequence[Item], look_up: ReferenceLookUp) -> dict[str, Json]:
    """章末自测: ``count`` of ``items`` drawn anew each time, in the page."""
    clauses = references((name for item in items for name in item.rests_on), look_up)
    drawn = tuple(with_key([item]) for item in items)
    return SELFTEST.encode(Selftest(id=f"check-{name}", title="章末自测", count=count, items=drawn, clauses=clauses))
