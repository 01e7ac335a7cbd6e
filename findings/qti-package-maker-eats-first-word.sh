#!/usr/bin/env bash
# qti-package-maker takes the first word off a question when it is made of four or more of the
# characters 0-9 and a-f.
#
# qti-package-maker 26.7.14.
# Expected: the text of a question goes into the package as it was given.
# Seen: "2026 target: ...", "added value ...", "face to face ..." lose their first word: it looks
# like the check code that the package itself writes before questions, and takes off again on
# reading. Nothing is said.
# Who is hurt: whoever converts a bank for Canvas or Blackboard: a year or a key word is gone and
# the question still reads well.
# Instead: compare the texts of the package with those of the bank; a capital first letter keeps the
# word.
# Known: nothing found in its issues.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet qti-package-maker==26.7.14
cd "$tmp"
venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

from qti_package_maker.assessment_items.item_bank import ItemBank

QUESTIONS = [
    "2026 target: what is it?",
    "added value is what?",
    "face to face, what comes first?",
    "Face to face, what comes first?",
    "A plain question?",
]
SURPRISE = [
    "target: what is it?",
    "value is what?",
    "to face, what comes first?",
    "Face to face, what comes first?",
    "A plain question?",
]

print("qti-package-maker", version("qti-package-maker"))
seen = []
for question in QUESTIONS:
    bank = ItemBank()
    bank.add_item("MC", (question, ["one", "two"], "one"))
    [item] = bank
    seen.append(item.question_text)
    print(f"expected: {question!r}, seen: {item.question_text!r}")
sys.exit(0 if seen == SURPRISE else "The behaviour has changed.")
PY
