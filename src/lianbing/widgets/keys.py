"""The keyboard of a box of widgets in JupyterLab."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from lianbing.widgets.assets import Bundle, script_text


class Keys(anywidget.AnyWidget):
    """A line of help that listens to the keys of the box with the class ``desk`` around it.

    Keys have the names of ``KeyboardEvent.key``. What is typed into fields stays there.
    """

    _esm = script_text(Bundle.DESK)
    desk = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)

    def listen(self, press: Callable[[str], None]) -> None:
        """Calls ``press`` with each key."""

        def take(_widget: object, content: Any, _buffers: object) -> None:
            key = content.get("key") if isinstance(content, Mapping) else None
            if isinstance(key, str):
                press(key)

        self.on_msg(take)
