"""Jinja templates of pages: what they print is escaped and cleaned, and what they don't get is an error."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lianbing.domain.kernel.cleaning import showable


def environment_of(package: str) -> Environment:
    """The environment of the templates in a package's folder ``templates``."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_showable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _showable(value: Any) -> Any:
    """Cleans what a template prints; markup of our own passes as it is."""
    return showable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
