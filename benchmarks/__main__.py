"""``python -m benchmarks [NAME …] [--cohorts N]``: all or some; ``--cohorts`` is for ``similarity``."""

from __future__ import annotations

import argparse
from functools import partial

from benchmarks import (
    assembly,
    assessing,
    building,
    certainty,
    commands,
    grading,
    impact,
    intervals,
    live,
    pages,
    receiving,
    scale,
    similarity,
    startup,
)

BENCHMARKS = {
    "assembly": assembly.main,
    "assessing": assessing.main,
    "building": building.main,
    "certainty": certainty.main,
    "commands": commands.main,
    "grading": grading.main,
    "impact": impact.main,
    "intervals": intervals.main,
    "live": live.main,
    "pages": pages.main,
    "receiving": receiving.main,
    "scale": scale.main,
    "similarity": similarity.main,
    "startup": startup.main,
}

parser = argparse.ArgumentParser(prog="python -m benchmarks")
parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME", help=", ".join(BENCHMARKS))
parser.add_argument("--cohorts", type=int, default=similarity.COHORTS, help="honest cohorts of each kind of paper")
options = parser.parse_args()
BENCHMARKS["similarity"] = partial(similarity.main, options.cohorts)

for name in options.names or BENCHMARKS:
    print(f"== {name}")
    BENCHMARKS[name]()
