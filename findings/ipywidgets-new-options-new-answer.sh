#!/usr/bin/env bash
# Giving a widget of choices another list of options changes the answer, although the chosen option
# is still in the list.
#
# ipywidgets 8.1.9: Dropdown, RadioButtons, ToggleButtons, Select, SelectionSlider; SelectMultiple
# loses the choice.
# Expected: "B" stays chosen when an option E is added.
# Seen: the first option is chosen; with an equal list nothing happens, so a test that sets the same
# options again passes.
# Who is hurt: learners whose question is updated while they work (an option added, texts in another
# language): their answer becomes A, and A looks like something they chose.
# Instead: keep the value and set it again after the options. Doing both inside
# `hold_trait_notifications()` does not help.
# Known: jupyter-widgets/ipywidgets#3309 (open since 2021), as a wish.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet ipywidgets==8.1.9
cd "$tmp"
venv/bin/python -W ignore - <<'PY'
import sys

import ipywidgets

ONE = ("Dropdown", "RadioButtons", "ToggleButtons", "Select", "SelectionSlider")
seen = {}
for name in (*ONE, "SelectMultiple"):
    widget = getattr(ipywidgets, name)(options=["A", "B", "C", "D"])
    widget.value = "B" if name in ONE else ("B",)
    widget.options = ["A", "B", "C", "D"]
    unchanged = widget.value
    widget.options = ["A", "B", "C", "D", "E"]
    seen[name] = (unchanged, widget.value)

print("ipywidgets", ipywidgets.__version__)
for name, (unchanged, value) in seen.items():
    print(f"{name}: expected {unchanged!r} to stay, seen {value!r}")
surprise = {name: ("B", "A") for name in ONE} | {"SelectMultiple": (("B",), ())}
sys.exit(0 if seen == surprise else "The behaviour has changed.")
PY
