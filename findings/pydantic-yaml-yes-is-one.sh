#!/usr/bin/env bash
# In a YAML file, `level: yes` passes pydantic's Literal[1, 2, 3] and is stored as 1; in strict
# mode, too.
#
# pydantic 2.14.3 with PyYAML 6.0.3.
# Expected: a fault: `yes` is not one of the levels.
# Seen: PyYAML reads yes, on and true as True; True equals 1 in Python, and Literal takes what is
# equal, also in strict mode. `Literal[True, False]` takes 1, 0 and 1.0 the same way. A plain `int`
# takes True, but not in strict mode.
# Who is hurt: authors of question banks and blueprints: a slip becomes the lowest level, instead of
# a line in the list of faults.
# Instead: compare types as well (`BeforeValidator` that refuses bool), or take texts: `Literal["1",
# "2", "3"]`.
# Known: nothing found for pydantic; dacite was asked to fix the same (konradhalas/dacite#307), and
# PEP 586 tells 1 from True.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet pydantic==2.14.3 PyYAML==6.0.3
cd "$tmp"
venv/bin/python - <<'PY'
import sys
from typing import Literal

import pydantic
import yaml


class Item(pydantic.BaseModel, strict=True, extra="forbid"):
    level: Literal[1, 2, 3]
    answer: Literal[True, False]


def outcome(text):
    try:
        return str(Item.model_validate(yaml.safe_load(text)))
    except pydantic.ValidationError as error:
        return " and ".join(str(fault["loc"][0]) for fault in error.errors()) + " refused"


EXPECTED = {
    "{level: 1, answer: true}": "level=1 answer=True",
    "{level: yes, answer: true}": "level refused",
    "{level: on, answer: 0}": "level and answer refused",
    "{level: '1', answer: true}": "level refused",
}
SURPRISE = ["level=1 answer=True", "level=1 answer=True", "level=1 answer=False", "level refused"]

print("pydantic", pydantic.VERSION, "PyYAML", yaml.__version__)
seen = [outcome(text) for text in EXPECTED]
for (text, expected), value in zip(EXPECTED.items(), seen):
    print(f"{text}: expected {expected}, seen {value}")
sys.exit(0 if seen == SURPRISE else "The behaviour has changed.")
PY
