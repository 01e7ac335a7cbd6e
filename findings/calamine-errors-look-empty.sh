#!/usr/bin/env bash
# python-calamine reads a cell that holds an error (#N/A, #REF!, #DIV/0!) as an empty text, just
# like an empty cell.
#
# python-calamine 0.9.1, against openpyxl 3.1.5.
# Expected: something that can be told from an empty cell, as openpyxl's "#N/A".
# Seen: "" for both.
# Who is hurt: in a roster, a unit looked up by VLOOKUP that failed, or a mark by a broken formula,
# counts as "left empty", and a required column complains about the wrong thing, or about nothing.
# Instead: where errors must be found, read .xlsx with openpyxl (data_only=True) and refuse texts
# that begin with "#".
# Known: dimastbk/python-calamine#105 (open since 2024).
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet python-calamine==0.9.1 openpyxl==3.1.5 XlsxWriter==3.3.1
cd "$tmp"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

ERRORS = ["#N/A", "#REF!", "#DIV/0!"]
with xlsxwriter.Workbook("errors.xlsx") as book:
    sheet = book.add_worksheet()
    for column, error in enumerate(ERRORS):
        sheet.write_formula(0, column, "=1/0", value=error)
    sheet.write_string(0, 4, "after an empty cell")

[calamine] = CalamineWorkbook.from_path("errors.xlsx").get_sheet_by_index(0).to_python()
[plain] = openpyxl.load_workbook("errors.xlsx", data_only=True).active.iter_rows(values_only=True)

print("python-calamine", version("python-calamine"))
print("expected:", list(plain), "(openpyxl)")
print("seen:    ", calamine)
surprise = ["", "", "", "", "after an empty cell"]
sys.exit(0 if calamine == surprise and list(plain[:3]) == ERRORS else "The behaviour has changed.")
PY
