"""Questions as a session prints them: to answer with a pen, and with their answers for the trainer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lianbing.domain.drills.papers import Basis
from lianbing.domain.items.on_paper import FALSE, TRUE, LongText, OneLetter, SeveralLetters, TrueOrFalse
from lianbing.domain.items.question import BLANK, Item
from lianbing.printing.blocks import FramedText, LetteredQuestion
from lianbing.wire.items import asked_item

_GAP = "_" * 8
_LETTERS = (OneLetter, SeveralLetters)


def question_block(item: Item, number: int) -> LetteredQuestion:
    """A question without its key."""
    paper = item.type.paper
    lines = [line.replace(BLANK, _GAP) for line in item.stem.split("\n") if line.strip()]
    lines += [f"（{name}）{text}" for name, text in item.prompts.items()]
    if detail := _detail(item):
        lines[-1] += f"（{detail}）"
    if not (item.options or BLANK in item.stem or isinstance(paper, TrueOrFalse | LongText)):
        lines.append(f"答：{_with_unit(_GAP, item.unit)}")
    return LetteredQuestion(
        number=number,
        lines=tuple(lines),
        options=tuple(item.options.items()),
        boxes=(TRUE, FALSE) if isinstance(paper, TrueOrFalse) else (),
        bracket=isinstance(paper, _LETTERS),
    )


def answered_blocks(item: Item, number: int, basis: Mapping[str, Basis]) -> tuple[LetteredQuestion, FramedText]:
    """A question with its answer, why that is right, why each wrong option is wrong, and what it rests on."""
    return replace(question_block(item, number), leads=True), _answer(item, basis)


def _answer(item: Item, basis: Mapping[str, Basis]) -> FramedText:
    first, *points = item.key.shown().split("\n")
    wrong = (f"{letter} 错在：{why}" for letter, why in sorted(item.why.items()))
    rests_on = f"依据：{'；'.join(named(name, basis) for name in item.rests_on)}"
    if points:
        return FramedText(title="参考答案", text=first, notes=(*points, f"讲解：{item.explain}", rests_on))
    return FramedText(title=f"答案：{_with_unit(first, item.unit)}", text=item.explain, notes=(*wrong, rests_on))


def named(reference: str, basis: Mapping[str, Basis]) -> str:
    """A clause or fact by its id and title."""
    return f"{reference} {basis[reference].title}" if reference in basis else reference


def _with_unit(text: str, unit: str) -> str:
    return f"{text}{unit}" if unit in ("%", "‰") else f"{text} {unit}".rstrip()


def _detail(item: Item) -> str:
    """How several parts are marked or how a number is written, where the question doesn't say so itself."""
    asked = asked_item(item)
    detail = item.type.detail(asked.rule, asked.decimals)
    several = isinstance(item.type.paper, SeveralLetters)
    words = "；".join(filter(None, (item.type.label if several else "", detail)))
    return "" if detail and detail in item.stem else words
