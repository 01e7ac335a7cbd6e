"""Items, data exercises and their keys as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lianbing.domain.drills.papers import Basis
from lianbing.domain.items.question import (
    BLANK,
    ChoiceKey,
    CodeKey,
    FillKey,
    Item,
    ItemType,
    Key,
    MatchingKey,
    MultipleKey,
    NumericKey,
    OpenKey,
    OrderingKey,
    Rule,
    ScoringPoint,
    TrueFalseKey,
)
from lianbing.domain.items.tasks import TaskInstance
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.canonical import Json, digest, number
from lianbing.wire.code_items import code_asked, code_key_from_json, code_key_to_json


@dataclass(frozen=True)
class Reference:
    """A clause or fact as the feedback shows it; ``href`` leads to it in the book, if it stands there."""

    basis: Basis
    href: str = ""


ReferenceLookUp = Callable[[str], Reference]


def key_to_json(key: Key) -> dict[str, Json]:
    """A key; see "Keys" in the wire format."""
    match key:
        case ChoiceKey():
            return {"type": "single", "correct": key.correct, "options": [*key.options]}
        case MultipleKey():
            shared: dict[str, Json] = {"type": "multiple", "rule": key.rule.value}
            return shared | {"correct": [*sorted(key.correct)], "options": [*key.options]}
        case TrueFalseKey():
            return {"type": "truefalse", "correct": key.correct}
        case NumericKey():
            return {
                "type": "numeric",
                "value": plain(key.value),
                "absolute": plain(key.absolute),
                "relative": plain(key.relative),
                "unit": key.unit,
            }
        case FillKey():
            return {"type": "fill", "blanks": [[*wordings] for wordings in key.blanks], "rule": key.rule.value}
        case OrderingKey():
            order: dict[str, Json] = {"type": "ordering", "order": [*key.order], "options": [*key.options]}
            return order | {"rule": key.rule.value}
        case MatchingKey():
            pairs: dict[str, Json] = {"type": "matching", "pairs": {**key.pairs}, "prompts": [*key.pairs]}
            return pairs | {"options": [*key.options], "rule": key.rule.value}
        case OpenKey():
            said: dict[str, Json] = {"type": "open", "points": [_point(point) for point in key.scoring_points]}
            return said | {"model": key.model} | ({"ordered": True} if key.ordered else {})
        case CodeKey():
            return code_key_to_json(key)


def _point(point: ScoringPoint) -> Json:
    keywords: list[Json] = [[*synonyms] for synonyms in point.keywords]
    said: dict[str, Json] = {"text": point.text, "share": plain(point.share)}
    return said | {"keywords": keywords} if keywords else said


def key_from_json(data: Mapping[str, object]) -> Key:
    """The inverse of :func:`key_to_json`; raises KeyError or ValueError for anything else."""
    match data:
        case {"type": "single", "correct": str(correct), "options": list(options)}:
            return ChoiceKey(correct, tuple(options))
        case {"type": "multiple", "correct": list(correct), "options": list(options), "rule": str(rule)}:
            return MultipleKey(frozenset(correct), tuple(options), Rule(rule))
        case {"type": "truefalse", "correct": bool(correct)}:
            return TrueFalseKey(correct)
        case {"type": "numeric", "value": str(value), "absolute": str(absolute), "relative": str(relative)}:
            return NumericKey(
                value=number(value),
                absolute=number(absolute),
                relative=number(relative),
                unit=str(data.get("unit", "")),
            )
        case {"type": "fill", "blanks": list(blanks), "rule": str(rule)}:
            return FillKey(tuple(tuple(wordings) for wordings in blanks), Rule(rule))
        case {"type": "ordering", "order": list(order), "options": list(options), "rule": str(rule)}:
            return OrderingKey(order=tuple(order), options=tuple(options), rule=Rule(rule))
        case {"type": "matching", "pairs": dict(pairs), "options": list(options), "rule": str(rule)}:
            return MatchingKey(pairs, tuple(options), Rule(rule))
        case {"type": "open", "points": list(points), "model": str(model)}:
            return OpenKey(tuple(_point_from_json(point) for point in points), model, data.get("ordered") is True)
        case {"type": "code"}:
            return code_key_from_json(data)
    raise ValueError(f"not a key: {data!r}")


def _point_from_json(data: Mapping[str, Any]) -> ScoringPoint:
    keywords = tuple(tuple(synonyms) for synonyms in data.get("keywords", []))
    return ScoringPoint(data["text"], number(data["share"]), keywords)


def asked(item: Item, worth: Decimal | None = None) -> dict[str, Json]:
    """What a person sees before answering: no key, nothing it could be derived from."""
    view: dict[str, Json] = {"kind": "item", "id": item.id, "type": item.type.value, "stem": item.stem}
    if worth is not None:
        view["points"] = plain(worth)
    if item.options:
        view["options"] = [{"id": letter, "text": text} for letter, text in item.options.items()]
    if item.prompts:
        view["prompts"] = [{"id": name, "text": text} for name, text in item.prompts.items()]
    if isinstance(item.key, MultipleKey | FillKey | OrderingKey | MatchingKey):
        view["rule"] = item.key.rule.value
    if isinstance(item.key, CodeKey):
        view["code"] = code_asked(item)
    if item.type is ItemType.FILL:
        view["blanks"] = item.stem.count(BLANK)
    if item.type is ItemType.NUMERIC:
        view["unit"] = item.unit
        if item.decimals is not None:
            view["decimals"] = item.decimals
    return view


def practice(instances: Sequence[Item], look_up: ReferenceLookUp) -> dict[str, Json]:
    """A question for self-study: its first instance with key, explanation and clauses, and how the others differ."""
    view = with_key(instances)
    view["clauses"] = references(instances[0].rests_on, look_up)
    return view


def with_key(instances: Sequence[Item]) -> dict[str, Json]:
    """The same without the clauses' texts; at least one instance, all of one question."""
    view = _with_key(instances[0])
    shown = view["practice"]
    if isinstance(shown, dict) and len(instances) > 1:
        shown["variants"] = [_variant(view, _with_key(other)) for other in instances[1:]]
    return view


