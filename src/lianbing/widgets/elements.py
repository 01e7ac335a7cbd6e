"""Elements as Jupyter widgets: live with a kernel, and the same element in the static page without one."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from lianbing.widgets.assets import Bundle, script_text
from lianbing.widgets.markup import markup


class Element(anywidget.AnyWidget):
    """A question, scenario, data exercise, form or self-test.

    ``page_data`` is the data in a page without a kernel, where they are other ones.
    ``roots`` are the names that a server may have for the root of the workbook, by which links find their pages.
    ``result`` holds what the learner did last, empty before; ``answers`` everything, in order, as the wire format says.
    """

    _esm = script_text(Bundle.JUPYTER)
    data = traitlets.Dict().tag(sync=True)
    roots: traitlets.List[str] = traitlets.List().tag(sync=True)
    page_data = traitlets.Dict()
    result = traitlets.Dict().tag(sync=True)
    answers: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_(**kwargs)
        content, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        content = dict(content or {})
        content["text/html"] = markup(self.page_data or self.data, self.data["kind"])
        content["text/plain"] = f"{self.data['kind']} {self.data['id']}"
        return content, metadata
