#!/usr/bin/env bash
# OpenCC's traditional-to-simplified changes text that is simplified already: 乾县 becomes 干县.
#
# OpenCC 1.4.2 (PyPI), configuration t2s.
# Expected: simplified text passes unchanged; whoever folds typed answers applies t2s to everything.
# Seen: 乾 read qián is a simplified character too (so the table of standard characters of 2013), and
# the words that keep it are a list: 乾坤, 乾隆 and 乾陵 pass, the county 乾县 and 乾清宫 do not.
# Who is hurt: a right answer is marked wrong if only the answer is folded, and a wrong name is
# shown if the key is shown folded.
# Instead: fold key and answer alike, and only to compare; show what was written.
# Known: BYVoid/OpenCC#1154 (乾安县, April 2026), #790, #179.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet opencc==1.4.2
cd "$tmp"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from opencc import OpenCC

SIMPLIFIED = ["乾坤", "乾隆", "乾陵", "乾县", "乾清宫"]
SURPRISE = ["乾坤", "乾隆", "乾陵", "干县", "干清宫"]

convert = OpenCC("t2s").convert
seen = [convert(word) for word in SIMPLIFIED]
print("OpenCC", version("opencc"))
print("expected:", *SIMPLIFIED)
print("seen:    ", *seen)
sys.exit(0 if seen == SURPRISE else "The behaviour has changed.")
PY
