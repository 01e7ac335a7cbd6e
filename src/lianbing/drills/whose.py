"""Whose a file seems to be that can't be accepted, so that people know whom to call. Nothing is proven by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from lianbing.domain.drills.issued import Cover
from lianbing.drills.file_names import numbers_in

_MOST_PAPERS = 20
_PAPER = re.compile(r'"paper": *"([^"\\]{1,128})"')


class PeopleByNumber(Protocol):
    """The people of a drill, looked up singly."""

    def cover(self, paper: str) -> Cover | None:
        """The cover of a paper; ``None`` if the drill has no such paper."""

    def numbers_among(self, candidates: Iterable[str]) -> set[str]:
        """The employee numbers of the drill that are among ``candidates``, whatever their case."""

    def called_in(self, text: str) -> set[str]:
        """The employee numbers of people whose name is in a text and who alone have it."""


def whose(path: Sequence[str], content: bytes, drill: str, people: PeopleByNumber) -> tuple[str, ...]:
    """The numbers of the people that a file names: by its name and folders, outermost first, and by what it holds."""
    named = {number for part in path for number in numbers_in(part, drill, people.numbers_among)}
    named = named or {number for part in path for number in people.called_in(part)}
    covers = (people.cover(paper) for paper in _papers(content, drill))
    return tuple(sorted(named | {cover.number for cover in covers if cover}))


def _papers(content: bytes, drill: str) -> list[str]:
    """The papers that a file mentions, however damaged: in its head, or on its cover."""
    text = content.decode("utf-8", "replace")
    on_cover = re.findall(rf"{re.escape(drill)}-[0-9A-Za-z_-]{{1,64}}", text)
    return [*dict.fromkeys((*_PAPER.findall(text), *on_cover))][:_MOST_PAPERS]
