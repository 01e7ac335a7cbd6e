"""Names of files and folders for people and units, which are allowed on any system, Windows among them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lianbing.domain.drills.papers import Employee

NO_UNIT = "未填部门"
_NOT_IN_NAMES = re.compile(r"[^0-9A-Za-z_\u3400-\u9fff\U00020000-\U000323af·]+")
"""All but letters, digits and Chinese characters, the rare ones of names included."""
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII | re.IGNORECASE)
_LONGEST_NAME, _LONGEST_UNIT = 24, 40


def person_stem(employee: Employee) -> str:
    """工号-姓名: the employee number, and those characters of the name that any system allows."""
    name = _NOT_IN_NAMES.sub("", employee.name)[:_LONGEST_NAME]
    return _allowed(f"{employee.id}-{name}".rstrip("-"))


def unit_stems(units: Iterable[str]) -> dict[str, str]:
    """A name for each unit; units whose names would become the same get a number besides."""
    stems: dict[str, str] = {}
    for unit in sorted(set(units)):
        stem = _allowed(_NOT_IN_NAMES.sub("-", unit)[:_LONGEST_UNIT].strip("-") or NO_UNIT)
        taken = {name.casefold() for name in stems.values()}
        numbered = (f"{stem}-{number}" for number in range(2, len(stems) + 3))
        stems[unit] = stem if stem.casefold() not in taken else next(n for n in numbered if n.casefold() not in taken)
    return stems


def _allowed(stem: str) -> str:
    """Windows keeps some names for devices."""
    return f"{stem}_" if _RESERVED.fullmatch(stem) else stem
