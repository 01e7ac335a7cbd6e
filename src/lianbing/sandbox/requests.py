"""What is written to the child: source, function and arguments as JSON. Keys have no place in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lianbing.sandbox.program import DataSet, Plain, Program, SandboxTable


def request(program: Program, data_set: DataSet, nonce: str) -> bytes:
    """The bytes of one call."""
    call = {
        "nonce": nonce,
        "source": program.source,
        "function": program.function,
        "arguments": [wire_argument(argument) for argument in data_set.arguments],
    }
    return json.dumps(call).encode("ascii")


def wire_argument(argument: SandboxTable | Plain) -> Any:
    """``{"n": text}`` for a Decimal, ``{"m": pairs}`` for a mapping, ``{"t": [columns, rows]}`` for a table."""
    if isinstance(argument, SandboxTable):
        return {"t": [list(argument.columns), [[wire_argument(cell) for cell in row] for row in argument.rows]]}
    if isinstance(argument, Decimal):
        return {"n": str(argument)}
    if isinstance(argument, Mapping):
        return {"m": [[key, wire_argument(item)] for key, item in argument.items()]}
    if isinstance(argument, tuple | list):
        return [wire_argument(item) for item in argument]
    return argument
