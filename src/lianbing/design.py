"""Colours, sizes and fonts of all that is shown: pages, elements, figures, reports, spreadsheets.

They stand in ``design.json`` alone, from where the front end's modules take them as well. A colour of pages is a
pair, for light and for dark; what stands in ``marked`` has to be seen on either, since JupyterLab shows it on a ground
of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import IntEnum
from importlib.resources import files

_GROUPS: dict[str, dict[str, str | float | list[str]]] = json.loads(
    (files("lianbing") / "design.json").read_text(encoding="utf-8")
)
ELEMENTS = ("colours", "sizes", "fonts")
"""The groups that the elements are drawn by, and all pages beside them."""
PAGES = (*ELEMENTS, "pages")
BOOK = (*PAGES, "figures")


class Theme(IntEnum):
    """Which of the two colours of a pair is meant."""

    LIGHT = 0
    DARK = 1


def colour(name: str, group: str = "colours", theme: Theme = Theme.LIGHT) -> str:
    """A colour as ``#rrggbb``."""
    value = _GROUPS[group][name]
    return value[theme] if isinstance(value, list) else str(value)


def size(name: str, group: str) -> float:
    """A size as a number."""
    return float(str(_GROUPS[group][name]))


def word(name: str, group: str) -> str:
    """What is neither: the name of a font, or a list of fonts."""
    return str(_GROUPS[group][name])


def declared(groups: Iterable[str], theme: Theme = Theme.LIGHT) -> str:
    """All of these groups as custom properties for a style sheet, of dark mode only those that differ."""
    return " ".join(f"--lb-{name}: {value};" for name, value in _values(groups, theme))


def _values(groups: Iterable[str], theme: Theme) -> Iterator[tuple[str, str]]:
    for group in groups:
        for name, value in _GROUPS[group].items():
            if isinstance(value, list):
                yield name, value[theme]
            elif theme is Theme.LIGHT:
                yield name, str(value)
