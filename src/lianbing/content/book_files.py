"""Reads the map of the book and its address, which marked papers need for their links."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from lianbing.domain.book_map import MAP, BookMap
from lianbing.wire.background import map_from_json

_SITE = Path("_build") / "html"


def read_map(root: Path) -> BookMap:
    """The generated map of the book; an empty one if the file is missing or damaged.

    Without the map, marked papers have no links into the book, and nothing else is missing.
    """
    try:
        return map_from_json(json.loads((root / MAP).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return BookMap()


def published_at(root: Path) -> str:
    """``html.baseurl`` of ``_config.yml``, ending in a slash; empty if it is no web address."""
    try:
        config = yaml.load((root / "_config.yml").read_bytes(), _LOADER)  # noqa: S506 - a safe loader
        address = config["html"]["baseurl"]
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        return ""
    if not isinstance(address, str) or not address.strip().lower().startswith(("http://", "https://")):
        return ""
    return address.strip().rstrip("/") + "/"


def built_site(root: Path) -> Path | None:
    """The folder of the built book; ``None`` if the book was not built below ``root``."""
    site = root / _SITE
    return site if (site / "index.html").is_file() else None


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
