"""What tells that a record is about a person, and the JSON of a record without that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_NAMING = frozenset({"employee", "employees", "person", "people", "number", "numbers"})
"""The names of fields that hold employee numbers. A number may be as short as “3”, so that only these are looked at."""

_PEOPLE = frozenset({"employee", "before", "after"})
"""The names of fields whose object is a person, with a number as ``id``."""

TAKEN_OUT = "（已清除）"
"""What stands in a record of others where it named somebody who was purged."""


@dataclass(frozen=True, kw_only=True)
class Traces:
    """By what people are found in records: their employee numbers, the names they had, and the ids of their papers."""

    numbers: frozenset[str]
    names: frozenset[str]
    papers: frozenset[str]

    def named_in(self, text: str) -> bool:
        """Whether a name stands in a text."""
        return any(name in text for name in self.names)

    def meets(self, field: str, value: object) -> bool:
        """Whether a value that stands in a field of this name is one of these people or papers."""
        return isinstance(value, str) and (value in self.papers or (field in _NAMING and value in self.numbers))


def without(data: Any, traces: Traces, field: str = "") -> Any:
    """The JSON without these people: no part of a list, no key of an object and no text names them any more.

    A part of a list is about a person if a field of it, or of an object in it, names the person.
    """
    if isinstance(data, Mapping):
        return {
            name: without(value, traces, _meant(field, name))
            for name, value in data.items()
            if not traces.meets(field, name)
        }
    if isinstance(data, list):
        return [without(each, traces, field) for each in data if not _is_about(each, traces, field)]
    return TAKEN_OUT if traces.meets(field, data) else data


def _is_about(data: object, traces: Traces, field: str) -> bool:
    if isinstance(data, Mapping):
        return any(
            not isinstance(value, list) and _is_about(value, traces, _meant(field, name))
            for name, value in data.items()
        )
    return traces.meets(field, data)


def _meant(field: str, name: str) -> str:
    """The name of a field by what stands in it: the id of a person is a number."""
    return "number" if field in _PEOPLE and name == "id" else name
