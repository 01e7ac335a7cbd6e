"""Elements as Jupyter widgets: live with a kernel, and the same element in the static page without one."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets

from lianbing.widgets.assets import Bundle, script_text
from lianbing.wire.canonical import Json, for_script

TAGS = {"item": "lb-item", "scenario": "lb-scenario", "task": "lb-task", "check": "lb-check", "booklet": "lb-booklet"}


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


class Element(anywidget.AnyWidget):
    """A question, scenario, data exercise or self-test.

    ``result`` holds what the learner did last, empty before; ``answers`` everything, in order, as the wire format says.
    """

    _esm = script_text(Bundle.JUPYTER)
    data = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
    answers: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_(**kwargs)
        content, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        content = dict(content or {})
        content["text/html"] = markup(self.data, self.data["kind"])
        content["text/plain"] = f"{self.data['kind']} {self.data['id']}"
        return content, metadata
