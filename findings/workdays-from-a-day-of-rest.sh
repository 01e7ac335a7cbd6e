#!/usr/bin/env bash
# “Five working days after Saturday” is a Friday for pandas and the next Monday for numpy and
# chinesecalendar.
#
# numpy 2.4.6, pandas 3.1.1, chinesecalendar 1.11.0.
# Expected: the same day: Monday is the first working day after Saturday, so Friday is the fifth.
# Seen: numpy with roll="forward" and chinesecalendar's find_workday move to Monday first and count
# from there: they give the sixth working day. From a Friday all three agree, so tests on weekdays
# show nothing.
# Who is hurt: whoever computes a deadline from a day of publication or a message that may be a
# Saturday: an appeal that is a day late counts as in time, or two programs send two dates.
# Instead: numpy with roll="backward", or pandas; test with a start on a day of rest.
# Known: numpy/numpy#8808 (closed by who asked); for the others nothing found.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet numpy==2.4.6 pandas==3.1.1 chinesecalendar==1.11.0
cd "$tmp"
venv/bin/python - <<'PY'
import sys
from datetime import date
from importlib.metadata import version

import chinese_calendar
import numpy
import pandas

DAYS = 5  # no Chinese holiday and no working Saturday in these weeks


def fifth(start):
    return {
        "pandas + BusinessDay(5)": (pandas.Timestamp(start) + pandas.offsets.BusinessDay(DAYS)).date(),
        "numpy, roll=backward": numpy.busday_offset(start, DAYS, roll="backward").astype(date),
        "numpy, roll=forward": numpy.busday_offset(start, DAYS, roll="forward").astype(date),
        "chinesecalendar": chinese_calendar.find_workday(DAYS, start),
    }


friday, saturday = (fifth(date(2026, 11, day)) for day in (27, 28))
print(*(f"{name} {version(name)}" for name in ("numpy", "pandas", "chinesecalendar")))
for name in friday:
    print(f"{name:24} after Friday {friday[name]:%a %d %b}, after Saturday {saturday[name]:%a %d %b}")
print("expected after Saturday: Fri 04 Dec")
right, late = date(2026, 12, 4), date(2026, 12, 7)
as_told = set(friday.values()) == {right} and [*saturday.values()] == [right, right, late, late]
sys.exit(0 if as_told else "The behaviour has changed.")
PY
