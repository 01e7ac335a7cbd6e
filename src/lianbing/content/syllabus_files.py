"""Models of ``syllabus/syllabus.yml``, and the reader of the chapters' Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.bindings import Bindings
from lianbing.content.reading.validation import Model, validate
from lianbing.content.reading.yaml_source import parse, read_text
from lianbing.domain.kernel.bindings import Range
from lianbing.domain.knowledge.syllabus import Block, Chapter, Domain, Part, Placement, Prose, Syllabus, Topic
from lianbing.errors import ContentFaults, Fault

Words = Annotated[str, Field(min_length=1)]

MARKERS = ("clauses", "quiz", "scenario", "task", "form", "check", "figure", "roles", "parameters", "facts")
_OPEN = re.compile(r":::\{([a-z]+)\}\s*(.*)")


class TopicModel(Model):
    """知识点."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: Words


class DomainModel(Model):
    """领域."""

    id: str
    title: Words
    topics: list[TopicModel]


class PartModel(Model):
    """篇."""

    title: Words
    chapters: Annotated[list[str], Field(min_length=1)]


class SyllabusFile(Model):
    """``syllabus.yml``."""

    domains: list[DomainModel]
    parts: Annotated[list[PartModel], Field(min_length=1)]

    def build(self) -> Syllabus:
        """The syllabus."""
        return Syllabus(
            domains=tuple(
                Domain(
                    id=d.id, title=d.title, topics=tuple(Topic(id=t.id, title=t.title, domain=d.id) for t in d.topics)
                )
                for d in self.domains
            ),
            parts=tuple(Part(part.title, tuple(part.chapters)) for part in self.parts),
        )


class FrontMatter(Model):
    """The description at the top of a chapter's file, between two lines ``---``."""

    title: Words
    minutes: Annotated[int, Field(ge=1)]
    topics: Annotated[list[str], Field(min_length=1)]
    roles: Annotated[list[str], Field(min_length=1)]
    goals: Annotated[list[str], Field(min_length=1)]
    values: Bindings = {}

    @model_validator(mode="after")
    def _same_for_everybody(self) -> FrontMatter:
        drawn = [name for name, binding in self.values.items() if isinstance(binding, Range)]
        if drawn:
            raise ValueError(f"{'、'.join(drawn)}：章里的 values 不能写 range，人人看到的是同一章")
        return self


def read_chapter(path: Path, root: Path) -> Chapter:
    """Reads one chapter, whose id is the name of the file; raises ContentFaults."""
    file = path.relative_to(root).as_posix()
    lines = read_text(path, file).split("\n")
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        raise ContentFaults([Fault(file, 1, "开头要有两行 --- 夹着的章节说明（title、goals 等）")])
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
    head = validate(parse("\n".join(lines[1:end]), file, first_line=2), FrontMatter)
    return Chapter(
        id=path.stem,
        title=head.title,
        minutes=head.minutes,
        topics=tuple(head.topics),
        roles=tuple(head.roles),
        goals=tuple(head.goals),
        values=head.values,
        blocks=tuple(_blocks(lines[end + 1 :], end + 2, file)),
    )


def _blocks(lines: list[str], first_line: int, file: str) -> list[Block]:
    blocks: list[Block] = []
    faults: list[Fault] = []
    prose: list[str] = []
    prose_line = first_line
    numbered = iter(enumerate(lines, first_line))

    def close_prose() -> None:
        text = "\n".join(prose).strip()
        if text:
            blocks.append(Prose(text, prose_line))
        prose.clear()

    for number, line in numbered:
        match = _OPEN.match(line)
        if match is None and line.lstrip().startswith(":::"):
            faults.append(Fault(file, number, f"“{line.strip()}”不是标记：顶格写成 :::{{名字}} 编号，下一行 :::"))
        if match is None:
            if not prose and not line.strip():
                continue
            prose_line = prose_line if prose else number
            prose.append(line)
            continue
        close_prose()
        name, arguments = match[1], tuple(match[2].split())
        if name not in MARKERS:
            faults.append(Fault(file, number, f"不认识的标记 {{{name}}}：可用的有 {'、'.join(MARKERS)}"))
        _, closing = next(numbered, (number, ""))
        if closing.strip() != ":::":
            faults.append(Fault(file, number, f"标记 {{{name}}} 的下一行要是 :::"))
        blocks.append(Placement(name, arguments, number))
    close_prose()
    if faults:
        raise ContentFaults(faults)
    return blocks
