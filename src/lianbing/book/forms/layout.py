"""How the fields of a form stand on paper: two short ones side by side, everything else by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lianbing.domain.knowledge.forms import FieldKind, FormField, FormSection, WorkForm

BOX = "□"
_NUMBERS = "一二三四五六七八九十"
_LONGEST_CHOICES = 12
"""How many characters choices may have together to stand in half a line."""


def strips(section: FormSection) -> Iterator[tuple[FormField, ...]]:
    """The fields of a section as they stand below each other; two short ones share a strip."""
    waiting: FormField | None = None
    for each in section.fields:
        if not _is_short(each):
            if waiting:
                yield (waiting,)
            yield (each,)
            waiting = None
        elif waiting:
            yield (waiting, each)
            waiting = None
        else:
            waiting = each
    if waiting:
        yield (waiting,)


def _is_short(each: FormField) -> bool:
    if each.kind is FieldKind.CHOICE:
        return sum(map(len, each.choices)) + 2 * len(each.choices) <= _LONGEST_CHOICES
    return each.kind in (FieldKind.TEXT, FieldKind.DATE, FieldKind.NUMBER)


def label(each: FormField) -> str:
    """A field's label, with a star where it may not stay empty."""
    return f"{each.label} *" if each.is_required else each.label


def heading(place: int, section: FormSection) -> str:
    """The heading of the section at a place counted from 0."""
    return f"{_NUMBERS[place]}、{section.title}（{section.filled_by}填）"


def ticks(choices: Sequence[str]) -> str:
    """Choices with a box before each."""
    return "　".join(f"{BOX} {choice}" for choice in choices)


def hints(form: WorkForm) -> list[str]:
    """How to fill in each field that says so."""
    return [f"{each.label}：{each.hint}" for each in form.fields if each.hint]
