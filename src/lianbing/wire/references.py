"""Clauses and facts as the feedback on an answer shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lianbing.domain.drills.papers import Basis
from lianbing.wire.shapes.shape import Says, Shape, optional


@dataclass(frozen=True)
class Reference:
    """A clause or fact, with its place in the book if it stands there."""

    basis: Basis
    href: str = ""


ReferenceLookUp = Callable[[str], Reference]


def _reference(title: str, text: str, status: str, href: str = "") -> Reference:
    return Reference(Basis(title=title, text=text, status=status), href)


CLAUSE = Shape(
    Reference,
    {
        "title": Says(text="what it is about", of="basis.title"),
        "text": Says(text="its words", of="basis.text"),
        "status": Says(text="how far the source is known, in the word that the page shows", of="basis.status"),
        "href": optional("its card in the book, where there is one"),
    },
    name="Clause",
    make=_reference,
)


def references(ids: Iterable[str], look_up: ReferenceLookUp) -> dict[str, Reference]:
    """Clauses and facts by id, each once."""
    return {name: look_up(name) for name in ids}
