"""大纲: the topics that are taught, and the chapters of the book in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lianbing.domain.kernel.bindings import Binding


@dataclass(frozen=True, kw_only=True)
class Topic:
    """知识点: the smallest unit of the syllabus; ``domain`` is the id of its 领域."""

    id: str
    title: str
    domain: str


@dataclass(frozen=True, kw_only=True)
class Domain:
    """领域: a group of topics."""

    id: str
    title: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Prose:
    """A stretch of Markdown; ``line`` is its first line in the chapter's file, counted from 1."""

    text: str
    line: int


@dataclass(frozen=True)
class Placement:
    """A marker in the prose, such as ``:::{clauses} VIS-06``, that is replaced by content.

    ``name`` is the kind of content, ``arguments`` are its ids, ``line`` is its line in the file,
    from 1.
    """

    name: str
    arguments: tuple[str, ...]
    line: int


Block = Prose | Placement


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """章: a chapter with its learning goals, its prose and its markers.

    ``minutes`` is the time that it takes to read; ``topics`` and ``roles`` are ids. ``values`` are
    the names that its prose and goals may use besides limits and parameters.
    """

    id: str
    title: str
    minutes: int
    topics: tuple[str, ...]
    roles: tuple[str, ...]
    goals: tuple[str, ...]
    blocks: tuple[Block, ...]
    values: Mapping[str, Binding] = field(default_factory=dict)

    def marked(self, name: str) -> tuple[str, ...]:
        """The ids of all markers called ``name``, in order."""
        return tuple(
            argument
            for block in self.blocks
            if isinstance(block, Placement) and block.name == name
            for argument in block.arguments
        )


@dataclass(frozen=True)
class Part:
    """篇: a part of the book; ``chapters`` are ids in order."""

    title: str
    chapters: tuple[str, ...]


@dataclass(frozen=True)
class Syllabus:
    """大纲: the domains with their topics, and the parts of the book with their chapters."""

    domains: tuple[Domain, ...]
    parts: tuple[Part, ...]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All topics in order."""
        return tuple(topic for domain in self.domains for topic in domain.topics)

    @property
    def chapter_order(self) -> tuple[str, ...]:
        """Chapter ids in the order of the book."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)
