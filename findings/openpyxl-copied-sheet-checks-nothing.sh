#!/usr/bin/env bash
# A sheet copied by openpyxl looks like the first one and has lost its checks and its protection.
#
# openpyxl 3.1.5.
# Expected: copy_worksheet copies the sheet but for images and charts, which the manual excepts.
# Seen: no drop-down, no limits of values, no conditional format, no protection, no titles to print.
# Cells stay marked “locked”, which means nothing on an unprotected sheet.
# Who is hurt: whoever makes one sheet per unit from a template: in the first a mark of 105 is
# refused and formulas can't be overwritten, in all others everything goes.
# Instead: build every sheet by one function; test the last one, not the first.
# Known: asked in openpyxl's tracker (issue 1745, named by iGEM-Engineering/iGEM-distribution#70).
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet openpyxl==3.1.5
cd "$tmp"
venv/bin/python - <<'PY'
import sys
import warnings

import openpyxl
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

book = openpyxl.Workbook()
first = book.active
first.title = "一部"
first.append(["姓名", "得分"])
limits = DataValidation(type="decimal", operator="between", formula1="0", formula2="100")
limits.add("B2:B9")
first.add_data_validation(limits)
first.conditional_formatting.add("B2:B9", CellIsRule(operator="lessThan", formula=["60"], fill=PatternFill("solid")))
first["B2"].protection = Protection(locked=False)
first.protection.sheet = True
first.print_title_rows = "1:1"
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    book.copy_worksheet(first).title = "二部"
    book.save("marks.xlsx")


def checks(sheet):
    return {
        "limits": len(sheet.data_validations.dataValidation),
        "conditional formats": len([*sheet.conditional_formatting]),
        "protected": sheet.protection.sheet,
        "A1 locked": sheet["A1"].protection.locked,
        "titles to print": sheet.print_title_rows or "",
    }


seen = [checks(sheet) for sheet in openpyxl.load_workbook("marks.xlsx")]
print("openpyxl", openpyxl.__version__, "warnings:", [str(warning.message) for warning in caught])
print("template:            ", seen[0])
print("copy, expected alike:", seen[1])
there = [1, 1, True, True, "$1:$1"]
gone = [0, 0, False, True, ""]
as_told = [[*each.values()] for each in seen] == [there, gone]
sys.exit(0 if as_told and not caught else "The behaviour has changed.")
PY
