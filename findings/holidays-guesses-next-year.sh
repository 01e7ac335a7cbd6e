#!/usr/bin/env bash
# holidays knows the days off of a Chinese year that has not been announced, and gives no sign that
# it guesses.
#
# holidays 0.109, chinesecalendar 1.11.0 beside it.
# Expected: for a year whose arrangement is not published (each autumn, for the next year) an error
# or a mark. For 2026 the package has the exchanged days and the working Saturdays.
# Seen: for 2027 it lists statutory days and moves those on a weekend to the next weekdays. 6 October,
# a day off in each year from 2010 to 2026, counts as a working day, and no Saturday or Sunday does.
# Nothing tells the two kinds of year apart.
# Who is hurt: whoever computes a deadline in working days over the turn of a year: it ends days too
# early, and changes when the package is raised.
# Instead: chinesecalendar, which refuses a year that it doesn't know; or a file of the year's days.
# Known: asked of another package (nager/Nager.Date#1075); for this one nothing found.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet holidays==0.109 chinesecalendar==1.11.0
cd "$tmp"
venv/bin/python - <<'PY'
import sys
import warnings
from datetime import date

import chinese_calendar
import holidays


def refuses(day):
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return True
    return False


def october(year):
    return [day for day in range(1, 7) if not china.is_working_day(date(year, 10, day))]


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    china = holidays.country_holidays("CN", years=range(2010, 2028))
    known = {year: october(year) for year in range(2010, 2027)}
    guessed = october(2027)
made_up_for = {year: [day for day in china.weekend_workdays if day.year == year] for year in (2026, 2027)}
always = all(days == [1, 2, 3, 4, 5, 6] for days in known.values())
print("holidays", holidays.__version__, "warnings:", [str(warning.message) for warning in caught])
print("1 to 6 October are days off in each year from 2010 to 2026:", always)
print("… in 2027, expected: an error, seen:", guessed)
print("working Saturdays and Sundays of 2026:", len(made_up_for[2026]), "of 2027:", len(made_up_for[2027]))
print("chinesecalendar refuses 2027:", refuses(date(2027, 10, 6)), "2026:", refuses(date(2026, 10, 6)))
as_told = always and guessed == [1, 2, 3, 4, 5] and not made_up_for[2027] and len(made_up_for[2026]) == 6
sys.exit(0 if as_told and not caught and refuses(date(2027, 10, 6)) else "The behaviour has changed.")
PY
