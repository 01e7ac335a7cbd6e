"""What the files of people are called."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lianbing.domain.drills.papers import Employee
from lianbing.naming import person_stem

_SAFE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}", re.ASCII)
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII | re.IGNORECASE)


def person_stems(people: Sequence[Employee]) -> dict[str, str]:
    """工号-姓名 for each person, by employee number.

    A number that can't be in a file name everywhere, or differs from another only by capitals, gets a digest instead
    of what is doubtful; it can't lead out of the folder.
    """
    folded = Counter(person.id.casefold() for person in people)
    return {
        person.id: person_stem(replace(person, id=_stem(person.id, folded[person.id.casefold()] > 1)))
        for person in people
    }


def _stem(number: str, ambiguous: bool) -> str:
    if _SAFE.fullmatch(number) and not _RESERVED.fullmatch(number) and not ambiguous:
        return number
    digest = hashlib.sha256(number.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{re.sub(r'[^0-9A-Za-z]+', '_', number)[:32]}-{digest}"
