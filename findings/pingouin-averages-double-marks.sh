#!/usr/bin/env bash
# pingouin's intraclass correlation averages two different marks of one rater for one person,
# without a word.
#
# pingouin 0.7.0.
# Expected: a mark that stands twice with two values is refused, as a missing mark is.
# Seen: the two are averaged. One line too many, a 0 beside a 6, and ICC(A,1) falls from .938 to
# .773.
# Who is hurt: whoever reports how well raters agree: a line pasted twice, or a mark and its
# correction, changes the result.
# Instead: check `duplicated([person, rater])` before; keep one mark per person and rater by a rule
# that is written down.
# Known: nothing found in its issues.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet pingouin==0.7.0 pandas==3.1.1 numpy==2.4.6
cd "$tmp"
venv/bin/python -W ignore::DeprecationWarning - <<'PY'
import sys
import warnings

import pandas
import pingouin

MARKS = {"A": [6, 7, 8, 9, 5], "B": [6, 8, 8, 9, 4]}
table = pandas.DataFrame(
    [(person, rater, mark) for rater, marks in MARKS.items() for person, mark in enumerate(marks)],
    columns=["person", "rater", "mark"],
)
twice = pandas.concat([table, pandas.DataFrame({"person": [0], "rater": ["A"], "mark": [0]})])


def agreement(data):
    result = pingouin.intraclass_corr(data, targets="person", raters="rater", ratings="mark")
    return round(float(result.set_index("Type")["ICC"]["ICC(A,1)"]), 3)


def outcome(data):
    try:
        return agreement(data)
    except Exception as error:
        return type(error).__name__


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    seen = [outcome(table), outcome(twice), outcome(table.iloc[1:])]
about_it = [str(warning.message) for warning in caught if "duplic" in str(warning.message).lower()]
print("pingouin", pingouin.__version__)
print("each mark once:                     ", seen[0])
print("one mark twice, expected: an error, seen:", seen[1], "warnings:", about_it)
print("one mark missing:                   ", seen[2])
sys.exit(0 if seen[:2] == [0.938, 0.773] and not about_it else "The behaviour has changed.")
PY
