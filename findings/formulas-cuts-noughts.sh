#!/usr/bin/env bash
# The package `formulas` cuts noughts off dates, lets "?" stand for several characters, and rounds
# half cents down.
#
# formulas 1.3.4.
# Expected, as Excel and LibreOffice have it: 10月20日; 2 of five names match 张?; 1.005 becomes 1.01,
# 2.5 becomes "3".
# Seen: 1月2日, 4, 1.0 and "2". No error, no warning.
# Who is hurt: whoever checks the solutions of spreadsheet exercises with it: a right solution
# fails, and a wrong one that the package agrees with goes out to learners.
# Instead: use it beside LibreOffice, never alone; keep exercises away from TEXT and from wildcards
# (ours are).
# Known: nothing found in its issues.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet formulas==1.3.4
cd "$tmp"
venv/bin/python -W ignore - <<'PY'
import sys

import formulas

EXPECTED = {
    '=TEXT(DATE(2026,10,20),"m月d日")': "10月20日",
    '=TEXT(DATE(2026,9,8),"m月d日")': "9月8日",
    '=COUNTIF({"张三","张三丰","张","李四","张五"},"张?")': "2",
    "=ROUND(1.005,2)": "1.01",
    '=TEXT(2.5,"0")': "3",
}
SURPRISE = ["1月2日", "9月8日", "4", "1.0", "2"]

print("formulas", formulas.__version__)
seen = [str(formulas.Parser().ast(expression)[1].compile()()) for expression in EXPECTED]
for (expression, expected), value in zip(EXPECTED.items(), seen):
    print(f"{expression}: expected {expected}, seen {value}")
sys.exit(0 if seen == SURPRISE else "The behaviour has changed.")
PY
