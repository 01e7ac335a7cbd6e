#!/usr/bin/env bash
# papermill says "completed" of cells that never ran, and returns normally from a notebook that
# stopped half-way.
#
# papermill 2.7.0 with nbclient 0.11.0 and ipykernel 7.4.0.
# Expected: the status in a saved notebook tells which cells ran, and a call that returns means that
# all did.
# Seen: the kernel dies in cell 2 of 3, and cells 2 and 3 are saved as "completed". After
# `sys.exit(0)` the call returns as after success, with cell 3 "pending". A cell tagged
# skip-execution is "completed" too.
# Who is hurt: whoever grades by running a notebook and reads the status, or takes the return for
# the proof.
# Instead: let the last cell write a record and accept nothing without it; in a status, ask for an
# execution count as well.
# Known: nteract/papermill#501 has a call that returns although the notebook stopped; of the status
# nothing was found.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet papermill==2.7.0 nbclient==0.11.0 ipykernel==7.4.0 \
  nbformat==5.11.1
export HOME="$tmp"
cd "$tmp"
venv/bin/python -W ignore - 2>kernel.log <<'PY' || { echo "The behaviour has changed."; exit 1; }
import sys

import nbformat
import papermill

CASES = [  # sources, tags of the first cell, expected, surprise
    (["1", "import os; os._exit(0)", "3"], [], "raises: completed failed pending",
     "raises: completed completed completed"),
    (["1", "import sys; sys.exit(0)", "3"], [], "raises: completed failed pending",
     "returns: completed failed pending"),
    (["1", "2"], ["skip-execution"], "returns: skipped completed", "returns: completed completed"),
]


def outcome(sources, tags):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    cells[0].metadata["tags"] = tags
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, "in.ipynb")
    try:
        papermill.execute_notebook("in.ipynb", "out.ipynb", progress_bar=False)
        end = "returns"
    except Exception:
        end = "raises"
    saved = nbformat.read("out.ipynb", as_version=4).cells
    return f"{end}: " + " ".join(cell.metadata.papermill.status for cell in saved)


print("papermill", papermill.__version__)
changed = False
for sources, tags, expected, surprise in CASES:
    seen = outcome(sources, tags)
    print(" | ".join([*tags, *sources]), f"\n  expected  {expected}\n  seen      {seen}")
    changed = changed or seen != surprise
sys.exit(changed)
PY
