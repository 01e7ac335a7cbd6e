"""接下来学什么: the clauses behind lost points, the most lost first, with links into the book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from lianbing.domain.kernel.decimals import ZERO, plain
from lianbing.domain.marking.marks import Mark
from lianbing.grading.fragments import link, text
from lianbing.grading.items_shown import ItemsShown, parts_of

MOST = 8
"""How many clauses are listed at most."""


@dataclass
class _LostPoints:
    """The points lost on one clause or fact, and the numbers of the items that lost them."""

    lost: Decimal = ZERO
    items: list[int] = field(default_factory=list)


def study_next(shown: ItemsShown, marks: tuple[Mark, ...]) -> str:
    """HTML with praise for parts without loss and a list of clauses to study."""
    losses = _losses(shown, marks)
    ordered = sorted(losses, key=lambda name: (-losses[name].lost, losses[name].items[0], name))
    rows = "".join(f"<li>{_row(shown, name, losses[name])}</li>" for name in ordered[:MOST])
    more = f"<p>还有 {len(ordered) - MOST} 条，见逐题判分。</p>" if len(ordered) > MOST else ""
    return "".join(_praise(marks, any(losses))) + (f"<ol>{rows}</ol>{more}" if rows else "")


def _losses(shown: ItemsShown, marks: tuple[Mark, ...]) -> dict[str, _LostPoints]:
    """The lost points by the id of the clause or fact."""
    losses: dict[str, _LostPoints] = {}
    for item, mark in zip(shown.paper.items, marks, strict=True):
        if mark.earned is not None and mark.earned < mark.worth:
            for name in item.item.rests_on:
                loss = losses.setdefault(name, _LostPoints())
                loss.lost += mark.worth - mark.earned
                loss.items.append(mark.number)
    return losses


def _praise(marks: tuple[Mark, ...], lost: bool) -> Iterator[str]:
    waiting = sum(mark.earned is None for mark in marks)
    if not lost and waiting == len(marks):
        yield "<p>还没有评出分数的题，评完再看。</p>"
    elif not lost:
        yield f"<p>评过的题没有失分，很好。还有 {waiting} 题待评。</p>" if waiting else "<p>全卷没有失分，非常好。</p>"
    else:
        parts = parts_of(marks)
        full = [part.skill.label for part in parts if part.worth and not part.waiting and part.earned == part.worth]
        if full:
            yield f"<p>{'、'.join(full)}没有失分，很好。</p>"
        yield "<p>先看失分多的条款，再回头做错的题。一条只考过一两题，是线索，说明不了掌握得怎样：</p>"


def _row(shown: ItemsShown, name: str, loss: _LostPoints) -> str:
    book = shown.background
    title = book.map.lesson_title(name)
    lesson = link(book.link(book.map.lesson_address(name)), f"《{text(title)}》") if title else ""
    numbers = "、".join(map(str, loss.items))
    return f"{shown.clause(name)}：第 {numbers} 题失 {plain(loss.lost)} 分" + (f"，去学{lesson}" if lesson else "")
