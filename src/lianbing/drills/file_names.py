"""Employee numbers in the names that people give to files."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable
from pathlib import PurePath

_LONGEST_NAME, _LONGEST_NUMBER = 255, 32
_IN_WORDS = frozenset(string.ascii_letters + string.digits)
_IN_NUMBERS = _IN_WORDS | {"-", "_"}
_AFTER_DRILL = "\0"
"""Stands for the drill's id and the hyphen, after which the booklet writes the number."""
_SHORT = re.compile(r"\d{1,2}", re.ASCII)
_COPY = re.compile(r"[(（\[【]\s*\d{1,3}\s*[)）\]】]|(副本|复件|copy|拷贝)\s*[-_ ]?\s*\d{1,3}(?!\d)", re.IGNORECASE)
_NUMBERED_COPY = re.compile(r"\s*[(（](\d{1,3})[)）](?=\.|$)")
_PICTURE = re.compile(r"(?<![0-9A-Za-z])(?:IMG|DSC[FN]?|MVI|VID|PANO)_E?\d{4}(?!\d)", re.IGNORECASE | re.ASCII)
"""How phones and cameras count their pictures: IMG_0101."""
_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_TIME = r"(?:[T _-]*(?:[01]\d|2[0-3])[-_.:时点]?[0-5]\d(?:[-_.:分]?[0-5]\d秒?)?(?!\d))?"
_DATE = re.compile(
    rf"(?<![\d{_AFTER_DRILL}])(?:{_YEAR}[-_./年]{_MONTH}[-_./月]{_DAY}(?!\d)日?{_TIME}"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_TIME}(?!\d)"
    rf"|{_YEAR}[-_./年]{_MONTH}(?!\d)月?|{_YEAR}年|{_MONTH}月{_DAY}[日号]?)",
    re.ASCII,
)


def copies_last(name: str) -> tuple[str, int, str]:
    """Sorts the files of a folder so that copies, which browsers number, come after what they are copies of."""
    mark = _NUMBERED_COPY.search(name)
    return (_NUMBERED_COPY.sub("", name, count=1), int(mark[1]) if mark else 0, name)


def numbers_in(name: str, drill: str, among: Callable[[Iterable[str]], set[str]]) -> set[str]:
    """The employee numbers of a drill in the name of a file or folder; ``among`` tells which of many there are.

    The mark of a copy, such as (1), dates and the numbers of a camera's pictures are no numbers of people. A number of
    one or two digits is one only where the booklet writes it, after the drill's id: elsewhere it counts copies, days
    or lists. ``drill`` is empty for files of no drill.
    """
    stem = PurePath(name).stem
    if drill:
        stem = re.sub(re.escape(drill) + "-", _AFTER_DRILL, stem, flags=re.IGNORECASE)
    for other in (_COPY, _DATE, _PICTURE):
        stem = other.sub(" ", stem)
    return _employees_in(stem, among(_candidates(stem)))


def _candidates(stem: str) -> set[str]:
    """Every piece of a file name that may be somebody's number."""
    name = stem[-_LONGEST_NAME:]
    starts = [place for place in range(len(name)) if _is_edge(name, place) and name[place] in _IN_NUMBERS]
    return {
        name[start:end]
        for start in starts
        for end in range(start + 1, min(start + _LONGEST_NUMBER, len(name)) + 1)
        if _is_edge(name, end) and _IN_NUMBERS.issuperset(name[start:end])
    }


def _is_edge(name: str, place: int) -> bool:
    """Whether no word goes on over a place in a name."""
    return not (name[place - 1 : place] in _IN_WORDS and name[place : place + 1] in _IN_WORDS)


def _employees_in(stem: str, employees: Iterable[str]) -> set[str]:
    """The employee numbers in a file name, without a number inside a longer one (01 in A-01)."""
    places: dict[str, list[tuple[int, int]]] = {}
    for employee in employees:
        if employee.upper() in stem.upper():
            before = f"(?<={_AFTER_DRILL})" if _SHORT.fullmatch(employee) else "(?<![0-9A-Za-z])"
            number = re.compile(rf"{before}{re.escape(employee)}(?![0-9A-Za-z])", re.IGNORECASE)
            places[employee] = [match.span() for match in number.finditer(stem)]
    spans = [span for own in places.values() for span in own]
    return {
        employee
        for employee, own in places.items()
        if any(not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans) for start, end in own)
    }
