"""The Sphinx extension of the book: offline pages, Chinese wording and search, clause cards.

Listed as ``lianbing.book.sphinx`` in the ``extensions`` of ``_config.yml``.
"""

from __future__ import annotations

import zlib
from importlib.resources import files
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from lianbing import __version__
from lianbing.book.sphinx import (
    anchors,
    assets,
    clause_cards,
    contents,
    offline,
    presenting,
    search,
    study,
    translation,
)
from lianbing.widgets.assets import Bundle, script_text

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    for part in (translation, assets, clause_cards, anchors, contents, search, study, presenting, offline):
        part.connect(app)
    return {
        "version": __version__,
        "env_version": _own_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _own_version() -> int:
    """A number of all that this package puts into pages: when it changes, Sphinx builds every page anew.

    Otherwise Sphinx copies no style and no script while no page has changed.
    """
    folder = Path(str(files("lianbing.book.sphinx")))
    number = zlib.crc32("".join([assets.design_style(), *map(script_text, Bundle)]).encode())
    for pattern in ("*.py", "static/*.*", "templates/*", "components/*"):
        for path in sorted(folder.glob(pattern)):
            number = zlib.crc32(path.read_bytes(), number)
    return number
