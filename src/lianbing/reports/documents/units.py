"""单位汇总: a unit beside everybody, for the head of the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lianbing.domain.kernel.decimals import plain
from lianbing.printing.blocks import Facts, Grid, GridColumn, Heading, PaperDocument, Sentence, Side, Signatures
from lianbing.reports.desk import ReportDesk, unit_of
from lianbing.reports.documents.house_style import head_facts, in_percent, new_document, or_dash, signed
from lianbing.reports.documents.people_list import PARTS, ListColumn, people_grid
from lianbing.reports.unit_figures import EVERYBODY, UnitTally, unit_tallies

_PARTS_ACROSS = 4


def unit_report(
    desk: ReportDesk,
    unit: str,
    *,
    title: str,
    columns: Sequence[str | ListColumn],
    signatures: Sequence[str],
    passing: str = "",
) -> PaperDocument:
    """The document of one unit. ``passing`` as for the leader's page.

    Raises:
        WrongUsage: a column or a level that there is not.
    """
    assessment = desk.assessment
    tallies = {tally.unit: tally for tally in unit_tallies(assessment, passing)}
    own, everybody = tallies[unit], tallies[EVERYBODY]
    wide = PARTS in columns and len(assessment.scheme.parts) > _PARTS_ACROSS
    results = [result for result in desk.results if unit_of(result) == unit]
    document = new_document(assessment, title, f"{unit}　{assessment.scheme.title}", is_landscape=wide)
    blocks = (
        Facts(head_facts(own)),
        Heading("同全体比"),
        _comparison(desk, own, everybody),
        Heading("名单"),
        people_grid(desk, results, columns, document.width),
        Sentence("名次是在全体已定的人里排的。各部分列的是折算分，表头下的数是权重。", is_note=True),
        Signatures(labels=tuple(signatures)),
    )
    return replace(document, blocks=blocks)


def _comparison(desk: ReportDesk, own: UnitTally, everybody: UnitTally) -> Grid:
    parts = desk.assessment.scheme.parts
    rates = zip(parts, own.rates, everybody.rates, strict=True)
    rows = [
        ("平均分", or_dash(own.average), or_dash(everybody.average), signed(own.average, everybody.average)),
        (
            "合格率",
            in_percent(own.pass_rate),
            in_percent(everybody.pass_rate),
            signed(own.pass_rate, everybody.pass_rate),
        ),
        *(
            (
                f"{part.title}平均得分率（权重 {plain(part.weight)}）",
                or_dash(rate),
                or_dash(of_all),
                signed(rate, of_all),
            )
            for part, rate, of_all in rates
        ),
        *((f"{level}人数", f"{number} 人", f"{everybody.held[level]} 人", "") for level, number in own.held.items()),
    ]
    heads = ((own.unit, 3), (EVERYBODY, 2), ("相差", 2))
    columns = (GridColumn(title=title, width=width, side=Side.RIGHT) for title, width in heads)
    return Grid(columns=(GridColumn(title="项目", width=6), *columns), rows=tuple(rows))
