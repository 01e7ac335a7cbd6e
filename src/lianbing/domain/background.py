"""What a marked paper tells its reader beyond paper and answers: the drill, the level, and where the book has more."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lianbing.domain.assessment.schemes import Scheme
from lianbing.domain.book_map import BookMap
from lianbing.domain.drills.papers import Paper


@dataclass(frozen=True, kw_only=True)
class Background:
    """The same for all papers of a drill; nothing in it bears on a mark.

    ``title``, ``period`` and ``kind`` are the drill's. ``scheme`` is there only where this drill alone makes up the
    period; else ``undecided`` says why the paper tells no level. ``book`` is the address of the book's root with a
    slash at its end, absolute or relative to the marked paper; empty where no book is known.
    """

    title: str = ""
    period: str = ""
    kind: str = ""
    scheme: Scheme | None = None
    undecided: str = ""
    book: str = ""
    map: BookMap = field(default_factory=BookMap)

    def of(self, paper: Paper) -> Background:
        """The same with what of the book's map this paper needs."""
        return replace(self, map=self.map.around(paper.basis))

    def link(self, address: str) -> str:
        """An address of the book as it is reached from the marked paper; empty where it can't be."""
        return self.book + address if self.book and address else ""
