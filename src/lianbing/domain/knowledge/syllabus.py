"""What is taught, in what order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Topic:
    """知识点."""

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
    """A run of Markdown; ``line`` is where it starts in the chapter's file."""

    text: str
    line: int


@dataclass(frozen=True)
class Placement:
    """A place in the prose where the engine puts content: its name and the ids that stand behind it."""

    name: str
    arguments: tuple[str, ...]
    line: int


Block = Prose | Placement


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """章: learning goals and a sequence of prose and markers."""

    id: str
    title: str
    minutes: int
    topics: tuple[str, ...]
    roles: tuple[str, ...]
    goals: tuple[str, ...]
    blocks: tuple[Block, ...]

    def marked(self, name: str) -> tuple[str, ...]:
        """All ids behind the markers called ``name``, in order."""
        return tuple(
            argument
            for block in self.blocks
            if isinstance(block, Placement) and block.name == name
            for argument in block.arguments
        )


@dataclass(frozen=True)
class Part:
    """篇: a run of chapters in the book."""

    title: str
    chapters: tuple[str, ...]


@dataclass(frozen=True)
class Syllabus:
    """大纲."""

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
