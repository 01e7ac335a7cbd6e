"""What tells one edition of a blueprint from another."""

from __future__ import annotations

from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.canonical import Json, digest


def blueprint_digest(blueprint: Blueprint) -> str:
    """SHA-256 over everything that papers are drawn by."""
    return digest(_to_json(blueprint))


def _to_json(blueprint: Blueprint) -> dict[str, Json]:
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
