"""What the warmed parent of the chapters' kernels does before it forks: it reads the workbook that they ask of."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from lianbing.content.loader import workbook_of
from lianbing.errors import ContentFaults

ROOT = "LIANBING_CHAPTERS_OF"
"""The environment variable that names the workbook's root to the parent."""

if ROOT in os.environ:
    with suppress(ContentFaults):  # the chapter that asks will be told
        workbook_of(Path(os.environ[ROOT]))
