#!/usr/bin/env bash
# The Python and the JavaScript FSRS count days differently, so the same reviews give another
# memory.
#
# fsrs 6.3.2 (PyPI) and ts-fsrs 5.4.2 (npm), both FSRS-6, same weights, no fuzz.
# Expected: the same stability from the same two times of review.
# Seen: fsrs counts whole spans of 24 hours, ts-fsrs counts dates in UTC, whatever zone the process
# is in. Half an hour across midnight UTC (07:50 and 08:20 in Shanghai) is the same day for one and
# a day later for the other; 22 hours within one UTC date the same day for both, though the learner
# slept in between.
# Who is hurt: whoever tests the one against the other, or moves a record from a browser to a
# server; east of Greenwich a pause over breakfast counts as a night.
# Instead: give both the learner's own date, at noon UTC; compare the two on whole days only (our
# tests of the scheduler do).
# Known: nothing found in their issues.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet fsrs==6.3.2
cd "$tmp"
npm install --silent --no-audit --no-fund --prefix "$tmp" ts-fsrs@5.4.2
cat >review.py <<'PY'
import sys
from datetime import datetime

from fsrs import Card, Rating, Scheduler, State

first, second = (datetime.fromisoformat(text + "+00:00") for text in sys.argv[1:])
card = Card(state=State.Review, stability=10.0, difficulty=5.0, due=first, last_review=first)
card, _ = Scheduler(enable_fuzzing=False).review_card(card, Rating.Good, review_datetime=second)
print(f"{card.stability:.2f}")
PY
cat >review.mjs <<'JS'
import { createEmptyCard, fsrs, Rating, State } from "ts-fsrs";
const [first, second] = process.argv.slice(2).map((text) => new Date(text + "Z"));
const memory = { stability: 10, difficulty: 5, state: State.Review, last_review: first };
const card = { ...createEmptyCard(first), ...memory };
console.log(fsrs({ enable_fuzz: false }).next(card, second, Rating.Good).card.stability.toFixed(2));
JS
venv/bin/pip freeze | grep fsrs
seen=
while read -r first second what; do
  python=$(venv/bin/python review.py "$first" "$second")
  pair="$python $(TZ=Asia/Shanghai node review.mjs "$first" "$second")"
  echo "$what: expected the same twice, seen $pair"
  seen+="$pair;"
done <<'TIMES'
2026-01-01T23:50 2026-01-02T00:20 30 minutes across midnight UTC
2026-01-01T12:00 2026-01-02T12:30 24 hours and 30 minutes
2026-01-01T12:00 2026-01-03T00:30 36 hours and 30 minutes
2026-01-01T00:30 2026-01-01T22:30 22 hours within one UTC date
TIMES
[[ $seen == "10.00 13.05;13.05 13.05;13.05 15.83;10.00 10.00;" ]] ||
  { echo "The behaviour has changed."; exit 1; }
