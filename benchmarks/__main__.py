"""``python -m benchmarks [commands | pages]``: everything, or one of them."""

from __future__ import annotations

import sys

from benchmarks import commands, pages

BENCHMARKS = {"commands": commands.main, "pages": pages.main}

for name in sys.argv[1:] or BENCHMARKS:
    print(f"== {name}")
    BENCHMARKS[name]()
