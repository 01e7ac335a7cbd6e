"""rating month, rating table: the ratings of a period out of tables with a column for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.periods.recording import record_event
from lianbing.app.rating import person_faults
from lianbing.app.workspace import Workspace
from lianbing.domain.assessment.events import RatingsEntered
from lianbing.domain.assessment.schemes import RatingColumn, Scheme, usual_scheme
from lianbing.domain.assessment.sources import Rating
from lianbing.domain.drills.papers import Employee
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.periods import Period, Span
from lianbing.domain.people.person import Person
from lianbing.drills.listings import AS_IT_IS, ListOptions
from lianbing.drills.rating_tables import RatedRow, TablesReading, read_rating_tables
from lianbing.drills.rating_template import write_rating_template
from lianbing.errors import Fault, RosterFaults, UnknownReference, WrongUsage
from lianbing.store.records import Records

_SHOWN = 8
InForce = Mapping[str, Mapping[str, Rating]]
"""The ratings of a period that are in force, by name and then by employee number."""


@dataclass(frozen=True, kw_only=True)
class RatingTables:
    """Files with the ratings of a period, the scheme that asks for them, and the reason if they change earlier ones.

    ``without`` are people who are expected and not rated this time.
    """

    period: str
    files: tuple[Path, ...]
    scheme: str = ""
    how: ListOptions = AS_IT_IS
    without: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class TablesEntered:
    """How many people were read, and how many scores are new, changed, or as they were; ``notes`` as the reader's."""

    people: int
    new: int
    changed: int
    same: int
    notes: tuple[str, ...]


def enter_tables(workspace: Workspace, given: RatingTables) -> TablesEntered:
    """Adds the ratings of all files, or of none; no rating is ever overwritten.

    Raises:
        WrongUsage: not a period, or earlier ratings change, or somebody is left out, without a reason.
        UnknownReference: no scheme asks for ratings of such a period.
        RosterFaults: everything that is wrong with the files, and who of the expected people is missing.
    """
    period = Period.parse(given.period)
    scheme = rating_scheme(workspace, period, given.scheme)
    columns, whole = [*scheme.ratings()], period.span is Span.MONTH
    reading = read_rating_tables(given.files, columns, period, given.how, whole=whole)
    why = given.why.strip()
    with workspace.store.writing() as records:
        people, in_force = records.people.all(), records.ratings.in_force_by_name(period.code)
        expected = expected_people(records, period, scheme, people)
        _check(reading, people, _missing(reading, expected.values(), scheme, in_force), given)
        fresh = [
            (row, name)
            for row in reading.rows
            for name, score in row.scores.items()
            if (rating := in_force.get(name, {}).get(row.number)) is None or rating.score != score
        ]
        changed = [(row, name) for row, name in fresh if row.number in in_force.get(name, {})]
        if changed and not why:
            raise WrongUsage(_unexplained(changed, in_force, {each.rating: each for each in columns}))
        newcomers = [row for row in reading.rows if row.number not in people]
        records.people.record([Employee(id=r.number, name=r.name, team=r.team) for r in newcomers], workspace.now())
        _add(workspace, records, period, fresh, changed, why)
        entered = RatingsEntered(
            scheme=scheme.id,
            files=tuple(path.name for path in given.files),
            people=len(reading.rows),
            new=len(fresh) - len(changed),
            changed=len(changed),
            without=given.without,
        )
        record_event(workspace, records, period.code, entered, reason=why)
        return TablesEntered(
            people=len(reading.rows),
            new=entered.new,
            changed=entered.changed,
            same=sum(len(row.scores) for row in reading.rows) - len(fresh),
            notes=(*reading.notes, *_away_again(records, reading, people, period)),
        )


def rating_scheme(workspace: Workspace, period: Period, name: str = "") -> Scheme:
    """The scheme whose ratings are entered: the named one, or the usual one, or the only one that asks for any.

    Raises:
        UnknownReference: there is none, or there are several.
    """
    own = [each for each in workspace.workbook.schemes.values() if each.span is period.span and [*each.ratings()]]
    usual = usual_scheme(workspace.workbook.schemes.values(), period.span)
    named = [each for each in own if each.id == name] if name else [each for each in own if each == usual] or own
    if len(named) != 1:
        known = "、".join(each.id for each in own) or "（一个也没有）"
        raise UnknownReference(f"{period.title}要评定哪个方案的？用 --scheme 指定：要人评定的方案有 {known}")
    return named[0]


def expected_people(
    records: Records, period: Period, scheme: Scheme, people: Mapping[str, Person] | None = None
) -> dict[str, Person]:
    """Who should be rated, by number: those rated in the period before, or everybody known if nobody was then."""
    known = records.people.all() if people is None else people
    before = records.ratings.in_force_by_name(period.previous.code)
    rated = {number for column in scheme.ratings() if column.needed for number in before.get(column.rating, {})}
    return {number: person for number, person in known.items() if not rated or number in rated}


