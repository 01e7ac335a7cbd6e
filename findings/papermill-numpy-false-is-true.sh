#!/usr/bin/env bash
# A false value of NumPy or pandas, handed to papermill as a parameter, arrives in the notebook as a
# text, which is true.
#
# papermill 2.7.0 with numpy 2.4.6.
# Expected: np.bool_(False) arrives as False and np.int64(3) as 3, or papermill refuses what it
# cannot write as code.
# Seen: the cell says `strict = "False"` and `limit = "3"`. `if strict:` is taken, `limit + 1`
# fails; np.float64 is fine. Decimal, dates and tuples become texts the same way, without a word.
# Who is hurt: parameters often come from a row of a table, and there a truth value is NumPy's, also
# with pandas 3.
# Instead: pass JSON values only: bool(x), int(x), str(x); or write a JSON file and pass its path.
# Known: nothing found in its issues.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet papermill==2.7.0 numpy==2.4.6
cd "$tmp"
venv/bin/python -W ignore - <<'PY'
import decimal
import sys

import numpy as np
import papermill
from papermill.translators import translate_parameters

GIVEN = {
    "strict": np.bool_(False),
    "limit": np.int64(3),
    "share": np.float64(0.5),
    "mark": decimal.Decimal("1.5"),
    "span": (1, 2),
}
SURPRISE = {"strict": "False", "limit": "3", "share": 0.5, "mark": "1.5", "span": "(1, 2)"}

cell = translate_parameters("python3", "python", GIVEN, "Parameters")
seen = {}
exec(cell, {}, seen)

print("papermill", papermill.__version__, "numpy", np.__version__)
for name, value in GIVEN.items():
    print(f"{name}: expected {value!r}, seen {seen[name]!r}")
print("`if strict:` is", "taken" if seen["strict"] else "not taken")
sys.exit(0 if seen == SURPRISE else "The behaviour has changed.")
PY
