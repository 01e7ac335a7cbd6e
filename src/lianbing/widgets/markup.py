"""Elements as HTML, for pages without a kernel; unlike the widgets they need nothing of Jupyter."""

from __future__ import annotations

import html
from collections.abc import Mapping

from lianbing.wire.canonical import Json, for_script

TAGS = {
    "item": "lb-item",
    "scenario": "lb-scenario",
    "task": "lb-task",
    "form": "lb-form",
    "selftest": "lb-selftest",
    "booklet": "lb-booklet",
}


def markup(data: Mapping[str, Json], kind: str) -> str:
    """The element's HTML with its data inside, and a version to read where scripts are off."""
    tag = TAGS[kind]
    script = f'<script type="application/json">{for_script(data)}</script>'
    return f"<{tag}>{script}<noscript>{_readable(data)}</noscript></{tag}>"


def _readable(data: Mapping[str, Json]) -> str:
    title = html.escape(str(data.get("stem") or data.get("title") or ""))
    options = data.get("options")
    listed = ""
    if isinstance(options, list):
        lines = [option for option in options if isinstance(option, dict)]
        listed = "".join(f"<li>{html.escape(str(line['id']))}. {html.escape(str(line['text']))}</li>" for line in lines)
    return f"<p>{title}</p>" + (f"<ul>{listed}</ul>" if listed else "")
