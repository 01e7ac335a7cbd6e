"""The marked paper as one HTML page, for who has no Jupyter."""

from __future__ import annotations

import html
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 52rem; margin: 0 auto; padding: 1rem; line-height: 1.75; color: #1c2530;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }}
a.anchor-link {{ display: none; }}
table {{ overflow-wrap: anywhere; }}
@media print {{ section.item {{ break-inside: avoid; }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def marked_page(notebook: Path, title: str) -> str:
    """The page for an executed grading notebook: its texts and results, without its code."""
    config = Config({"TemplateExporter": {"exclude_input": True}})
    exporter = HTMLExporter(config=config, template_name="basic")  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(nbformat.read(notebook, as_version=4))  # type: ignore[no-untyped-call]
    return _PAGE.format(title=html.escape(title), body=body)
