"""Items, data exercises and their keys as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lianbing.domain.items.question import Item
from lianbing.domain.items.tasks import TaskInstance
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.canonical import Json, digest
from lianbing.wire.keys import key_to_json, to_json
from lianbing.wire.references import ReferenceLookUp, references


def asked(item: Item, worth: Decimal | None = None) -> dict[str, Json]:
    """What a person sees before answering: no key, nothing it could be derived from."""
    view: dict[str, Json] = {"kind": "item", "id": item.id, "type": item.type.name, "stem": item.stem}
    if worth is not None:
        view["points"] = plain(worth)
    if item.options:
        view["options"] = [{"id": letter, "text": text} for letter, text in item.options.items()]
    if item.prompts:
        view["prompts"] = [{"id": name, "text": text} for name, text in item.prompts.items()]
    return view | {name: to_json(value) for name, value in item.type.form(item).items()}


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
