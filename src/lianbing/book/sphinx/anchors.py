"""Anchors that last: sections by what their headings say, elements by what they show.

Docutils numbers the sections of a Chinese page (``id3``), so that every link moves when a section is inserted. Here a
section is called by its heading (``book/headings.py``), an element by the id of its data, ``#vis-0001``. MyST finds
them as targets of links.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from lianbing.book.headings import section_anchors

_ELEMENT = re.compile(
    r'<(?P<tag>lb-[a-z]+)(?: id="[^"]*")?>(?=<script type="application/json">(?P<data>.*?)</script>)', re.DOTALL
)
_NUMBERED = re.compile(r"id\d+")


def connect(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(Anchors)


def elements_in(markup: str) -> Iterator[Mapping[str, Any]]:
    """What the elements in a piece of HTML show."""
    for element in _ELEMENT.finditer(markup):
        yield _shown(element)


def _shown(element: re.Match[str]) -> Mapping[str, Any]:
    data = json.loads(element["data"])
    return data if isinstance(data, dict) else {}


def make_linkable(document: nodes.document, env: BuildEnvironment, anchor: str, text: str) -> None:
    """Let ``[…](#vis-06)`` and ``[…](other.ipynb#vis-06)`` find the anchor, as MyST lets them find headings."""
    slugs = getattr(document, "myst_slugs", None)
    if slugs is None:
        slugs = document.myst_slugs = {}  # type: ignore[attr-defined]
    slugs.setdefault(anchor, (0, anchor, text))
    env.metadata[env.docname]["myst_slugs"] = slugs


class Anchors(SphinxTransform):
    """Names the sections and the elements of a page."""

    # After the cards have theirs, before MyST resolves [text](#id), which it does at 879.
    default_priority = 410

    def apply(self, **kwargs: object) -> None:  # noqa: ARG002
        """Name every section and every element of the document."""
        sections = [node for node in self.document.findall(nodes.section) if len(node)]
        headings = [" ".join(section[0].astext().split()) for section in sections]
        for section, heading, anchor in zip(sections, headings, section_anchors(headings), strict=True):
            self._name(section, anchor)
            make_linkable(self.document, self.env, anchor, heading)
        for raw in list(self.document.findall(nodes.raw)):
            if "html" in raw.get("format", ""):
                self._name_elements(raw)

    def _name(self, section: nodes.section, anchor: str) -> None:
        kept = [name for name in section["ids"] if not _NUMBERED.fullmatch(name) and name != anchor]
        for name in section["ids"]:
            self.document.ids.pop(name, None)
        section["ids"] = [anchor, *kept]
        for name in section["ids"]:
            self.document.ids[name] = section
        for name in section["names"]:
            self.document.nameids[name] = anchor

    def _name_elements(self, raw: nodes.raw) -> None:
        markup = raw.astext()
        for data in elements_in(markup):
            make_linkable(self.document, self.env, str(data["id"]), str(data.get("title") or data["id"]))
        named = _ELEMENT.sub(lambda element: f'<{element["tag"]} id="{_shown(element)["id"]}">', markup)
        if named != markup:
            raw.children = []
            raw += nodes.Text(named)
