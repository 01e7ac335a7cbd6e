"""The element scripts: each folder of ``static/`` is a layer, and a bundle is some layers one after another.

A layer is its scripts in the order of its ``order.txt``, and its ``style.css`` if it has one. Bundles are classic
scripts with their style inside, because ``file://`` blocks modules; loading a layer twice does no harm.
"""

from __future__ import annotations

import json
from enum import Enum
from functools import cache
from importlib.resources import files

import rcssmin
import rjsmin

_STATIC = files("lianbing.widgets") / "static"


_STRICT = '"use strict";'


class Bundle(Enum):
    """What is loaded together, by the layers it is made of."""

    PAGE = ("offline",)
    """Each page of the book: the installable app."""
    PRACTICE = ("core", "items", "practice")
    """Pages of the book: questions, scenarios, data exercises."""
    STUDY = ("core", "items", "practice", "exam", "study")
    """The study page: what PRACTICE shows, and the learner's day, wrong answers, mock exams and record."""
    BOOKLET = ("core", "items", "exam", "booklet")
    """The exam booklet, where nothing that marks an answer belongs but the rules that are the same for everybody."""
    JUPYTER = ("core", "items", "practice", "exam", "booklet", "jupyter")
    """All elements, and what shows them in JupyterLab."""


@cache
def script_text(bundle: Bundle = Bundle.PRACTICE) -> str:
    """The bundle as one minified script, in strict mode as a whole."""
    return _STRICT + "".join(_layer(layer) for layer in bundle.value)


@cache
def _layer(layer: str) -> str:
    folder = _STATIC / layer
    names = (folder / "order.txt").read_text(encoding="utf-8").split()
    return "\n".join([_style(layer), *(minified((folder / name).read_text(encoding="utf-8")) for name in names)]) + "\n"


def minified(script: str) -> str:
    """A script as it stands in a bundle, which is strict as a whole."""
    return str(rjsmin.jsmin(script)).replace(_STRICT, "", 1)


def _style(layer: str) -> str:
    path = _STATIC / layer / "style.css"
    style = rcssmin.cssmin(path.read_text(encoding="utf-8")) if path.is_file() else ""
    return f"((globalThis.Lianbing??={{}}).styles??={{}}).{layer}={json.dumps(style, ensure_ascii=False)};"


@cache
def module_text() -> str:
    """All elements as the module that anywidget loads."""
    return script_text(Bundle.JUPYTER) + "export default { render: globalThis.Lianbing.render };\n"
