#!/usr/bin/env bash
# irrCAC weights levels by the code of their first character, even where pandas knows their order.
#
# irrCAC 0.4.4.
# Expected: for an ordered Categorical, weights by its order; for plain texts, a refusal of weights.
# Seen: the categories are the sorted texts. 优秀 合格 待提高 良好 instead of 待提高 合格 良好 优秀
# makes 优秀 and 良好 the two levels farthest apart: Gwet's AC falls from .546 to .002, and Fleiss'
# kappa is below nought, without a word.
# Who is hurt: whoever reports weighted agreement of levels in Chinese (or of “high, low, medium”).
# Instead: pass categories=[...] in order, or numbers; compare with statsmodels or krippendorff.
# Known: nothing found for irrCAC; an R package had the like (quallmer/quallmer#182).
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet irrCAC==0.4.4 pandas==2.3.3 numpy==1.26.4
cd "$tmp"
venv/bin/python -W ignore::DeprecationWarning -W ignore::FutureWarning - <<'PY'
import sys
import warnings

import pandas
from irrCAC.raw import CAC

LEVELS = ["待提高", "合格", "良好", "优秀"]
MARKS = pandas.DataFrame(
    {
        "A": ["优秀", "良好", "合格", "待提高", "优秀", "良好", "合格", "良好"],
        "B": ["良好", "良好", "合格", "合格", "优秀", "合格", "良好", "优秀"],
    }
)
ORDERED = MARKS.apply(lambda column: pandas.Categorical(column, categories=LEVELS, ordered=True))


def agreement(marks, **options):
    found = CAC(marks, weights="linear", digits=3, **options)
    values = [found.gwet()["est"]["coefficient_value"], found.fleiss()["est"]["coefficient_value"]]
    return [float(value) for value in values], [*map(str, found.categories)]


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always", UserWarning)
    numbers, _ = agreement(MARKS.map(LEVELS.index))
    named, _ = agreement(MARKS, categories=LEVELS)
    ordered, used = agreement(ORDERED)
print("irrCAC 0.4.4, linear weights: Gwet's AC, Fleiss' kappa")
print("levels as 0, 1, 2, 3:        ", numbers)
print("categories=[...]:            ", named)
print("ordered Categorical, expected the same, seen:", ordered, "with", *used)
about_it = [str(warning.message) for warning in caught if "categor" in str(warning.message)]
print("warnings:", about_it)
as_told = numbers == named == [0.546, 0.35] and ordered == [0.002, -0.029] and used == sorted(LEVELS)
sys.exit(0 if as_told and not about_it else "The behaviour has changed.")
PY
