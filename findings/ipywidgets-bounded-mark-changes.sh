#!/usr/bin/env bash
# A mark that is too high becomes the maximum without a word, and lowering the maximum lowers marks.
#
# ipywidgets 8.1.9.
# Expected: 85 typed for 8.5 on an item worth 10 is refused, or at least told.
# Seen: BoundedFloatText makes it 10.0, full marks, and the observer gets 10.0 as if that had been
# typed. Setting max = 5, for the next item, turns a mark of 8 into 5 and reports it as a change. The
# step is no limit: 8.3 stays with steps of a half.
# Who is hurt: whoever marks in a notebook: a slip of a key is full marks; one widget used for item
# after item writes the mark of the last one anew.
# Instead: Text or FloatText and a check that says what is wrong; a new widget for each item.
# Known: steps in jupyter-widgets/ipywidgets#2110 (open); for the bounds nothing found.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet ipywidgets==8.1.9
cd "$tmp"
venv/bin/python - <<'PY'
import sys
import warnings

import ipywidgets

told = []
mark = ipywidgets.BoundedFloatText(min=0, max=10, step=0.5, value=0)
mark.observe(lambda change: told.append((change["old"], change["new"])), "value")


def typed(value):
    # What the browser sends when somebody has typed the number.
    mark.set_state({"value": value})
    return mark.value


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    too_high = typed(85)
    between = typed(8.3)
    typed(8)
    mark.max = 5
    lowered = mark.value
print("ipywidgets", ipywidgets.__version__, "warnings:", [str(warning.message) for warning in caught])
print("85 typed on an item worth 10, expected: refused, seen:", too_high)
print("8.3 typed with steps of 0.5, expected: refused or 8.5, seen:", between)
print("8 given, then max = 5, expected: 8 or an error, seen:", lowered)
print("what the observer was told:", told)
as_told = (too_high, between, lowered) == (10.0, 8.3, 5.0) and told[0] == (0.0, 10.0) and told[-1] == (8.0, 5.0)
sys.exit(0 if as_told and not caught else "The behaviour has changed.")
PY
