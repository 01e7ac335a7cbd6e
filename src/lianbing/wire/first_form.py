"""The form in which keys were first written.

Papers and corrections of then are still read, and the digests that learners' records and ledgers name are taken of it.
So it never changes: what gets another name, or a new field, is brought back to it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianbing.wire.canonical import Json


def first_form(key: Mapping[str, Any]) -> dict[str, Json]:
    """A key as it was first written."""
    match key["type"]:
        case "open":
            points = [_without_empty(point, "keywords") for point in key["scoring_points"]]
            return _without_empty({**_renamed(key, "scoring_points", "points"), "points": points}, "ordered")
        case "matching":
            return {**key, "prompts": [*key["pairs"]]}
        case "code":
            return _renamed(key, "numbers", "checks")
    return dict(key)


def today(key: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of :func:`first_form`; raises KeyError, TypeError or AttributeError for what was never a key."""
    match key["type"]:
        case "open":
            points = [{**point, "keywords": point.get("keywords", [])} for point in key["points"]]
            renamed = _renamed({**key, "points": points}, "points", "scoring_points")
            return {**renamed, "ordered": key.get("ordered", False)}
        case "matching":
            return {name: value for name, value in key.items() if name != "prompts"}
        case "code":
            return _renamed(key, "checks", "numbers")
        case "numeric":
            return {**key, "unit": key.get("unit", "")}
    return dict(key)


def _renamed(key: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    return {(new if name == old else name): value for name, value in key.items()}


def _without_empty(fields: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {field: value for field, value in fields.items() if field != name or value}
