#!/usr/bin/env bash
# Dates that a Chinese Excel writes as 2025年12月9日 or 12月9日 are numbers for openpyxl and dates for
# calamine; pandas is on its way from the one to the other.
#
# pandas 3.1.1 with openpyxl 3.1.5 and python-calamine 0.9.1.
# Expected: both engines give a date, as Excel shows one.
# Seen: the formats 27-36 and 50-58, which stand in a file as a number only (31 and 58 are those of
# a Chinese Excel), are unknown to openpyxl: 46000. calamine gives 2025-12-09. pandas 3.1 warns that
# `read_excel` without an engine will change to calamine, so the same line of code will read another
# value.
# Who is hurt: rosters and periods with a date: 46000 is taken for a number, or for text that "is
# not a date".
# Instead: name the engine; with openpyxl turn numbers of a date column with
# `openpyxl.utils.datetime.from_excel`.
# Known: other readers had to learn it (ExcelDataReader/ExcelDataReader#541,
# productdevbook/hucre#444); nothing found on openpyxl's.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet pandas==3.1.1 openpyxl==3.1.5 python-calamine==0.9.1 \
  XlsxWriter==3.3.1
cd "$tmp"
venv/bin/python - <<'PY'
import sys
import warnings

import pandas
import xlsxwriter

# Built-in formats of a Chinese Excel: the file has the number, not the text of the format.
BUILT_IN = {"yyyy年m月d日": 31, "yyyy年m月": 57, "m月d日": 58}
with xlsxwriter.Workbook("dates.xlsx") as book:
    sheet = book.add_worksheet()
    for row, number in enumerate(BUILT_IN.values()):
        sheet.write_number(row, 0, 46000, book.add_format({"num_format": number}))

seen = {}
for engine in ("openpyxl", "calamine"):
    column = pandas.read_excel("dates.xlsx", header=None, engine=engine)[0]
    seen[engine] = [str(value).removesuffix(" 00:00:00") for value in column]
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    pandas.read_excel("dates.xlsx")
announced = any("from 'openpyxl' to 'calamine'" in str(warning.message) for warning in caught)

print("pandas", pandas.__version__)
print("expected: 2025-12-09 for all of", *BUILT_IN)
for engine, values in seen.items():
    print("seen,", engine, *values)
print("the change of the engine is announced:", announced)
surprise = {"openpyxl": ["46000"] * 3, "calamine": ["2025-12-09"] * 3}
sys.exit(0 if seen == surprise and announced else "The behaviour has changed.")
PY
