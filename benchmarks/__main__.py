"""``python -m benchmarks [NAME …]``: all benchmarks, or those named, as in :data:`BENCHMARKS`."""

from __future__ import annotations

import sys

from benchmarks import assembly, building, commands, grading, pages, receiving, scale, startup

BENCHMARKS = {
    "assembly": assembly.main,
    "building": building.main,
    "commands": commands.main,
    "grading": grading.main,
    "pages": pages.main,
    "receiving": receiving.main,
    "scale": scale.main,
    "startup": startup.main,
}

for name in sys.argv[1:] or BENCHMARKS:
    print(f"== {name}")
    BENCHMARKS[name]()
