"""The questions that somebody should look at, by the limits of the root."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lianbing.content.office.analysis_files import FILE, has_looking_rules, read_looking_rules
from lianbing.psychometrics.estimates import Estimate
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.psychometrics.items.looking import Looked, LookingRules, look_at

_NO_RULES = f"没有 {FILE}，所以没有列值得看一看的题：照练兵自带的写一份，再分析一次。"


class Looking:
    """Why to look at questions; nothing where the root has no limits."""

    def __init__(self, root: Path) -> None:
        """Raises ContentFaults where the limits can't be read."""
        self._rules = read_looking_rules(root) if has_looking_rules(root) else None
        self._looked: Looked | None = None
        self._ranks: Mapping[str, int] = {}

    def look(self, figures: Mapping[str, ItemFigures], drifts: Mapping[str, Estimate]) -> None:
        """Looks at all questions at once: how many there are says how many would stand out by chance."""
        if self._rules:
            self._looked = look_at(figures, self._rules, drifts)
            self._ranks = {name: place for place, name in enumerate(self._looked.reasons, 1)}

    def reasons(self, item: str) -> tuple[str, ...]:
        """The reasons to look at a question, the weightiest first."""
        return tuple(reason.text for reason in self._looked.reasons.get(item, ())) if self._looked else ()

    def rank(self, item: str) -> int:
        """The place of a question among those to look at, from 1; 0 for all others."""
        return self._ranks.get(item, 0)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the list promises, and by which limits."""
        if self._rules is None:
            return (_NO_RULES,)
        return (f"{self._looked.note}。", _limits(self._rules)) if self._looked else ()


def _limits(rules: LookingRules) -> str:
    return (
        f"所用的界线（{FILE}）：得分率低于 {rules.hard:.0%} 算太难，高于 {rules.easy:.0%} 算太容易；"
        f"同别的题的相关低于 {rules.telling:.2f}；区分效率低于 {rules.dubious:g}%；"
        f"错项不到 {rules.unused:.0%} 的人选；两期相差 {rules.drift * 100:g} 个百分点以上。"
    )
