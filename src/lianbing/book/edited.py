"""Whether a chapter's notebook still says what ``generate`` wrote, or somebody has worked in it.

A generated notebook holds the digest of its own cells. Running cells and saving changes outputs alone, which are made
again; a cell that somebody wrote, changed or took out is theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import Any

from lianbing.wire.canonical import Json, digest

DIGEST = "cells"
"""The field of a chapter's metadata that holds the digest of its cells as they were generated."""


class NotebookOrigin(Enum):
    """Whose a notebook in the folder of chapters is."""

    GENERATED = auto()
    EDITED = auto()
    FOREIGN = auto()


def cells_digest(cells: Iterable[Mapping[str, Any]]) -> str:
    """A digest of what cells say, whatever they have put out."""
    shown: list[Json] = [[str(cell.get("cell_type")), _joined(cell.get("source", ""))] for cell in cells]
    return digest({"cells": shown})[:16]


def origin_of(content: bytes) -> NotebookOrigin:
    """Whose a notebook is; what can't be read was changed by somebody."""
    try:
        notebook = json.loads(content)
        own = notebook["metadata"].get("lianbing", {})
        if "generated_from" not in own:
            return NotebookOrigin.FOREIGN
        as_generated = own.get(DIGEST) == cells_digest(notebook["cells"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return NotebookOrigin.EDITED
    return NotebookOrigin.GENERATED if as_generated else NotebookOrigin.EDITED


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
