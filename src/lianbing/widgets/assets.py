"""The element script, put together from ``static/`` in the order of ``static/order.txt``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

_STATIC = files("lianbing.widgets") / "static"


@cache
def script_text() -> str:
    """One classic script with the style inside, for pages on a web server and on ``file://`` alike."""
    names = (_STATIC / "order.txt").read_text(encoding="utf-8").split()
    style = json.dumps((_STATIC / "elements.css").read_text(encoding="utf-8"), ensure_ascii=False)
    head = f"(globalThis.Lianbing ??= {{}}).css = {style};\n"
    return head + "\n".join((_STATIC / name).read_text(encoding="utf-8") for name in names)


@cache
def module_text() -> str:
    """The same script as the module that anywidget loads."""
    return script_text() + "\nexport default { render: globalThis.Lianbing.render };\n"
