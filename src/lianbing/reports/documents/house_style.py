"""What the documents share: head, foot, the table of units, and how figures are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from lianbing.domain.assessment.assessment import Assessment
from lianbing.printing.blocks import Grid, GridColumn, PaperDocument, Side
from lianbing.reports.figures import Headcount
from lianbing.reports.unit_figures import UnitTally
from lianbing.reports.wording import moment, two

Pairs = tuple[tuple[str, str], ...]


def new_document(assessment: Assessment, title: str, subtitle: str, *, is_landscape: bool = False) -> PaperDocument:
    """A document without blocks; its foot says what it rests on. Raises ValueError if ``made_at`` is no time."""
    ledger = f"台账第 1–{assessment.ledger_sequence} 笔　校验码 {assessment.ledger_digest[:12]}"
    return PaperDocument(
        title=title,
        subtitle=subtitle,
        foot=f"{moment_shown(assessment)} 考评　{ledger if assessment.ledger_sequence else '台账还没有记录'}",
        made=moment(assessment.made_at),
        is_landscape=is_landscape,
    )


def moment_shown(assessment: Assessment) -> str:
    """When the assessment was made, as short as it can be said, in the zone in which it was."""
    return f"{datetime.fromisoformat(assessment.made_at):%Y-%m-%d %H:%M}"


def or_dash(value: Decimal | None) -> str:
    """A figure with two places, or a dash where there is none."""
    return "—" if value is None else two(value)


def signed(value: Decimal | None, other: Decimal | None) -> str:
    """How far a figure is from another one, with its sign."""
    return "—" if value is None or other is None else f"{value - other:+.2f}"


def in_percent(value: Decimal | None) -> str:
    """A share, or a dash where there is none."""
    return "—" if value is None else f"{two(value)}%"


def head_facts(tally: UnitTally) -> Pairs:
    """The head figures of a group of people."""
    count = tally.count
    return (
        ("应考", f"{count.expected} 人"),
        ("已定", f"{count.final} 人"),
        ("未定、未交", _open(count)),
        ("平均分", or_dash(tally.average)),
        ("合格", f"{tally.passed} 人"),
        ("合格率", in_percent(tally.pass_rate)),
    )


def _open(count: Headcount) -> str:
    others = f"，缓考、免考等 {count.excused} 人" if count.excused else ""
    return f"未定 {count.pending} 人，未交 {count.absent} 人{others}"


def units_grid(tallies: Iterable[UnitTally], caption: str) -> Grid:
    """Units in rows, with people by level, averages and pass rate."""
    rows = [*tallies]
    levels = [*rows[0].held]
    titles = ("应考", "已定", *levels, "未定", "未交", "平均分", "合格率")
    widths = (1.3, 1.3, *(1.3 for _ in levels), 1.3, 1.3, 1.7, 1.9)
    columns = [GridColumn(title=each, width=wide, side=Side.RIGHT) for each, wide in zip(titles, widths, strict=True)]
    return Grid(
        columns=(GridColumn(title="单位", width=3.4), *columns),
        rows=tuple(_unit_row(tally) for tally in rows),
        caption=caption,
    )


def _unit_row(tally: UnitTally) -> tuple[str, ...]:
    count = tally.count
    held = (str(number) for number in tally.held.values())
    pending = str(count.pending + count.excused)
    figures = (or_dash(tally.average), in_percent(tally.pass_rate))
    return (tally.unit, str(count.expected), str(count.final), *held, pending, str(count.absent), *figures)
