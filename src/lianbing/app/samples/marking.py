"""``lianbing sample marks``: the made-up markers and assessors fill in the sheets that were written for them.

A marker reads which scoring points an answer has. Two markers agree on most answers, differ a little on some, and far
on a few, one as much above as the other below; who settles gives what lies between. So the points that come out are
the same each time that the year is played.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from lianbing.app.samples.practice import SamplePerson, by_chance, practising, sample_people
from lianbing.app.workspace import Workspace
from lianbing.domain.items.types.open_ended import ModelAnswer
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.practicals.rubric import Criterion, PracticalRubric
from lianbing.drills.mark_sheets import layout as marks
from lianbing.drills.practical_sheets import layout as practicals
from lianbing.drills.practical_sheets.layout import points_allowed
from lianbing.errors import WrongUsage
from lianbing.files import write_whole

_LEANS = {"王评": Decimal(1), "赵评": Decimal(-1)}
"""The markers who differ: the one gives more, the other less; everybody else what lies between."""
_LITTLE, _FAR = Decimal("0.5"), Decimal(4)


@dataclass(frozen=True, kw_only=True)
class FilledIn:
    """A sheet that was filled in: by whom, and how many rows."""

    file: Path
    by: str
    rows: int


def fill_in(workspace: Workspace, paths: Iterable[Path]) -> list[FilledIn]:
    """Fills in the rows of sheets that are still empty; sheets of a folder are taken one by one.

    Raises:
        WrongUsage: not in a folder to practise in, or a file is no sheet to fill in.
    """
    people = sample_people(practising(workspace))
    files = [each for path in paths for each in (sorted(path.rglob("*.xlsx")) if path.is_dir() else [path])]
    return [_fill(workspace, people, file) for file in files]


def _fill(workspace: Workspace, people: Mapping[str, SamplePerson], file: Path) -> FilledIn:
    book = openpyxl.load_workbook(file)
    by, rows = "", 0
    for sheet in book:
        if sheet["A1"].value == marks.FORM:
            by = str(sheet.cell(*marks.MARKER).value)
            rows += _mark(sheet, by, workspace)
        elif sheet["A1"].value == practicals.FORM:
            by = str(sheet.cell(*practicals.ASSESSOR).value)
            rubric = workspace.workbook.practicals[str(sheet.cell(*practicals.RATING).value)]
            rows += _assess(sheet, by, rubric, people)
    if not by:
        raise WrongUsage(f"{file} 不是评分表，也不是实操评分表：写上 review sheet 或 rating sheet 写出的文件")
    written = io.BytesIO()
    book.save(written)
    write_whole(file, written.getvalue())
    return FilledIn(file=file, by=by, rows=rows)


def _mark(sheet: Any, by: str, workspace: Workspace) -> int:
    """Fills in the rows of a question; returns how many."""
    item = str(sheet.cell(*marks.ITEM).value)
    key = workspace.workbook.questions[item].key
    if not isinstance(key, ModelAnswer):
        raise WrongUsage(f"样例里的人只评有得分点的题，{item} 不是：自己评这一道")
    worth = _worth(workspace, str(sheet.cell(*marks.DRILL).value), item)
    filled = 0
    for row in range(marks.HEAD_ROW + 1, sheet.max_row + 1):
        text, points = str(sheet.cell(row, marks.TEXT).value or ""), sheet.cell(row, marks.POINTS)
        if sheet.cell(row, marks.CODE).value and not points.value:
            points.value = plain(_points(by, text, key, worth))
            filled += 1
    return filled


def _worth(workspace: Workspace, drill: str, item: str) -> Decimal:
    with workspace.store.transaction() as records:
        papers = records.drills.papers(drill)
    return next(each.worth for issued in papers for each in issued.paper.items if each.item.id == item)


def _points(by: str, text: str, key: ModelAnswer, worth: Decimal) -> Decimal:
    shares = sum((point.share for point in key.scoring_points), Decimal(0))
    had = sum((point.share for point in key.scoring_points if point.text in text), Decimal(0))
    fair = (worth * had / shares * 2).to_integral_value() / 2
    place = by_chance(text) % 100
    differs = _FAR if place < 12 else _LITTLE if place < 40 else Decimal(0)
    return fair + _LEANS.get(by, Decimal(0)) * differs if _FAR <= fair <= worth - _FAR else fair


def _assess(sheet: Any, by: str, rubric: PracticalRubric, people: Mapping[str, SamplePerson]) -> int:
    """Fills in the rows of people; returns how many."""
    filled = 0
    for row in range(practicals.HEAD_ROW + 1, sheet.max_row + 1):
        person = people.get(str(sheet.cell(row, 1).value))
        if person and sheet.cell(row, practicals.FIRST_CRITERION).value is None:
            for column, criterion in enumerate(rubric.criteria, practicals.FIRST_CRITERION):
                sheet.cell(row, column).value = _seen(by, person, criterion, len(rubric.criteria))
            filled += 1
    return filled


def _seen(by: str, person: SamplePerson, criterion: Criterion, criteria: int) -> Decimal:
    """The points of the level that comes nearest to the person's ability; now and then an assessor sees one better."""
    ability = person.on_cases + by_chance(person.number, criterion.id) % 17 - 8
    points = points_allowed(criterion)
    place = min(range(len(points)), key=lambda place: abs(points[place] * 100 / criterion.worth - ability))
    kinder = by_chance(by, person.number) % (4 * criteria) == by_chance(criterion.id) % criteria
    return points[max(place - kinder, 0)]
