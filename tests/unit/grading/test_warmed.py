"""What the parent of grading kernels works out before it forks, so that no kernel has to."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import lianbing.grading.warmed
from lianbing.wire.background import BACKGROUND
from lianbing.wire.papers import PAPER
from lianbing.wire.results import RESULT
print(all("fields" in vars(document.shape) for document in (PAPER, BACKGROUND, RESULT)))
"""


def test_the_fields_of_the_shapes_that_grading_reads_and_writes_are_there() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