def _variant(first: Mapping[str, Json], other: Mapping[str, Json]) -> dict[str, Json]:
    """What differs between two instances of a question, flat; ``stem`` and ``key`` always."""
    flat, given = _flat(other), _flat(first)
    kept = {"stem", "key", *(name for name, value in flat.items() if value != given.get(name))}
    return {name: value for name, value in flat.items() if name in kept - {"digest"}}


def _flat(view: Mapping[str, Json]) -> dict[str, Json]:
    around = {name: value for name, value in view.items() if name != "practice"}
    inner = view["practice"]
    return around | (inner if isinstance(inner, dict) else {})


def item_digest(item: Item) -> str:
    """A short name of what is asked and of its key: when it changes, what was answered was another item."""
    return digest({"asked": asked(item), "key": key_to_json(item.key)})[:12]


def _with_key(item: Item) -> dict[str, Json]:
    view = asked(item)
    if item.hints:
        view["hints"] = [*item.hints]
    solution: dict[str, Json] = {"excel": item.excel} if item.excel else {}
    view["practice"] = solution | {
        "key": key_to_json(item.key),
        "explain": item.explain,
        "why": {**item.why},
        "clauses": [*item.rests_on],
        "digest": item_digest(item),
    }
    return view


def exercise(task: TaskInstance, look_up: ReferenceLookUp) -> dict[str, Json]:
    """A data exercise; its story and table stand in the page."""
    named = dict.fromkeys([*task.rests_on, *(ref for field in task.fields for ref in field.rests_on)])
    return {
        "kind": "task",
        "id": task.id,
        "title": task.title,
        "fields": [_with_key(field) for field in task.fields],
        "clauses": references(named, look_up),
    }


def chapter_check(name: str, count: int, items: Sequence[Item], look_up: ReferenceLookUp) -> dict[str, Json]:
    """章末自测: ``count`` of ``items`` drawn anew each time, in the page."""
    named = dict.fromkeys(reference for item in items for reference in item.rests_on)
    return {
        "kind": "check",
        "id": f"check-{name}",
        "title": "章末自测",
        "count": count,
        "items": [_with_key(item) for item in items],
        "clauses": references(named, look_up),
    }


def references(ids: Iterable[str], look_up: ReferenceLookUp) -> dict[str, Json]:
    """Clauses and facts by id."""
    found: dict[str, Json] = {}
    for reference in ids:
        known = look_up(reference)
        entry: dict[str, Json] = {"title": known.basis.title, "text": known.basis.text, "status": known.basis.status}
        if known.href:
            entry["href"] = known.href
        found[reference] = entry
    return found
