"""Reads filled-in rating sheets: everybody's points, or what is wrong, by file, sheet and cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.drills.papers import Employee
from lianbing.domain.kernel.decimals import ZERO, plain, read_number
from lianbing.domain.practicals.rubric import Criterion, PracticalRubric
from lianbing.drills.practical_sheets.layout import (
    ASSESSOR,
    CHIEF,
    FIRST_CRITERION,
    FORM,
    HEAD_ROW,
    PERIOD,
    RATING,
    RUBRIC,
    YES,
    edition,
    heads,
    points_allowed,
)
from lianbing.drills.rosters import number_fault
from lianbing.drills.typed_sheets.cells import Line, TypedCell, read_lines
from lianbing.drills.typed_sheets.layout import cell_name
from lianbing.errors import Fault, MarkSheetFaults, SubmissionRejected

_NO_CELL = TypedCell(name="")
Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class RatingAsked:
    """For which period and by which rubric ratings are collected."""

    period: str
    rubric: PracticalRubric


@dataclass(frozen=True, kw_only=True)
class RatedPerson:
    """A row: the person and the points by criterion; ``None`` where the whole row is empty."""

    person: Employee
    points: tuple[Decimal, ...] | None

    @property
    def total(self) -> Decimal:
        """The sum of the points."""
        return sum(self.points or (), ZERO)


@dataclass(frozen=True, kw_only=True)
class AssessorSheet:
    """What one assessor's file says."""

    file: str
    assessor: str
    is_chief: bool
    rows: tuple[RatedPerson, ...]


def read_rating_sheets(files: Mapping[str, bytes], asked: RatingAsked) -> tuple[AssessorSheet, ...]:
    """Reads the sheets of all assessors, in the order of ``files`` (names to bytes).

    Raises:
        MarkSheetFaults: with every fault of every file. Then nothing of any file may be used.
    """
    faults: list[Fault] = []
    sheets: list[AssessorSheet] = []
    for name, content in files.items():
        reader = _Reader(file=name, asked=asked)
        sheet = reader.read(content)
        faults += reader.faults
        if sheet:
            sheets.append(sheet)
    faults += _between(sheets)
    if faults:
        raise MarkSheetFaults(faults)
    return tuple(sheets)


