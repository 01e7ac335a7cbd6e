"""Keeping the start of a process short."""

from __future__ import annotations

import gc
import sys

_YOUNG = 50_000
"""So many new objects before the collector looks for cycles among them; Python's own number is 700."""

SKIP_GRAMMAR = "import sys; sys.modules.setdefault('rfc3987_syntax', None)"
"""The same as :func:`skip_grammar`, for a child process that runs a line of Python."""


def skip_grammar() -> None:
    """Call before anything imports nbformat.

    With JupyterLab installed, nbformat's import of jsonschema compiles a grammar for internationalised URIs, which
    takes three seconds and which notebooks never use. jsonschema does without the package when it can't be imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def collect_seldom() -> None:
    """Call before a command begins.

    Content and papers are hundreds of thousands of objects that live to the end and form no cycles. Looking through
    them again and again takes a tenth of a command's time.
    """
    gc.set_threshold(_YOUNG)
