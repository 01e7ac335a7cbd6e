#!/usr/bin/env bash
# HyperFormula's INT rounds towards zero, and its TEXT does not know #,##0 and rounds percentages
# away.
#
# hyperformula 3.5.0 (npm).
# Expected, as Excel and LibreOffice have it: INT(-2.5) is -3, "1,235", "29%".
# Seen: -2, "1235,##0" and "0%".
# Who is hurt: a page that marks or shows spreadsheet answers in the browser: negative growth rates
# come out one too high.
# Instead: ROUNDDOWN for what INT does here, FLOOR(x, 1) for what Excel's INT does; format numbers
# with Intl.NumberFormat.
# Known: handsontable/hyperformula#1138 for #,##0, #1565 for per cent (both of TEXT); nothing found
# for INT.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
npm install --silent --no-audit --no-fund --prefix "$tmp" hyperformula@3.5.0
cat >run.js <<'JS'
const { HyperFormula } = require("hyperformula");
const cases = [
  ["=INT(-2.5)", -3, -2],
  ["=FLOOR(-2.5,1)", -3, -3],
  ['=TEXT(1234.5,"#,##0")', "1,235", "1235,##0"],
  ['=TEXT(0.285,"0%")', "29%", "0%"],
];
const row = cases.map(([formula]) => formula);
const sheet = HyperFormula.buildFromArray([row], { licenseKey: "gpl-v3" });
console.log("hyperformula", HyperFormula.version);
const [seen] = sheet.getSheetValues(0);
cases.forEach(([formula, expected], i) =>
  console.log(`${formula}: expected ${expected}, seen ${seen[i]}`),
);
process.exit(cases.every(([, , surprise], i) => seen[i] === surprise) ? 0 : 1);
JS
node run.js || { echo "The behaviour has changed."; exit 1; }
