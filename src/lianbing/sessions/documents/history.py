"""How an item went before: how often it was answered, how often rightly, what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lianbing.domain.items.question import Item
from lianbing.sessions.documents.house_style import per_cent

NO_HISTORY = "以前没有人在这里答过这道题。"


@dataclass(frozen=True, kw_only=True)
class ItemHistory:
    """Answers to an item: how many, the share of its points that they earned, options chosen by the bank's letters."""

    answers: int
    facility: float
    options: Mapping[str, int] = field(default_factory=dict)


def history_sentence(item: Item, history: ItemHistory) -> str:
    """The history in the letters in which the session shows the item."""
    chosen = [
        f"{letter} {history.options.get(item.origin.get(letter, letter), 0)} 次" for letter in sorted(item.options)
    ]
    words = f"；选过的：{'、'.join(chosen)}" if chosen and history.options else ""
    return f"以前：{history.answers} 次作答，得分率 {per_cent(history.facility)}{words}。"
