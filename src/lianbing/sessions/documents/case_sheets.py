"""分组案例单: a page for each case, with lines to write on and no answer."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from lianbing.domain.sessions.plans import Activity, ActivityKind, SessionPlan
from lianbing.printing.blocks import (
    RULE,
    Block,
    Heading,
    NewPage,
    PaperDocument,
    RuledLines,
    Sentence,
    Signatures,
    text_width,
)
from lianbing.sessions.documents.house_style import new_document
from lianbing.wire.sessions.prepared import PreparedSession

_LEFT, _PRINTED, _ACROSS = 18.0, 0.63, 46
"""How much of the page the heads leave and how high a printed line is, in centimetres; characters on a line."""
_FEWEST = 6
_HOW = "先各自读，再商量，写下结论和依据的条款，推一个人讲。"


def cases_of(plan: SessionPlan) -> list[tuple[Activity, str]]:
    """The cases for groups, each with its activity."""
    groups = (activity for activity in plan.activities if activity.kind is ActivityKind.GROUPS)
    return [(activity, item) for activity in groups for item in activity.items]


def case_sheets(prepared: PreparedSession) -> PaperDocument:
    """The sheets; a plan without cases gives one without a page of its own."""
    blocks: list[Block] = []
    cases = cases_of(prepared.plan)
    for number, (activity, name) in enumerate(cases, 1):
        title = f"案例 {number}" if len(cases) > 1 else "案例"
        blocks.append(Heading(title) if number == 1 else NewPage(f"分组案例单：{title}"))
        blocks.append(Signatures(labels=("组名", "记录人", "发言人")))
        blocks.append(
            Sentence(
                f"时间 {activity.minutes} 分钟：先各自读，再商量，写下结论和依据的条款，推一个人讲。", is_note=True
            )
        )
        lines = [line for line in prepared.items[name].item.stem.split("\n") if line.strip()]
        blocks += [Sentence(line) for line in lines]
        blocks += [Heading("我们的结论和依据", is_minor=True), RuledLines(_room(lines))]
    return new_document(prepared, "分组案例单", blocks)


def _room(lines: Sequence[str]) -> int:
    """How many lines to write on the rest of the page has room for; a few where a case fills the page."""
    printed = sum(ceil(text_width(line) / _ACROSS) for line in lines)
    return max(_FEWEST, floor((_LEFT - printed * _PRINTED) / RULE))
