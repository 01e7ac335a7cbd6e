#!/usr/bin/env bash
# import-linter keeps a contract that is broken by a module in a folder without __init__.py, and
# says nothing.
#
# import-linter 2.16 with grimp 3.19.
# Expected: the module is in the graph, since Python imports it, or a line says that it was left
# out.
# Seen: the very import that breaks the contract breaks it no more once its folder lacks the file:
# "KEPT", exit code 0.
# Who is hurt: whoever trusts the layers: a new folder made in a hurry is outside every rule, also
# outside `exhaustive`.
# Instead: let a test ask that each folder with a .py file has an __init__.py, or use ruff's rule
# INP001.
# Known: python-grimp/grimp#298 (open since January 2026), #53.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet import-linter==2.16 grimp==3.19
mkdir -p "$tmp/src/shop/domain/rules" "$tmp/src/shop/web"
cd "$tmp/src"
touch shop/__init__.py shop/domain/__init__.py shop/domain/rules/__init__.py shop/web/__init__.py
echo 'from shop import web' >shop/domain/rules/prices.py
cat >.importlinter <<'INI'
[importlinter]
root_package = shop

[importlinter:contract:layers]
name = the domain knows no web
type = layers
layers =
    web
    domain
containers = shop
exhaustive = true
INI
lint() {
  local code=0
  "$tmp/venv/bin/lint-imports" --no-cache >"$1.txt" || code=$?
  echo "$code $(grep -o 'Contracts: .*' "$1.txt")"
}
regular=$(lint regular)
rm shop/domain/rules/__init__.py
without=$(lint without)
"$tmp/venv/bin/python" -c 'import shop.domain.rules.prices; print("Python imports it all the same")'
"$tmp/venv/bin/pip" freeze | grep -E 'import-linter|grimp'
echo "with __init__.py:    exit code $regular"
echo "without, expected:   the same, or a warning"
echo "without, seen:       exit code $without"
[[ $regular == 1*"0 kept, 1 broken." && $without == 0*"1 kept, 0 broken." ]] ||
  { echo "The behaviour has changed."; exit 1; }
