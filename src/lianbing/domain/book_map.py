"""Where the built book shows a clause or fact: every address in it is made here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lianbing.domain.workbook import Workbook

CHAPTERS = "book/chapters/"
REFERENCE = "book/reference/"
"""The folders of chapters and of reference pages, from the root of the site."""

MAP = "book/map.json"
"""The generated file that holds the map, so that linking into the book needs none of its sources."""


def anchor(reference: str) -> str:
    """The id of a clause's or fact's card in a page."""
    return reference.lower()


def clause_page(standard: str) -> str:
    """The name of a standard's page in the reference."""
    return f"clauses-{standard.lower()}"


def lesson(chapter: str, reference: str) -> str:
    """The place of a card, from the folder of chapters."""
    return f"{chapter}.html#{anchor(reference)}"


@dataclass(frozen=True, kw_only=True)
class BookMap:
    """What of the book's shape is needed to link into it.

    ``chapters`` maps ids to titles, ``lessons`` clauses and facts to the first chapter that shows them, and
    ``clauses`` each clause to its standard.
    """

    chapters: Mapping[str, str] = field(default_factory=dict)
    lessons: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)

    def address(self, reference: str) -> str:
        """Where everything about a clause stands, else where it is taught, from the root of the site; may be empty."""
        if reference in self.clauses:
            return f"{REFERENCE}{clause_page(self.clauses[reference])}.html#{anchor(reference)}"
        return self.lesson_address(reference)

    def lesson_address(self, reference: str) -> str:
        """Where a clause or fact is taught, from the root of the site; empty where it isn't."""
        chapter = self.lessons.get(reference)
        return CHAPTERS + lesson(chapter, reference) if chapter else ""

    def lesson_title(self, reference: str) -> str:
        """The chapter that teaches a clause or fact; empty where none does."""
        return self.chapters.get(self.lessons.get(reference, ""), "")

    def around(self, references: Collection[str]) -> BookMap:
        """The part of the map that these clauses and facts need."""
        lessons = {name: self.lessons[name] for name in references if name in self.lessons}
        return BookMap(
            chapters={name: title for name, title in self.chapters.items() if name in lessons.values()},
            lessons=lessons,
            clauses={name: self.clauses[name] for name in references if name in self.clauses},
        )


def book_map(workbook: Workbook) -> BookMap:
    """The map of the book that is made from ``workbook``."""
    return BookMap(
        chapters={chapter.id: chapter.title for chapter in workbook.chapters.values()},
        lessons={name: first for name, (first, *_) in workbook.chapters_by_reference.items()},
        clauses={clause.id: clause.standard for clause in workbook.clauses.values()},
    )
