"""The study page “我的学习”, and in each chapter the line that says how much of it the learner has practised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

PAGE = "study"
_PROGRESS = "<lb-progress></lb-progress>"
# The heading of a chapter, and the line below it that says for whom the chapter is.
_HEAD = re.compile(r"<h1>.*?</h1>(?:\s*<p>.*?</p>)?", re.DOTALL)


def connect(app: Sphinx) -> None:
    """Register the page and the line."""
    app.connect("html-collect-pages", _page)
    # Before the script of the elements is added, which looks for elements.
    app.connect("html-page-context", _show_progress, priority=400)


def _page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:  # noqa: ARG001
    yield PAGE, {}, f"{PAGE}.html"


def _show_progress(
    app: Sphinx,  # noqa: ARG001
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    body = context.get("body") or ""
    if "<lb-item" in body or "<lb-selftest" in body:
        context["body"] = _HEAD.sub(lambda head: head[0] + _PROGRESS, body, count=1)
