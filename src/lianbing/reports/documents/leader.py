"""领导一页: the result on one page to sign; for more people a page that sums it up, and the list behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lianbing.domain.assessment.assessment import PersonResult
from lianbing.printing.blocks import (
    Block,
    Facts,
    Grid,
    GridColumn,
    Heading,
    NewPage,
    PaperDocument,
    Points,
    Sentence,
    Side,
    Signatures,
)
from lianbing.reports.certainty.words import LOOK_AGAIN
from lianbing.reports.desk import ReportDesk, unit_of
from lianbing.reports.documents.house_style import head_facts, new_document, or_dash, units_grid
from lianbing.reports.documents.people_list import PARTS, ListColumn, people_grid
from lianbing.reports.figures import final_results
from lianbing.reports.reasons import changed_marks, look_again, surprise
from lianbing.reports.unit_figures import passing_levels, unit_tallies

ON_ONE_PAGE = 20
"""Up to so many people stand on the page that is signed."""
ENDS = 5
"""So many of the best and of the lowest are named."""
_PARTS_ACROSS = 4
"""With more parts than that the page is turned."""


def leader_page(
    desk: ReportDesk,
    *,
    title: str,
    columns: Sequence[str | ListColumn],
    signatures: Sequence[str],
    seal: str,
    passing: str = "",
) -> PaperDocument:
    """The document. ``passing`` is the lowest level with which somebody passes; empty means every one but the last.

    Raises:
        WrongUsage: a column or a level that there is not.
    """
    assessment = desk.assessment
    wide = PARTS in columns and len(assessment.scheme.parts) > _PARTS_ACROSS
    document = new_document(assessment, title, assessment.scheme.title, is_landscape=wide)
    tallies = unit_tallies(assessment, passing)
    people = people_grid(desk, desk.results, columns, document.width)
    facts = Facts(head_facts(tallies[-1]))
    signing = Signatures(labels=tuple(signatures), seal=seal)
    passes = Sentence(_pass_words(desk, passing), is_note=True)
    decisions = _decisions(desk)
    if len(desk.results) <= ON_ONE_PAGE:
        return replace(document, blocks=(facts, people, passes, *decisions, signing))
    summary: list[Block] = [facts, units_grid(tallies, "各单位等级人数、平均分和合格率"), passes]
    summary += [*_ends(desk), *decisions, signing, NewPage("附：名单"), people]
    return replace(document, blocks=tuple(summary))


def _pass_words(desk: ReportDesk, passing: str) -> str:
    levels = "、".join(passing_levels(desk.assessment.scheme, passing)) or "没有"
    return (
        f"合格率 = {levels}的人数 ÷ 已定人数。各部分列的是折算分，表头下的数是权重；总分 = 折算分相加，满分 100。"
        "同分同名次；未定、未交的不排名次，不是零分。"
    )


def _decisions(desk: ReportDesk) -> Iterator[Block]:
    """What is still to be decided, or has to be known before signing."""
    points = [*_open_points(desk)]
    if points:
        yield Heading("签字前要知道的")
        yield Points(tuple(points))


def _open_points(desk: ReportDesk) -> Iterator[str]:
    results = desk.results
    if waiting := [result for result in results if result.total is None]:
        states: dict[str, list[PersonResult]] = {}
        for result in waiting:
            states.setdefault(result.state.value, []).append(result)
        listed = "；".join(f"{state} {len(own)} 人（{_names(own)}）" for state, own in states.items())
        yield f"{len(waiting)} 人没有总分、等级和名次：{listed}。"
    if lower := [result for result in results if surprise(desk.assessment, result)]:
        yield f"{len(lower)} 人总分够上一级，定在下一级（单项不够，或在名额以外）：{_names(lower)}，理由见“说明”。"
    if changed := [result for result in results if changed_marks(result)]:
        count = sum(len(changed_marks(result)) for result in changed)
        whose = f"涉及 {len(changed)} 人（{_names(changed)}）"
        yield f"{count} 题的得分人工改过，{whose}；每题改前改后和理由见考评表“人工改分”。"
    if doubtful := [result for result in results if look_again(desk.assessment, result)]:
        yield f"{len(doubtful)} 人{LOOK_AGAIN}（等级拿不准）：{_names(doubtful)}；等级照旧，把握见考评表“等级把握”。"


def _names(results: Sequence[PersonResult]) -> str:
    """The names of the first few."""
    names = "、".join(result.employee.name for result in results[:ENDS])
    return f"{names}{' 等' if len(results) > ENDS else ''}"


def _ends(desk: ReportDesk) -> Iterator[Block]:
    ranked = final_results(desk.results)
    if len(ranked) < 2 * ENDS:
        return
    columns = [
        GridColumn(title=title, width=width, side=side)
        for title, width, side in (
            ("名次", 1.1, Side.RIGHT),
            ("姓名", 2.2, Side.LEFT),
            ("单位", 2.8, Side.LEFT),
            ("总分", 1.6, Side.RIGHT),
        )
    ]
    rows = zip(ranked[:ENDS], ranked[-ENDS:], strict=True)
    yield Grid(
        columns=(*columns, *columns),
        rows=tuple((*_end(best), *_end(lowest)) for best, lowest in rows),
        caption=f"前 {ENDS} 名（左）和后 {ENDS} 名（右）",
    )


def _end(result: PersonResult) -> tuple[str, ...]:
    return (str(result.rank), result.employee.name, unit_of(result), or_dash(result.total))
