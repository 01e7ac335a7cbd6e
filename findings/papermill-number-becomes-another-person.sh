#!/usr/bin/env bash
# Employee number 00101 reaches a notebook as 101 by `papermill -p` and as 65 by `papermill -y`.
#
# papermill 2.7.0.
# Expected: the default of the parameter is a text, so that a text arrives.
# Seen: -p makes a number of whatever looks like one (12E3 becomes 12000.0, 1_01 becomes 101), -y and
# -f read YAML 1.1: 00101 is octal, 00189 stays a text, so one column of numbers arrives in two types.
# Who is hurt: whoever writes a report per person: 101, 65 and 12000.0 are nobody, or somebody else.
# Instead: -r, or quotes in YAML, or execute_notebook with a dict; check the type in the notebook.
# Known: the manual names -r for texts, not what -p does to them; octal numbers of YAML are known.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet papermill==2.7.0 ipykernel==7.4.0
cd "$tmp"
venv/bin/python - <<'PY'
import ast
import subprocess
import sys

import nbformat

book = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "p"}})
defaults = nbformat.v4.new_code_cell('number = ""', metadata={"tags": ["parameters"]})
book.cells = [defaults, nbformat.v4.new_code_cell("print(number)")]
nbformat.write(book, "in.ipynb")


def arrives(*option):
    words = ["venv/bin/papermill", "in.ipynb", "out.ipynb", "--prepare-only", "--log-level", "ERROR"]
    subprocess.run([*words, *option], check=True, capture_output=True)
    return ast.literal_eval(nbformat.read("out.ipynb", 4).cells[1].source.partition("number = ")[2])


seen = {}
for number in ("00101", "00189", "12E3", "1_01"):
    ways = (("-p", "number", number), ("-y", f"number: {number}"), ("-r", "number", number))
    seen[number] = [arrives(*way) for way in ways]
print("papermill 2.7.0; expected the text itself each time; seen by -p, -y, -r:")
for number, values in seen.items():
    print(f"{number:6}", *map(repr, values))
as_told = {
    "00101": [101, 65, "00101"],
    "00189": [189, "00189", "00189"],
    "12E3": [12000.0, "12E3", "12E3"],
    "1_01": [101, 101, "1_01"],
}
sys.exit(0 if seen == as_told else "The behaviour has changed.")
PY
