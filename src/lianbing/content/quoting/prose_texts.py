"""Placeholders in chapters: in goals, which are filled in as a chapter is read, and in prose, which is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lianbing.content.quoting.yaml_texts import brace_problem
from lianbing.domain.kernel.bindings import PLACEHOLDER, Reference, Sources, bind, fill_references
from lianbing.domain.knowledge.quoted import QuotedNumber
from lianbing.domain.knowledge.syllabus import Chapter, Prose
from lianbing.errors import ContentFaults, ExpressionFault, Fault, UnknownReference


def prose_faults(chapter: Chapter, file: str) -> Iterator[Fault]:
    """The lines and goals whose placeholders are written so that they would be shown as they are."""
    for text in (chapter.title, *chapter.goals):
        if problem := brace_problem(text):
            yield Fault(file, 1, f"开头的说明里：{problem}")
    for number, line in _lines(chapter):
        if problem := brace_problem(line):
            yield Fault(file, number, problem)


def unfilled_prose(chapter: Chapter, file: str, sources: Sources) -> Iterator[Fault]:
    """The lines that name a limit, parameter or value which there is not."""
    try:
        names = bind(chapter.values, sources, chapter.id)
    except (ExpressionFault, UnknownReference) as error:
        yield Fault(file, 1, f"values 里：{error.message}")
        return
    for number, line in _lines(chapter):
        try:
            fill_references(line, sources, names)
        except ExpressionFault as error:
            yield Fault(file, number, error.message)


def quoted_in_prose(chapter: Chapter, file: str) -> Iterator[QuotedNumber]:
    """The limits and parameters that goals, prose and ``values`` name."""
    for binding in chapter.values.values():
        if isinstance(binding, Reference):
            yield QuotedNumber(name=str(binding), file=file, line=1)
    for number, line in [*((1, text) for text in (chapter.title, *chapter.goals)), *_lines(chapter)]:
        for name in PLACEHOLDER.findall(line):
            if name not in chapter.values:
                yield QuotedNumber(name=name, file=file, line=number)


def filled_head(chapter: Chapter, sources: Sources, file: str) -> Chapter:
    """The chapter with its title and goals filled in; raises ContentFaults."""
    try:
        names = bind(chapter.values, sources, chapter.id)
        title = fill_references(chapter.title, sources, names)
        return replace(
            chapter, title=title, goals=tuple(fill_references(goal, sources, names) for goal in chapter.goals)
        )
    except (ExpressionFault, UnknownReference) as error:
        raise ContentFaults([Fault(file, 1, f"开头的说明里：{error.message}")]) from error


def _lines(chapter: Chapter) -> Iterator[tuple[int, str]]:
    for block in chapter.blocks:
        if isinstance(block, Prose):
            yield from enumerate(block.text.split("\n"), block.line)
