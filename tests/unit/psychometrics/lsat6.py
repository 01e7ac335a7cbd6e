"""The answers of 1,000 people to five items of the Law School Admission Test, section 6.

Frequencies of response patterns as published by Bock and Lieberman 1970 (Psychometrika 35, 179–197, table 1); 1 is
right. Patterns that nobody gave are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.psychometrics.items.responses import ItemResponse

_TABLE = """
00000 3   00001 6   00010 2   00011 11  00100 1   00101 1   00110 3   00111 4   01000 1   01001 8
01011 16  01101 3   01110 2   01111 15  10000 10  10001 29  10010 14  10011 81  10100 3   10101 28
10110 15  10111 80  11000 16  11001 56  11010 21  11011 173 11100 11  11101 61  11110 28  11111 298
"""
_WORDS = iter(_TABLE.split())
FREQUENCIES = {pattern: int(count) for pattern, count in zip(_WORDS, _WORDS, strict=True)}


def rows(every: int = 1) -> Iterator[tuple[int, ...]]:
    """The marks of each person, or of every so many, in the order of the patterns."""
    people = [pattern for pattern, count in FREQUENCIES.items() for _ in range(count)]
    yield from (tuple(map(int, pattern)) for pattern in people[::every])


def responses(every: int = 1) -> list[ItemResponse]:
    """The same as answers, items 1 to 5."""
    return [
        ItemResponse(person=f"P{person:04}", item=str(number), sitting="1", worth=1, earned=mark, answer="BA"[mark])
        for person, marks in enumerate(rows(every))
        for number, mark in enumerate(marks, 1)
    ]