def write_template(workspace: Workspace, period_code: str, path: Path, scheme_id: str = "") -> int:
    """Writes an empty table with the expected people; returns how many. Raises WrongUsage, UnknownReference."""
    period = Period.parse(period_code)
    scheme = rating_scheme(workspace, period, scheme_id)
    with workspace.store.transaction() as records:
        people = expected_people(records, period, scheme).values()
    employees = sorted((each.unit, each.number, each.name) for each in people)
    rows = [Employee(id=number, name=name, team=unit) for unit, number, name in employees]
    write_rating_template(path, period, [*scheme.ratings()], rows)
    return len(rows)


def _missing(reading: TablesReading, expected: Iterable[Person], scheme: Scheme, in_force: InForce) -> list[Person]:
    """The expected people who lack one of the ratings that are entered, in the tables and by earlier files."""
    entered = {name for row in reading.rows for name in row.scores}
    asked = [column.rating for column in scheme.ratings() if column.needed and column.rating in entered]
    there = {name: {row.number for row in reading.rows if name in row.scores} for name in asked}
    return [
        person
        for person in sorted(expected, key=lambda person: person.number)
        if any(person.number not in there[name] | in_force.get(name, {}).keys() for name in asked)
    ]


def _away_again(
    records: Records, reading: TablesReading, people: Mapping[str, Person], period: Period
) -> Iterator[str]:
    """Who was left out the period before and has no row now either: perhaps they are back."""
    there = {row.number for row in reading.rows}
    for event in records.period_events.of(period.previous.code):
        if isinstance(event.content, RatingsEntered):
            for number in (number for number in event.content.without if number not in there):
                yield f"{number} {people[number].name}：{period.previous.title}没有评（{event.reason}），这次也没有"


def _check(
    reading: TablesReading,
    people: Mapping[str, Person],
    expected: Sequence[Person],
    given: RatingTables,
) -> None:
    """Raises RosterFaults, WrongUsage: somebody isn't known, or is missing without having been left out."""
    faults = [
        Fault(row.file, row.line, f"{row.place}：{fault}")
        for row in reading.rows
        for fault in person_faults(Employee(id=row.number, name=row.name, team=row.team), people)
    ]
    there = {row.number for row in reading.rows}
    missing = [person for person in expected if person.number not in given.without]
    faults += (
        Fault(given.files[0].name, 0, f"没有 {each.number} {each.name}（{each.unit}）：补上，或用 --without 说明不评")
        for each in missing
    )
    faults += (
        Fault(given.files[0].name, 0, f"--without {number} 不对：{why}")
        for number in given.without
        if (why := "表里有这个人" if number in there else "" if number in people else "没有这个工号")
    )
    if faults:
        raise RosterFaults(faults)
    if given.without and not given.why.strip():
        raise WrongUsage(f"有 {len(given.without)} 人这次不评（--without）：用 --why 写明理由，例如 病假")


def _unexplained(
    changed: Sequence[tuple[RatedRow, str]], in_force: InForce, columns: Mapping[str, RatingColumn]
) -> str:
    lines = [*_changes(changed[:_SHOWN], in_force, columns)]
    lines += [f"  …… 共 {len(changed)} 处"] if len(changed) > _SHOWN else []
    listed = "\n".join(lines)
    return f"有 {len(changed)} 个分与以前录入的不同：\n{listed}\n确实要改，加 --why 写明理由；原来的记录都留着"


def _changes(
    changed: Sequence[tuple[RatedRow, str]], in_force: InForce, columns: Mapping[str, RatingColumn]
) -> Iterator[str]:
    for row, name in changed:
        before = in_force[name][row.number]
        scores = f"{plain(before.score)}（{before.file}）改为 {plain(row.scores[name])}"
        yield f"  {row.place}：{row.number} 的{columns[name].title}由 {scores}"


def _add(
    workspace: Workspace,
    records: Records,
    period: Period,
    fresh: Sequence[tuple[RatedRow, str]],
    changed: Sequence[tuple[RatedRow, str]],
    why: str,
) -> None:
    first, at = records.ratings.next_sequence(), workspace.now()
    again = {(row.number, name) for row, name in changed}
    records.ratings.add(
        Rating(
            sequence=first + place,
            period=period.code,
            rating=name,
            employee=row.number,
            score=row.scores[name],
            by=workspace.who,
            at=at,
            file=row.file,
            why=why if (row.number, name) in again else "",
        )
        for place, (row, name) in enumerate(fresh)
    )
