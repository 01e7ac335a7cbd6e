"""Code tasks as JSON: the key with its hidden data, which stay with the paper, and what the learner gets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianbing.domain.items.question import CodeCase, CodeKey, Item, ItemType, ReturnedNumber, Rule
from lianbing.domain.items.rules import RULE_TITLES
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.tables import Table
from lianbing.wire.canonical import Json, number


def table_to_json(table: Table) -> dict[str, Json]:
    """A table of texts."""
    return {"caption": table.caption, "columns": [*table.columns], "rows": [[*row] for row in table.rows]}


def table_from_json(data: Mapping[str, Any]) -> Table:
    """The inverse of :func:`table_to_json`."""
    return Table(tuple(data["columns"]), tuple(tuple(row) for row in data["rows"]), data["caption"])


def code_key_to_json(key: CodeKey) -> dict[str, Json]:
    """A whole key."""
    return {
        "type": "code",
        "function": key.function,
        "starter": key.starter,
        "rule": key.rule.value,
        "checks": [_check(check) for check in key.numbers],
        "cases": [_case(case) for case in key.cases],
    }


def _check(check: ReturnedNumber) -> Json:
    numbers: dict[str, Json] = {name: plain(getattr(check, name)) for name in ("share", "absolute", "relative")}
    return {"name": check.name, **numbers}


def _case(case: CodeCase) -> Json:
    return {
        "title": case.title,
        "edge": case.edge,
        "table": table_to_json(case.table) if case.table else None,
        "parameters": [part if isinstance(part, str) else {"n": plain(part)} for part in case.parameters],
        "expected": [plain(value) for value in case.expected],
    }


def code_key_from_json(data: Mapping[str, Any]) -> CodeKey:
    """The inverse of :func:`code_key_to_json`; raises KeyError or ValueError for anything else."""
    return CodeKey(
        function=data["function"],
        starter=data["starter"],
        numbers=tuple(_read_check(check) for check in data["checks"]),
        cases=tuple(_read_case(case) for case in data["cases"]),
        rule=Rule(data["rule"]),
    )


def _read_check(data: Mapping[str, Any]) -> ReturnedNumber:
    numbers = {name: number(data[name]) for name in ("share", "absolute", "relative")}
    return ReturnedNumber(name=data["name"], **numbers)


def _read_case(data: Mapping[str, Any]) -> CodeCase:
    return CodeCase(
        title=data["title"],
        table=table_from_json(data["table"]) if data["table"] else None,
        parameters=tuple(part if isinstance(part, str) else number(part["n"]) for part in data["parameters"]),
        expected=tuple(number(value) for value in data["expected"]),
        edge=data["edge"] is True,
    )


def code_asked(item: Item) -> dict[str, Json]:
    """What a learner gets of a code task: where to begin, data to try it on, how it is marked. No hidden data."""
    if not isinstance(item.key, CodeKey):
        raise TypeError(f"{item.id} is no code task")
    how = RULE_TITLES[ItemType.CODE][item.key.rule]
    said: dict[str, Json] = {"starter": item.key.starter, "rule": how, "hidden": len(item.key.cases)}
    return said | {"table": table_to_json(item.table)} if item.table else said
