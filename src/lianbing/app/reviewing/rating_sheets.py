"""rating sheet, collect: practical drills rated by several assessors on sheets, which become ratings of a period."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lianbing.app.drills.choosing import PeopleChosen, chosen_papers
from lianbing.app.rating import Entered, ScoredLines, enter_lines, full_score
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import Employee
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.periods import Period
from lianbing.domain.practicals.combining import combine
from lianbing.domain.practicals.rubric import PracticalRubric
from lianbing.drills.practical_sheets.reading import AssessorSheet, RatingAsked, read_rating_sheets
from lianbing.drills.practical_sheets.writing import SheetAsked, rating_sheet_bytes
from lianbing.drills.ratings import RatedLine
from lianbing.drills.rosters import read_roster
from lianbing.errors import NothingToDo, UnknownReference, WrongUsage
from lianbing.files import write_if_changed, write_whole
from lianbing.naming import unit_stems

FOLDER = "ratings"


@dataclass(frozen=True, kw_only=True)
class RatingSheetsAsked:
    """Sheets to write: for which rating of which period, by whom, and for whom: a roster or the people of a drill."""

    period: str
    rating: str
    assessors: Sequence[str]
    chief: str = ""
    roster: Path | None = None
    drill: str = ""


@dataclass(frozen=True, kw_only=True)
class RatingSheetsWritten:
    """The result of ``rating sheet``: how many were written, those that were there and filled in, and for how many."""

    folder: Path
    written: int
    kept: tuple[Path, ...]
    people: int


@dataclass(frozen=True, kw_only=True)
class RatingSheetsGiven:
    """Filled-in sheets: for which rating of which period, and the reason if earlier ratings change."""

    period: str
    rating: str
    files: Sequence[Path]
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class AssessedPerson:
    """What became of one person: the total of each assessor, and the score with how it came about.

    ``score`` is ``None``, and ``how`` says why, for those who can't be settled or were rated by nobody.
    """

    person: Employee
    totals: Mapping[str, Decimal]
    score: Decimal | None
    how: str


@dataclass(frozen=True, kw_only=True)
class CollectedRatings:
    """The result of ``rating collect``: everybody on the sheets, and what was entered."""

    title: str
    assessors: tuple[str, ...]
    people: tuple[AssessedPerson, ...]
    entered: Entered

    @property
    def open(self) -> tuple[AssessedPerson, ...]:
        """Those without a score."""
        return tuple(each for each in self.people if each.score is None)


def write_rating_sheets(workspace: Workspace, asked: RatingSheetsAsked) -> RatingSheetsWritten:
    """Writes a workbook per assessor; one that is there and holds anything else is left alone, for it may be filled in.

    Raises:
        WrongUsage: not a period, too few assessors, a name given twice, or no people named.
        UnknownReference: there is no such rubric, or no scheme asks for the rating.
        RosterFaults: the roster is wrong. NothingToDo: the drill was not issued here.
    """
    period = Period.parse(asked.period)
    rubric = _rubric(workspace, period, asked.rating)
    assessors = _assessors(asked, rubric)
    people = _people(workspace, asked)
    book = workspace.workbook
    wordings = {name: book.basis(name).text for each in rubric.criteria for name in each.rests_on}
    folder, stems = workspace.data / FOLDER / period.code / rubric.id, unit_stems(assessors)
    kept: list[Path] = []
    for assessor in assessors:
        sheet = SheetAsked(period=period.code, assessor=assessor, is_chief=assessor == asked.chief, people=people)
        content, path = rating_sheet_bytes(rubric, sheet, wordings), folder / f"{rubric.title}-{stems[assessor]}.xlsx"
        if not path.exists():
            write_whole(path, content)
        elif path.read_bytes() != content:
            kept.append(path)
    return RatingSheetsWritten(folder=folder, written=len(assessors) - len(kept), kept=tuple(kept), people=len(people))


def _rubric(workspace: Workspace, period: Period, name: str) -> PracticalRubric:
    """The rubric of a rating, which has to give as many points as the schemes count for full."""
    known = workspace.workbook.practicals
    rubric = known.get(name)
    if rubric is None:
        names = "、".join(known) or "（一个也没有）"
        raise UnknownReference(f"没有评定 {name} 的实操评分细则：grading/rubrics/practical/ 里有 {names}")
    full = full_score(workspace, period, name)
    if full != rubric.worth:
        raise WrongUsage(
            f"{rubric.title}的细则满分是 {plain(rubric.worth)}，考评方案里写的 full 是 {plain(full)}：改成一样"
        )
    return rubric


def _assessors(asked: RatingSheetsAsked, rubric: PracticalRubric) -> list[str]:
    names = [name.strip() for name in asked.assessors]
    if not all(names) or len({*names}) < len(names):
        raise WrongUsage("评委的姓名不能空着，也不能重复")
    if len(names) < rubric.panel.assessors:
        raise WrongUsage(
            f"评委写了 {len(names)} 人，{rubric.title}的细则要至少 {rubric.panel.assessors} 人"
            f"（{rubric.panel.source}）：再写几个 --assessor"
        )
    if asked.chief and asked.chief not in names:
        raise WrongUsage(f"首席评委 {asked.chief} 不在评委里：也用 --assessor 写上")
    return names


def _people(workspace: Workspace, asked: RatingSheetsAsked) -> Sequence[Employee]:
    if bool(asked.roster) is bool(asked.drill):
        raise WrongUsage("评谁写一样：--roster 名单文件，或 --drill 练兵编号")
    if asked.roster:
        return read_roster(asked.roster).employees
    return [issued.person for issued in chosen_papers(workspace, asked.drill, PeopleChosen()).papers]


def collect_rating_sheets(workspace: Workspace, given: RatingSheetsGiven) -> CollectedRatings:
    """Reads the sheets of all assessors, combines them, and enters the scores of everybody who has one.

    The files are kept as they came. Doing it again with the same files changes nothing.

    Raises:
        WrongUsage: not a period, no files, or earlier ratings change without a reason.
        UnknownReference: as :func:`write_rating_sheets`. MarkSheetFaults: faults of any file; nothing was entered.
        NothingToDo: nobody on the sheets was rated by enough assessors.
    """
    period = Period.parse(given.period)
    rubric = _rubric(workspace, period, given.rating)
    contents = _contents(given.files)
    sheets = read_rating_sheets(contents, RatingAsked(period=period.code, rubric=rubric))
    people = _combined(rubric, sheets)
    scored = [(each, each.score) for each in people if each.score is not None]
    if not scored:
        raise NothingToDo("这些表里还没有一个人能定分：" + "；".join(f"{p.person.id} {p.how}" for p in people[:3]))
    entered = enter_lines(
        workspace,
        ScoredLines(
            period=period,
            rating=rubric.id,
            file="、".join(contents),
            lines=[_line(each.person, score) for each, score in scored],
            why=given.why,
            reasons={each.person.id: each.how for each, _ in scored},
        ),
    )
    for content in contents.values():
        write_if_changed(workspace.sheet_file(hashlib.sha256(content).hexdigest()), content)
    return CollectedRatings(
        title=rubric.title, assessors=tuple(sheet.assessor for sheet in sheets), people=people, entered=entered
    )


def _contents(paths: Iterable[Path]) -> dict[str, bytes]:
    """The files by name; of a folder, its .xlsx files."""
    contents: dict[str, bytes] = {}
    for path in paths:
        for file in sorted(path.glob("*.xlsx")) if path.is_dir() else [path]:
            if file.name.startswith("~$"):  # the lock that Excel leaves beside an open file
                continue
            if file.name in contents:
                raise WrongUsage(f"有两个文件都叫 {file.name}：改掉一个的名字再收")
            try:
                contents[file.name] = file.read_bytes()
            except OSError as error:
                raise WrongUsage(f"读不了 {file}：检查路径和权限") from error
    if not contents:
        raise WrongUsage("没有评分表：写上各评委交回来的 .xlsx，或放着它们的文件夹")
    return contents


def _combined(rubric: PracticalRubric, sheets: Sequence[AssessorSheet]) -> tuple[AssessedPerson, ...]:
    chief = next((sheet.assessor for sheet in sheets if sheet.is_chief), "")
    people = {row.person.id: row.person for sheet in reversed(sheets) for row in reversed(sheet.rows)}
    totals: dict[str, dict[str, Decimal]] = {}
    for sheet in sheets:
        for row in sheet.rows:
            if row.points is not None:
                totals.setdefault(row.person.id, {})[sheet.assessor] = row.total
    return tuple(_person(rubric, people[number], totals.get(number, {}), chief) for number in sorted(people))


def _person(rubric: PracticalRubric, person: Employee, totals: Mapping[str, Decimal], chief: str) -> AssessedPerson:
    if not totals:
        return AssessedPerson(person=person, totals={}, score=None, how="没有一个评委评他")
    combined = combine(rubric.panel, totals, chief)
    return AssessedPerson(person=person, totals=totals, score=combined.score, how=combined.how)


def _line(person: Employee, score: Decimal) -> RatedLine:
    return RatedLine(line=0, number=person.id, name=person.name, team=person.team, score=score)
