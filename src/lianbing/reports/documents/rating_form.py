"""评定表: a page per person for the personnel file, with room for opinions, signatures and seals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.kernel.decimals import plain
from lianbing.printing.blocks import (
    Block,
    Facts,
    Grid,
    GridColumn,
    Heading,
    NewPage,
    Opinion,
    PaperDocument,
    Points,
    Sentence,
    Side,
)
from lianbing.reports.desk import ReportDesk, unit_of
from lianbing.reports.documents.house_style import new_document, or_dash
from lianbing.reports.figures import final_results
from lianbing.reports.reasons import change_words, changed_marks, level_words
from lianbing.reports.wording import drill_title, explanation, part_gap, short_state, state_label

_CHANGES_SHOWN = 4


def rating_forms(
    desk: ReportDesk, results: Sequence[PersonResult], *, title: str, opinions: Sequence[Opinion]
) -> PaperDocument:
    """The forms of these people, each on a page of its own."""
    blocks: list[Block] = []
    for place, result in enumerate(results):
        blocks += [NewPage(title)] if place else []
        blocks += [*_form(desk, result), *opinions]
    return replace(new_document(desk.assessment, title, desk.assessment.scheme.title), blocks=tuple(blocks))


def _form(desk: ReportDesk, result: PersonResult) -> Iterator[Block]:
    assessment, person = desk.assessment, result.employee
    ranked = len(final_results(assessment.results))
    rank = short_state(result.state) if result.rank is None else f"第 {result.rank} 名（共 {ranked} 人）"
    yield Facts(
        (
            ("姓名", person.name),
            ("工号", person.id),
            ("单位", unit_of(result)),
            ("考评期", assessment.period.title),
            ("总分", short_state(result.state) if result.total is None else or_dash(result.total)),
            ("等级", result.level or short_state(result.state)),
            ("名次", rank),
            ("状态", state_label(result.state)),
            ("台账", f"第 1–{assessment.ledger_sequence} 笔"),
        )
    )
    yield Heading("各部分")
    yield _parts(result)
    yield Heading("等级理由")
    yield Sentence(level_words(assessment, result) or explanation(assessment, result))
    if changed := changed_marks(result):
        yield Heading("人工改过的得分")
        yield Points(
            tuple(
                f"{drill_title(assessment, mark.drill)}第 {mark.number} 题：{change_words(mark)}"
                for mark in changed[:_CHANGES_SHOWN]
            )
        )
        if len(changed) > _CHANGES_SHOWN:
            yield Sentence(f"另有 {len(changed) - _CHANGES_SHOWN} 题，见考评表“人工改分”。", is_note=True)
    yield Heading("意见")


def _parts(result: PersonResult) -> Grid:
    heads = (("得分", 2), ("满分", 2), ("得分率（%）", 2.4), ("权重", 1.6), ("折算分", 2))
    columns = (GridColumn(title=title, width=width, side=Side.RIGHT) for title, width in heads)
    rows = []
    for part in result.parts:
        gap = part_gap(result, part)
        points = (gap, "—") if gap else (plain(part.earned), plain(part.worth))
        figures = (or_dash(part.rate), plain(part.weight), or_dash(part.contribution))
        rows.append((part.title, *points, *figures))
    return Grid(columns=(GridColumn(title="部分", width=5), *columns), rows=tuple(rows))
