"""Keeping the start of a process short."""

from __future__ import annotations

import sys

SKIP_GRAMMAR = "import sys; sys.modules.setdefault('rfc3987_syntax', None)"
"""The same as :func:`skip_grammar`, for a child process that runs a line of Python."""


def skip_grammar() -> None:
    """Call before anything imports nbformat.

    With JupyterLab installed, nbformat's import of jsonschema compiles a grammar for internationalised URIs, which
    takes three seconds and which notebooks never use. jsonschema does without the package when it can't be imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
