"""How an item went before: how many answered it, how well, and what they chose."""

from __future__ import annotations

from lianbing.domain.items.question import Item
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.psychometrics.wording import in_per_cent

NO_HISTORY = "以前没有人在练兵或培训里答过这道题。"


def history_sentence(item: Item, figures: ItemFigures) -> str:
    """What is known of an item, its options in the letters in which the session shows them."""
    shown = {bank: letter for letter, bank in item.origin.items()}
    options = sorted((shown.get(each.option, each.option), each.count) for each in figures.options)
    chosen = f"；选过的：{'、'.join(f'{letter} {count} 次' for letter, count in options)}" if options else ""
    return f"以前：{figures.people} 人答过，得分率 {in_per_cent(figures.facility)}{chosen}。"
