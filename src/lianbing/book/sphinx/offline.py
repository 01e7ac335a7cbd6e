"""Removes what would load from the network: widget state, loader scripts, MathJax."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.domains.math import MathDomain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

logger = logging.getLogger(__name__)

# The theme's script draws icons that its web font draws as well, for 1.5 MB a page.
_ICON_SCRIPT = re.compile(r"\s*<script\b[^>]*\bfontawesome\.js[^>]*></script>|\s*<link\b[^>]*\bfontawesome\.js[^>]*/?>")
# In the theme's static folder for its developers, in no page.
_NOT_SHIPPED = (
    "scripts/fontawesome.js*",
    "scripts/*.map",
    "styles/*.map",
    "locales",
    "*webpack-macros.html",
    "images/logo_*",
    "__pycache__",
    # Sphinx's search, replaced by ours.
    "searchtools.js",
    "language_data.js",
)
_START = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={first}">
</head>
<body><p><a href="{first}">打开{title}</a></p></body>
</html>
"""


def connect(app: Sphinx) -> None:
    """Register what keeps pages offline."""
    app.connect("builder-inited", _add_filter)
    app.connect("env-check-consistency", _refuse_formulas)
    # Before myst-nb adds the scripts of the page, which it does at 500.
    app.connect("html-page-context", _drop_widget_state, priority=100)
    app.connect("html-collect-pages", lambda app: [("offline", {}, "offline.html")])  # noqa: ARG005
    app.connect("build-finished", _remove_unused)
    # After sphinx-external-toc has written a page without a language or a title.
    app.connect("build-finished", _write_start_page, priority=900)


def _add_filter(app: Sphinx) -> None:
    templates = getattr(app.builder, "templates", None)
    if templates is not None:
        templates.environment.filters["without_icon_script"] = lambda head: _ICON_SCRIPT.sub("", str(head))


def _refuse_formulas(app: Sphinx, env: BuildEnvironment) -> None:  # noqa: ARG001
    formulas = cast("MathDomain", env.get_domain("math"))
    for name in sorted(env.found_docs):
        if formulas.has_equations(name):
            message = "这一页里有公式，显示不了：本书离线使用，没有带公式字体。请把公式改写成文字或表格"
            logger.warning(message, location=name)


def _drop_widget_state(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],  # noqa: ARG001
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    NbMetadataCollector.get_js_files(cast("Any", app.env), pagename).pop("ipywidgets_state", None)


def _remove_unused(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    for pattern in _NOT_SHIPPED:
        for path in static.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def _write_start_page(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html" or app.config.root_doc == "index":
        return
    first = html.escape(app.builder.get_target_uri(app.config.root_doc))
    page = _START.format(title=html.escape(str(app.config.html_title)), first=first)
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")
