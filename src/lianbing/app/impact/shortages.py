"""Whether the bank still serves every blueprint while items wait."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from lianbing.domain.changes.report import Shortage
from lianbing.domain.drills.assembly import stock_of
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drawing import draw
from lianbing.domain.items.question import Question
from lianbing.domain.workbook import Workbook
from lianbing.errors import BlueprintShort


def shortages(book: Workbook, held: Collection[str]) -> tuple[Shortage, ...]:
    """The blueprints that can't be served without the items that wait."""
    if not held:
        return ()
    left = [question for question in book.questions.values() if question.id not in held]
    return tuple(short for blueprint in book.blueprints.values() if (short := _shortage(blueprint, left)))


def _shortage(blueprint: Blueprint, questions: list[Question]) -> Shortage | None:
    try:
        draw(stock_of(blueprint, questions), f"check/{blueprint.id}")
    except BlueprintShort as error:
        return Shortage(blueprint=blueprint.id, what=error.message)
    return None


def held_for(blueprint: Blueprint, book: Workbook) -> tuple[str, ...]:
    """The questions that wait and that a blueprint would take otherwise, in order."""
    return tuple(_waiting(blueprint, book))


def short_for_waiting(error: BlueprintShort, held: Sequence[str]) -> BlueprintShort:
    """The same error, with the questions that would help if somebody had looked at them."""
    if not held:
        return error
    return BlueprintShort(f"{error.message}{waiting_words(held)}，放行以后就能用")


def waiting_words(held: Sequence[str]) -> str:
    """How many questions were left out since they wait, and which."""
    return f"有 {len(held)} 道题的依据改过、还没有核过，没有抽：{'、'.join(held)}（lianbing impact --accept 放行）"


def _waiting(blueprint: Blueprint, book: Workbook) -> Iterator[str]:
    for question in book.questions.values():
        named = any(question.id in section.items for section in blueprint.sections)
        if question.id in book.held and (named or any(section.takes(question) for section in blueprint.sections)):
            yield question.id
