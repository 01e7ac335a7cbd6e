#!/usr/bin/env bash
# A cell that writes a script with "# %%" lines falls apart when its notebook goes through
# jupytext's percent format.
#
# jupytext 1.19.6, py:percent.
# Expected: one code cell in, one code cell out. A "# %%" line inside a quoted text is kept, and the
# formats light, Markdown and MyST keep this cell as well.
# Seen: after `%%writefile helper.py` each "# %%" line of the script ends the cell: one cell comes
# back as three, one of them Markdown. The script then runs in the kernel instead of going into the
# file.
# Who is hurt: a chapter or a data exercise that teaches files, kept as .py beside the notebook:
# broken by the first sync.
# Instead: pair such notebooks with md:myst, or write the file from a quoted text.
# Known: jupytext/jupytext#1533 has the same for Mermaid comments in Markdown cells (May 2026);
# nothing found for %%writefile.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet jupytext==1.19.6 nbformat==5.11.1
cd "$tmp"
venv/bin/python -W ignore - <<'PY'
import sys

import jupytext
from nbformat.v4 import new_code_cell, new_notebook

SCRIPT = "# %% load\nx = 1\n# %% [markdown]\n# Title"
CELLS = {
    "%%writefile": f"%%writefile helper.py\n{SCRIPT}",
    "quoted text": f'text = """\n{SCRIPT}\n"""',
}
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def round_trip(source, form):
    notebook = new_notebook(cells=[new_code_cell(source)], metadata={"kernelspec": KERNEL})
    cells = jupytext.reads(jupytext.writes(notebook, form), form).cells
    return [(cell.cell_type, cell.source) for cell in cells]


print("jupytext", jupytext.__version__)
seen = {}
for form in ("py:percent", "py:light", "md:myst"):
    for name, source in CELLS.items():
        seen[form, name] = cells = round_trip(source, form)
        print(f"{form}, {name}: expected one code cell, seen", [kind for kind, _ in cells])
broken = [("code", "%%writefile helper.py"), ("code", "x = 1"), ("markdown", "Title")]
whole = all(len(cells) == 1 for key, cells in seen.items() if key != ("py:percent", "%%writefile"))
as_before = whole and seen["py:percent", "%%writefile"] == broken
sys.exit(0 if as_before else "The behaviour has changed.")
PY
