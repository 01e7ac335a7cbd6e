#!/usr/bin/env bash
# scikit-learn's weighted kappa measures distance by rank among the marks that occur, and stops at
# the first half mark.
#
# scikit-learn 1.9.1, cohen_kappa_score.
# Expected: with marks 0, 2, 4, 10 and linear weights, 4 against 10 is three times as far as 2
# against 4; half marks are marks.
# Seen: both are one step apart. If by chance nobody gives a 4, 2 and 10 become neighbours and kappa
# changes, unless `labels` names all marks. One 0.5 among whole marks is an error: "a mix of
# continuous and multiclass targets".
# Who is hurt: a report on raters that worked for months fails on the day somebody gives half a
# mark, and two terms with the same rating habits get different kappas.
# Instead: labels= with every possible mark, doubled to whole numbers; weights by the marks
# themselves with statsmodels.
# Known: `labels` is a documented option; nothing was found on what it does to weights.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet scikit-learn==1.9.1 numpy==2.4.6
cd "$tmp"
venv/bin/python -W ignore - <<'PY'
import sys

import sklearn
from sklearn.metrics import cohen_kappa_score

FIRST, SECOND = [0, 2, 10, 10, 2, 0, 2, 10], [0, 2, 10, 2, 2, 2, 0, 10]


def kappa(first, second, **options):
    try:
        return round(float(cohen_kappa_score(first, second, weights="linear", **options)), 4)
    except ValueError as error:
        return str(error)


seen = [
    kappa(FIRST, SECOND),
    kappa(FIRST, SECOND, labels=[0, 2, 4, 10]),
    kappa(FIRST, SECOND, labels=[0, 2, 3, 4, 10]),
    kappa([0.5, *FIRST[1:]], SECOND),
]
print("scikit-learn", sklearn.__version__)
print("expected: one kappa for the same marks; with a half mark a slightly different one")
print("seen, nobody gave a 4:         ", seen[0])
print("seen, labels 0 2 4 10:         ", seen[1])
print("seen, labels 0 2 3 4 10:       ", seen[2])
print("seen, one half mark:           ", seen[3])
changed = len(set(seen[:3])) != 3 or "mix of" not in str(seen[3])
sys.exit("The behaviour has changed." if changed else 0)
PY
