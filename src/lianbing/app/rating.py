"""rating enter, list: ratings entered by people for a period, recorded with author and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.domain.assessment.sources import Rating
from lianbing.domain.drills.papers import Employee
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.periods import Period
from lianbing.domain.people.person import Person
from lianbing.drills.listings import AS_IT_IS, ListOptions
from lianbing.drills.ratings import RatedLine, read_ratings
from lianbing.errors import Fault, RosterFaults, UnknownReference, WrongUsage


@dataclass(frozen=True, kw_only=True)
class RatingList:
    """A file of ratings with their name and period, and the reason if it changes earlier ratings."""

    period: str
    rating: str
    file: Path
    how: ListOptions = AS_IT_IS
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Entered:
    """The result of ``rating enter``; ``same`` counts ratings that were already recorded.

    ``passed_over`` says what of the file was not read.
    """

    new: int
    changed: int
    same: int
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ScoredLines:
    """Scores to record: the lines, the file that faults and records name, and the reason if earlier ones change.

    ``reasons`` has, by employee number, how a score came about; it is recorded with each.
    """

    period: Period
    rating: str
    file: str
    lines: Sequence[RatedLine]
    why: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)

    def reason(self, number: str, *, changes: bool) -> str:
        """What is recorded with a score."""
        return "；".join(filter(None, (self.why.strip() if changes else "", self.reasons.get(number, ""))))


def enter(workspace: Workspace, given: RatingList) -> Entered:
    """Adds the ratings of a file; none is ever overwritten.

    Raises:
        WrongUsage: not a period, or earlier ratings change without a reason.
        UnknownReference: no scheme asks for it. RosterFaults: the file or people in it; nothing was entered.
    """
    period = Period.parse(given.period)
    full_score(workspace, period, given.rating)
    reading = read_ratings(given.file, given.how)
    scored = ScoredLines(period=period, rating=given.rating, file=given.file.name, lines=reading.lines, why=given.why)
    return replace(enter_lines(workspace, scored), passed_over=reading.listing.passed_over)


def enter_lines(workspace: Workspace, scored: ScoredLines) -> Entered:
    """Adds scores; none is ever overwritten. Raises as :func:`enter`."""
    full, lines = full_score(workspace, scored.period, scored.rating), scored.lines
    with workspace.store.writing() as records:
        people, at = records.people.all(), workspace.now()
        _check(scored.file, lines, people, full)
        earlier = records.ratings.in_force(scored.period.code, scored.rating)
        fresh = [line for line in lines if _score(earlier, line) != line.score]
        changed = [line for line in fresh if line.number in earlier]
        if changed and not scored.why.strip():
            raise WrongUsage(_unexplained(earlier, changed))
        newcomers = (line for line in lines if line.number not in people)
        records.people.record([Employee(id=n.number, name=n.name, team=n.team) for n in newcomers], at)
        first = records.ratings.next_sequence()
        records.ratings.add(
            Rating(
                sequence=first + place,
                period=scored.period.code,
                rating=scored.rating,
                employee=line.number,
                score=line.score,
                by=workspace.who,
                at=at,
                file=scored.file,
                why=scored.reason(line.number, changes=line.number in earlier),
            )
            for place, line in enumerate(fresh)
        )
    return Entered(new=len(fresh) - len(changed), changed=len(changed), same=len(lines) - len(fresh))


def list_ratings(workspace: Workspace, period_code: str) -> list[Rating]:
    """Every rating of a period from the oldest on; raises WrongUsage."""
    period = Period.parse(period_code)
    with workspace.store.transaction() as records:
        return records.ratings.all(period.code)


def full_score(workspace: Workspace, period: Period, name: str) -> Decimal:
    """The maximum score of a rating in the schemes of this span; the smallest if they differ.

    Raises UnknownReference if no scheme asks for it.
    """
    schemes = (scheme for scheme in workspace.workbook.schemes.values() if scheme.span is period.span)
    asked = [column for scheme in schemes for column in scheme.ratings()]
    fulls = [column.full for column in asked if column.rating == name]
    if not fulls:
        known = "、".join(dict.fromkeys(column.rating for column in asked)) or "（一项也没有）"
        raise UnknownReference(f"没有按{period.span.label}考评的方案用到评定 {name}：这些方案里的 ratings 有 {known}")
    return min(fulls)


def _check(file: str, lines: Iterable[RatedLine], people: Mapping[str, Person], full: Decimal) -> None:
    faults = [Fault(file, line.line, fault) for line in lines for fault in _faults(line, people, full)]
    if faults:
        raise RosterFaults(faults)


def _faults(line: RatedLine, people: Mapping[str, Person], full: Decimal) -> Iterator[str]:
    if line.score > full:
        yield f"工号 {line.number} 的得分 {plain(line.score)} 超过满分 {plain(full)}：改正"
    yield from person_faults(Employee(id=line.number, name=line.name, team=line.team), people)


def person_faults(listed: Employee, people: Mapping[str, Person]) -> Iterator[str]:
    """What doesn't fit together of a number and the name and unit beside it, which may be empty for who is known."""
    person = people.get(listed.id)
    if person is None and not (listed.name and listed.team):
        yield f"没有给工号 {listed.id} 发过卷：核对工号；确实是新来的人，把姓名和部门写全"
    elif person and listed.name and listed.name not in [name.value for name in person.names]:
        yield f"工号 {listed.id} 是 {person.name}，这里写的是 {listed.name}：改正其中一个"


def _score(earlier: Mapping[str, Rating], line: RatedLine) -> Decimal | None:
    rating = earlier.get(line.number)
    return rating.score if rating else None


def _unexplained(earlier: Mapping[str, Rating], changed: list[RatedLine]) -> str:
    first = changed[0]
    before = plain(earlier[first.number].score)
    return (
        f"有 {len(changed)} 人已经评过，得分不同（例如 {first.number} 由 {before} 改为 {plain(first.score)}）："
        "确实要改，加 --why 写明理由；原来的记录都留着"
    )
