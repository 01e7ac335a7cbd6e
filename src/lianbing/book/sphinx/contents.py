"""The table of contents beside every page.

The theme has Sphinx copy and render the contents of the whole book, with every heading, anew for each page and then
takes most of it away again: a third of the time that writing a book takes. Here it is what the table of contents says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


class Line(NamedTuple):
    """A page in the table of contents, and the pages below it."""

    name: str
    title: str
    below: tuple[Line, ...]

    def leads_to(self, name: str) -> bool:
        """Whether this is that page or has it below."""
        return self.name == name or any(line.leads_to(name) for line in self.below)


class TocPart(NamedTuple):
    """A part of the book; the caption may be empty."""

    caption: str
    lines: tuple[Line, ...]


def connect(app: Sphinx) -> None:
    """Register what ``templates/sbt-sidebar-nav.html`` shows."""
    # Before the theme renders its templates to see which are empty, at 500.
    app.connect("html-page-context", _add_parts, priority=100)


def _add_parts(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    context["book_parts"] = tuple(_parts(app.env, app.config.root_doc))


def _parts(env: BuildEnvironment, name: str) -> Iterator[TocPart]:
    for tree in env.tocs[name].findall(addnodes.toctree):
        lines = tuple(_line(env, page, title) for title, page in tree["entries"] if page in env.titles)
        yield TocPart(tree.get("caption") or "", lines)


def _line(env: BuildEnvironment, name: str, title: str | None) -> Line:
    below = tuple(line for part in _parts(env, name) for line in part.lines)
    return Line(name, title or env.titles[name].astext(), below)
