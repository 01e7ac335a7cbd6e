#!/usr/bin/env bash
# In catsim, somebody strong who answers only rightly loses ability with each answer.
#
# catsim 0.21.0, NumericalSearchEstimator.
# Expected: with right answers alone the estimate stays or rises (there is no maximum, so it has to
# be bounded somehow).
# Seen: it moves half way to the difficulty of the hardest item of the bank: from 2.0 with items up
# to 1.0 it falls to 1.5.
# Who is hurt: an adaptive mock exam: good people are shown easier and easier questions and end
# below where they began.
# Instead: an estimate with a prior (EAP or MAP), or keep the old one until the first wrong answer.
# Known: douglasrizzo/catsim#31 has the mirror image, wrong answers that raise it.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet catsim==0.21.0 numpy==2.4.6
cd "$tmp"
venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

from catsim.estimation import NumericalSearchEstimator
from catsim.item_bank import ItemBank
from numpy import array

DIFFICULTIES = (-1.0, -0.5, 0.0, 0.5, 1.0)
bank = ItemBank(array([[1.0, difficulty, 0.0, 1.0] for difficulty in DIFFICULTIES]))
estimator = NumericalSearchEstimator()

ability = 2.0
seen = [ability]
for count in (1, 2, 3):
    ability = estimator.estimate(
        item_bank=bank,
        administered_items=list(range(count)),
        response_vector=[True] * count,
        est_theta=ability,
    )
    seen.append(round(float(ability), 3))
print("catsim", version("catsim"))
print("after 0, 1, 2, 3 right answers")
print("expected: never lower than before")
print("seen:    ", seen)
sys.exit(0 if seen == [2.0, 1.5, 1.25, 1.125] else "The behaviour has changed.")
PY
