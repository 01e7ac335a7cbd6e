"""签到表: everybody who is expected, unit by unit in the order of the list, and lines for those who come besides."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from lianbing.domain.drills.papers import Employee
from lianbing.printing.blocks import Grid, GridColumn, PaperDocument, Sentence, Side, Signatures
from lianbing.sessions.documents.house_style import new_document, when_and_where
from lianbing.wire.sessions.prepared import PreparedSession

STRANGERS = 4
"""Lines for people who are not on the list."""
_LOWEST, _HIGHEST = 68, 100
"""How high a row to sign in may be, in hundredths of a centimetre."""
_FIRST_PAGE, _NEXT_PAGE = 2030, 2520
"""How much room rows have on a page, in hundredths of a centimetre."""
_COLUMNS = (
    GridColumn(title="序号", width=1.1, side=Side.CENTRE),
    GridColumn(title="工号", width=1.8, side=Side.CENTRE),
    GridColumn(title="姓名", width=3.3),
    GridColumn(title="单位", width=4.4),
    GridColumn(title="签名", width=4.9),
    GridColumn(title="到场时间", width=2.0),
)


def sign_in_sheet(prepared: PreparedSession, people: Sequence[Employee]) -> PaperDocument:
    """The list to sign; ``people`` as listed for the session."""
    ordered = by_unit(people)
    rows = [(str(number), each.id, each.name, each.team, "", "") for number, each in enumerate(ordered, 1)]
    rows += [(str(len(rows) + more), "", "", "", "", "") for more in range(1, STRANGERS + 1)]
    expected = f"应到 {len(ordered)} 人。" if ordered else "没有名单，请逐个登记。"
    blocks = (
        when_and_where(prepared.plan, ("实到", "　　　　人")),
        Sentence(f"{expected}最后 {STRANGERS} 行给不在名单上的人：写清工号、姓名和单位。", is_note=True),
        Signatures(labels=("培训师", "复核")),
        Grid(columns=_COLUMNS, rows=tuple(rows), height=row_height(len(rows))),
    )
    return new_document(prepared, "签到表", blocks)


def row_height(rows: int) -> float:
    """How high rows are, in centimetres, so that they fill their pages, as few as they can be."""

    def pages(height: int) -> int:
        return 1 + max(0, ceil((rows - _FIRST_PAGE // height) / (_NEXT_PAGE // height)))

    fewest = pages(_LOWEST)
    return next(height for height in range(_HIGHEST, _LOWEST - 1, -1) if pages(height) == fewest) / 100


def by_unit(people: Sequence[Employee]) -> list[Employee]:
    """The people unit by unit, units and people in the order of the list."""
    first: dict[str, int] = {}
    for each in people:
        first.setdefault(each.team, len(first))
    return sorted(people, key=lambda each: first[each.team])
