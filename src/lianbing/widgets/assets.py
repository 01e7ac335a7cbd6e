"""The scripts of the browser: bundles of the modules of ``static/``, as ``npm run bundle`` writes them.

A bundle is one of ``static/entries/`` with all that it imports, minified, its styles inside. Bundles are classic
scripts, because ``file://`` blocks modules; only what JupyterLab loads is a module. Loading one twice does no harm.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from importlib.resources import files

from lianbing.domain.items.registry import item_types

_BUNDLES = files("lianbing.widgets") / "bundles"


class Bundle(Enum):
    """What is loaded together."""

    PAGE = "page"
    """Each page of the book: the installable app."""
    PRACTICE = "practice"
    """Pages of the book: questions, scenarios, data exercises."""
    FORMS = "forms"
    """Pages of the book: forms of daily work."""
    STUDY = "study"
    """The study page: what PRACTICE shows, and the learner's day, wrong answers, mock exams and record."""
    SEARCH = "search"
    """The search page."""
    WORKER = "worker"
    """The service worker, behind the list of all files of the book."""
    BOOKLET = "booklet"
    """The exam booklet, where nothing that marks an answer belongs but the rules that are the same for everybody."""
    PRESENT = "present"
    """A chapter page in class: loaded by PAGE when it is asked for."""
    SLIDES = "slides"
    """The slides of a session: reveal.js stands before it."""
    JUPYTER = "jupyter"
    """All elements, as the module that anywidget loads in JupyterLab."""
    DESK = "desk"
    """The keyboard of the marking notebook, likewise."""

    LIVE_PHONE = "live-phone"
    """A phone in a live session."""
    LIVE_SCREEN = "live-screen"
    """The projector of a live session."""
    LIVE_TRAINER = "live-trainer"
    """The trainer's page of a live session."""


_WITH_ITEMS = (Bundle.PRACTICE, Bundle.STUDY, Bundle.BOOKLET, Bundle.SLIDES, Bundle.JUPYTER, Bundle.LIVE_PHONE)


def script_text(bundle: Bundle = Bundle.PRACTICE) -> str:
    """The bundle as one minified script; it can stand inside a page's own script element.

    Types of question from elsewhere bring scripts of their own, which go first.
    """
    added = [kind.script for kind in item_types() if kind.script] if bundle in _WITH_ITEMS else []
    return "".join([*(f"{script.rstrip()}\n" for script in added), _bundled(bundle)])


@cache
def _bundled(bundle: Bundle) -> str:
    return (_BUNDLES / f"{bundle.value}.js").read_text(encoding="utf-8")
