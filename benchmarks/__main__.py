"""``python -m benchmarks [building | commands | grading | pages | scale | startup]``: everything, or some of them."""

from __future__ import annotations

import sys

from benchmarks import building, commands, grading, pages, scale, startup

BENCHMARKS = {
    "building": building.main,
    "commands": commands.main,
    "grading": grading.main,
    "pages": pages.main,
    "scale": scale.main,
    "startup": startup.main,
}

for name in sys.argv[1:] or BENCHMARKS:
    print(f"== {name}")
    BENCHMARKS[name]()
