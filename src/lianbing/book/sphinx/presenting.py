"""The button on chapter pages that shows them in class: large type, one section at a time."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_CHAPTERS = "book/chapters/"
_BUTTON = {
    "type": "javascript",
    "javascript": "window.dispatchEvent(new Event('lb-present'))",
    "text": "演示本章",
    "tooltip": "演示本章（P）",
    "icon": "fas fa-person-chalkboard",
    "label": "present-button",
    "classes": "pst-navbar-icon",
}


def connect(app: Sphinx) -> None:
    """Register the button."""
    # After the theme has made its list of buttons.
    app.connect("html-page-context", _add_button, priority=600)


def _add_button(
    app: Sphinx,  # noqa: ARG001
    pagename: str,
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    buttons = context.get("header_buttons")
    if buttons is not None and pagename.startswith(_CHAPTERS):
        buttons.insert(0, dict(_BUTTON))
