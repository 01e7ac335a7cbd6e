"""What tells one edition of a blueprint from another."""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.domain.drills.blueprints import Apart, Blueprint
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.canonical import Json, digest


def blueprint_digest(blueprint: Blueprint) -> str:
    """SHA-256 over everything that papers are drawn by."""
    return digest(_to_json(blueprint))


def _to_json(blueprint: Blueprint) -> dict[str, Json]:
    return {**_first(blueprint), **dict(_later(blueprint))}


def _first(blueprint: Blueprint) -> dict[str, Json]:
    rules = blueprint.short_answers
    return {
        "id": blueprint.id,
        "title": blueprint.title,
        "kind": blueprint.kind,
        "minutes": blueprint.minutes,
        "sections": [
            {
                "title": section.title,
                "skill": section.skill.value,
                "type": section.type.name,
                "count": section.count,
                "worth": plain(section.worth),
                "reserved": section.reserved,
                "topics": [*section.topics],
                **({"items": [*section.items]} if section.items else {}),
                **({"clauses": {**section.clauses}} if section.clauses else {}),
            }
            for section in blueprint.sections
        ],
        "topic_weights": {**blueprint.topic_weights},
        "importance": {**blueprint.importance},
        "short_answers": {
            "automatic": rules.automatic,
            "confidence": plain(rules.confidence),
            "longest": plain(rules.longest),
            "densest": plain(rules.densest),
        },
    }


def _later(blueprint: Blueprint) -> Iterator[tuple[str, Json]]:
    """What blueprints could not say at first: left out where nothing is said, so that old editions stay the same."""
    difficulty = blueprint.difficulty
    if difficulty:
        yield (
            "difficulty",
            {
                "rates": {str(level): plain(rate) for level, rate in difficulty.rates.items()},
                "band": [plain(difficulty.lowest), plain(difficulty.highest)],
                "spread": plain(difficulty.spread),
            },
        )
    if blueprint.forms:
        yield "forms", blueprint.forms
    if blueprint.apart != Apart():
        yield "apart", {"neighbours": blueprint.apart.neighbours, "drills": blueprint.apart.drills}
