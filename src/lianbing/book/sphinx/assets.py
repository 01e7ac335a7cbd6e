"""What pages load besides the theme: the book's style and script, and the elements' where a page has an element."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from lianbing import design
from lianbing.widgets.assets import Bundle, script_text

DESIGN = "design.css"
STYLE = "lianbing.css"
FIGURES = "figures.css"
APP = "app.css"
SCRIPT = "lianbing.js"
PAGE_SCRIPT = "lianbing-page.js"
FORMS_SCRIPT = "lianbing-forms.js"
STUDY_SCRIPT = "lianbing-study.js"
"""Loaded by templates/study.html."""
SEARCH_SCRIPT = "lianbing-search.js"
"""Loaded by templates/search.html."""
PRESENT_SCRIPT = "lianbing-present.js"
"""Loaded by PAGE_SCRIPT when a chapter is to be presented."""
_SCRIPTS = {
    PRESENT_SCRIPT: Bundle.PRESENT,
    SCRIPT: Bundle.PRACTICE,
    FORMS_SCRIPT: Bundle.FORMS,
    PAGE_SCRIPT: Bundle.PAGE,
    STUDY_SCRIPT: Bundle.STUDY,
    SEARCH_SCRIPT: Bundle.SEARCH,
}
_ELEMENT = re.compile(r"<lb-(?!form\b)[a-z]+[\s>]")
_FORM = re.compile(r"<lb-form[\s>]")


def connect(app: Sphinx) -> None:
    """Register styles and scripts."""
    # After the theme's own style sheets, so that equal selectors are won here.
    app.add_css_file(DESIGN, priority=900)
    app.add_css_file(STYLE, priority=900)
    app.add_css_file(FIGURES, priority=900)
    app.add_css_file(APP, priority=900)
    app.add_js_file(PAGE_SCRIPT, loading_method="defer")
    app.connect("config-inited", _add_static_folder)
    app.connect("builder-inited", _write_made)
    app.connect("html-page-context", _add_script)


def _add_static_folder(app: Sphinx, config: Config) -> None:  # noqa: ARG001
    config.html_static_path.append(str(files("lianbing.book.sphinx") / "static"))
    config.html_static_path.append(str(files("lianbing.book.figures") / FIGURES))


def design_style() -> str:
    """The design as custom properties of the root; paper is light whatever the screen is."""
    light, dark = (design.declared(design.BOOK, theme) for theme in design.Theme)
    return f':root {{ {light} }}\n@media screen {{ html[data-theme="dark"] {{ {dark} }} }}\n'


def _write_made(app: Sphinx) -> None:
    folder = Path(app.doctreedir) / "lianbing-static"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DESIGN).write_text(design_style(), encoding="utf-8")
    for name, bundle in _SCRIPTS.items():
        (folder / name).write_text(script_text(bundle), encoding="utf-8")
    app.config.html_static_path.append(str(folder))


def _add_script(
    app: Sphinx,
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    body = context.get("body") or ""
    if _ELEMENT.search(body):
        app.add_js_file(SCRIPT, loading_method="defer")
    if _FORM.search(body):
        app.add_js_file(FORMS_SCRIPT, loading_method="defer")
