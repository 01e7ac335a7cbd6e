"""What notebooks import that write documents, many of them as PDFs, beside what all of them do."""

from __future__ import annotations

import importlib
from contextlib import suppress

import lianbing.reports.warmed  # noqa: F401

with suppress(ImportError, OSError):  # an extra; without it there are no PDFs
    importlib.import_module("weasyprint")
