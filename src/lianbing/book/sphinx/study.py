"""The study page “我的学习”, and in each chapter the line that says how much of it the learner has practised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from lianbing.widgets.assets import Bundle, script_text

PAGE = "study"
SCRIPT = "lianbing-study.js"
_PROGRESS = "<lb-progress></lb-progress>"
# The heading of a chapter, and the line below it that says for whom the chapter is.
_HEAD = re.compile(r"<h1>.*?</h1>(?:\s*<p>.*?</p>)?", re.DOTALL)


def connect(app: Sphinx) -> None:
    """Register the page, its script and the line."""
    app.connect("builder-inited", _write_script)
    app.connect("html-collect-pages", _page)
    # Before the script of the elements is added, which looks for elements.
    app.connect("html-page-context", _show_progress, priority=400)


def _write_script(app: Sphinx) -> None:
    folder = Path(app.doctreedir) / "lianbing-study-static"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SCRIPT).write_text(script_text(Bundle.STUDY), encoding="utf-8")
    app.config.html_static_path.append(str(folder))


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
    if "<lb-item" in body or "<lb-check" in body:
        context["body"] = _HEAD.sub(lambda head: head[0] + _PROGRESS, body, count=1)