@dataclass
class _Reader:
    """Reads one file and collects its faults."""

    file: str
    asked: RatingAsked

    def __post_init__(self) -> None:
        self.faults: list[Fault] = []
        self._title = ""
        self._lines: Mapping[int, Line] = {}

    def read(self, content: bytes) -> AssessorSheet | None:
        """What the file says; ``None`` where it is no rating sheet for what is asked."""
        try:
            sheets = [(title, lines) for title, lines in read_lines(content) if _at(lines.get(1, ()), 1).text == FORM]
        except SubmissionRejected as error:
            self.faults.append(Fault(self.file, 0, error.message))
            return None
        if len(sheets) != 1:
            message = (
                "不是实操评分表：用 lianbing rating sheet 写出的那一份，不要改第一行"
                if not sheets
                else "里有几张评分表：一个文件只留一张"
            )
            self.faults.append(Fault(self.file, 0, message))
            return None
        ((self._title, self._lines),) = sheets
        if not self._is_asked_for():
            return None
        rows = tuple(self._rows())
        return AssessorSheet(
            file=self.file, assessor=self._text(ASSESSOR), is_chief=self._text(CHIEF) == YES, rows=rows
        )

    def _is_asked_for(self) -> bool:
        rubric = self.asked.rubric
        asked = {PERIOD: (self.asked.period, "考评期"), RATING: (rubric.id, "评定")}
        for place, (text, word) in asked.items():
            if self._text(place) != text:
                self._fault(place, f"这张表的{word}是“{self._text(place)[:40]}”，现在收的是 {text}：收到那一边去")
        if self._text(RUBRIC) != edition(rubric):
            self._fault(RUBRIC, "写表以后评分细则改过：照现在的细则重写一份表，把分抄过去")
        if not self._text(ASSESSOR):
            self._fault(ASSESSOR, "没有评委的姓名：照原样改回去")
        for column, text in enumerate(heads(rubric), 1):
            due = text.split()
            if self._text((HEAD_ROW, column)).split() != due:
                self._fault((HEAD_ROW, column), f"表头被改过，这里应当是“{' '.join(due)}”：照原样改回去")
        return not self.faults

    def _rows(self) -> Iterator[RatedPerson]:
        rows: dict[str, int] = {}
        for number in sorted(row for row in self._lines if row > HEAD_ROW):
            texts = [self._text((number, column)) for column in (1, 2, 3)]
            fault = number_fault(texts[0], rows)
            if fault:
                self._fault((number, 1), fault)
                continue
            rows[texts[0].upper()] = number
            person = Employee(id=texts[0], name=texts[1], team=texts[2])
            yield RatedPerson(person=person, points=self._points(number))

    def _points(self, row: int) -> tuple[Decimal, ...] | None:
        criteria = self.asked.rubric.criteria
        cells = [_at(self._lines[row], column) for column, _ in enumerate(criteria, FIRST_CRITERION)]
        total = (row, FIRST_CRITERION + len(criteria))
        if not any(cell.text or cell.fault for cell in cells):
            self._check_total(total, None)
            return None
        before = len(self.faults)
        points = [
            self._read((row, column), cell, criterion)
            for column, (cell, criterion) in enumerate(zip(cells, criteria, strict=True), FIRST_CRITERION)
        ]
        if len(self.faults) == before:
            self._check_total(total, sum(points, ZERO))
        return tuple(points)

    def _read(self, place: Place, cell: TypedCell, criterion: Criterion) -> Decimal:
        """The points in a cell; nought, with a fault noted, where it holds no points of the criterion."""
        allowed = points_allowed(criterion)
        points = read_number(cell.text)
        if cell.fault:
            self._fault(place, cell.fault)
        elif not cell.text:
            self._fault(place, f"“{criterion.title}”没有填：补上；这个人没有参加，就把整行的分都清空")
        elif points not in allowed:
            listed = "、".join(plain(each) for each in allowed)
            self._fault(place, f"“{cell.text[:20]}”不是“{criterion.title}”的分：只能填 {listed}")
        else:
            return points if points is not None else ZERO
        return ZERO

    def _check_total(self, place: Place, total: Decimal | None) -> None:
        """A total that was typed over the formula has to be the sum; without points there is none."""
        cell = _at(self._lines[place[0]], place[1])
        if not cell.text or read_number(cell.text) == total:
            return
        due = "各要点却都空着" if total is None else f"各要点加起来是 {plain(total)}"
        self._fault(place, f"合计写的是 {cell.text[:20]}，{due}：改正，或清空这一格")

    def _text(self, place: Place) -> str:
        return _at(self._lines.get(place[0], ()), place[1]).text

    def _fault(self, place: Place, message: str) -> None:
        self.faults.append(Fault(f"{self.file} {self._title}!{cell_name(*place)}", 0, message))


def _at(line: Sequence[TypedCell], column: int) -> TypedCell:
    return line[column - 1] if column <= len(line) else _NO_CELL


def _between(sheets: Sequence[AssessorSheet]) -> Iterator[Fault]:
    """What is wrong between the files: an assessor or chief twice, a person under two names."""
    times = Counter(sheet.assessor for sheet in sheets)
    for sheet in sheets:
        if times[sheet.assessor] > 1:
            yield Fault(sheet.file, 0, f"评委 {sheet.assessor} 交了几份：只留算数的一份")
    chiefs = [sheet for sheet in sheets if sheet.is_chief]
    for sheet in chiefs if len(chiefs) > 1 else ():
        yield Fault(sheet.file, 0, f"首席评委写了 {len(chiefs)} 个：只能有一个，照写表时的改回去")
    names: dict[str, tuple[str, str]] = {}
    for sheet in sheets:
        for row in sheet.rows:
            file, name = names.setdefault(row.person.id, (sheet.file, row.person.name))
            if name != row.person.name:
                yield Fault(
                    sheet.file,
                    0,
                    f"工号 {row.person.id} 在这里是 {row.person.name}，在 {file} 里是 {name}：改正其中一个",
                )
