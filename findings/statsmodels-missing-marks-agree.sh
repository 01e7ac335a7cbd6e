#!/usr/bin/env bash
# In statsmodels, marks that are missing from two raters count as agreement and raise Fleiss' kappa.
#
# statsmodels 0.15.0, aggregate_raters and fleiss_kappa.
# Expected: a missing mark is refused or left out.
# Seen: NaN becomes a category of its own. Three answers that nobody has marked yet lift kappa from
# .24 to .59.
# Who is hurt: whoever reports how well raters agree while the rating is still going on: the less is
# done, the better it looks.
# Instead: drop incomplete rows first and print how many were dropped; or Krippendorff's alpha,
# which is made for gaps.
# Known: nothing found in its issues.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet statsmodels==0.15.0 numpy==2.4.6
cd "$tmp"
venv/bin/python -W error - <<'PY'
import sys

import numpy
import statsmodels
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

MARKED = [[2, 2], [0, 0], [1, 2], [0, 1]]
NOT_YET = [[numpy.nan, numpy.nan]] * 3


def agreement(marks):
    counts, categories = aggregate_raters(numpy.array(marks, dtype=float))
    return round(float(fleiss_kappa(counts)), 3), [float(category) for category in categories]


marked, categories = agreement(MARKED)
both, more = agreement(MARKED + NOT_YET)
print("statsmodels", statsmodels.__version__)
print("four answers marked:          ", marked, categories)
print("and three not marked, expected:", marked, "or an error")
print("and three not marked, seen:    ", both, more)
sys.exit(0 if (marked, both, len(more)) == (0.238, 0.594, 4) else "The behaviour has changed.")
PY
