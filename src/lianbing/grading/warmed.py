"""Work that the parent of forked kernels does once, so that no kernel has to repeat it.

Importing this module does it; the parent imports it last.
"""

from __future__ import annotations

import lianbing.grading.marked  # noqa: F401 - imports all modules of the grading notebook
from lianbing.characters import simplified
from lianbing.wire.background import BACKGROUND
from lianbing.wire.code_runs import CODE_RUNS
from lianbing.wire.papers import PAPER
from lianbing.wire.results import RESULT
from lianbing.wire.shapes.walking import named_in

named_in(document.shape for document in (PAPER, BACKGROUND, CODE_RUNS, RESULT))  # works out the fields of all shapes
simplified("".join(map(chr, range(0x4E00, 0xA000))))  # fills the cache for every common character
