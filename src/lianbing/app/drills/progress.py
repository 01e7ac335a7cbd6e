"""drill status: how far a drill has come, who is missing and why, whose times are odd, and what lies in quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lianbing.app.drills.oddities import faults_of, remarks_on
from lianbing.app.drills.receiving import Rejection, employees_of
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.counting import Counted
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.events import Collecting, Decisions, DrillEvent, EventKind, Excusal, Excuse, UnusableFile
from lianbing.domain.drills.papers import Employee
from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.domain.drills.timing import seconds_taken
from lianbing.domain.ledger.ledger import rests_on
from lianbing.errors import NothingToDo
from lianbing.store.records import Records


@dataclass(frozen=True, kw_only=True)
class PersonProgress:
    """A person in a drill: the times of the submission that counts, and what is odd about them, in Chinese.

    ``seconds`` is how long it took, ``submissions`` how many were accepted. ``doubt`` says why somebody has to choose
    the one that counts. All are empty where they don't apply.
    """

    employee: Employee
    is_excused: bool = False
    submissions: int = 0
    started_at: str = ""
    submitted_at: str = ""
    received_at: str = ""
    seconds: int | None = None
    is_graded: bool = False
    remarks: tuple[str, ...] = ()
    clock_faults: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def is_odd(self) -> bool:
        """Whether a person should look at it."""
        return bool(self.remarks or self.clock_faults or self.doubt)


@dataclass(frozen=True, kw_only=True)
class ExcusedPerson:
    """A person who is excused from a drill, with the Chinese name of the excuse, who decided it and why."""

    employee: Employee
    excuse: str
    label: str
    reason: str
    by: str


@dataclass(frozen=True, kw_only=True)
class LastEvent:
    """Who did something last, and when."""

    kind: EventKind
    by: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A person whose submission is missing, and the files that came instead of it."""

    employee: Employee
    files: tuple[UnusableFile, ...]


@dataclass(frozen=True, kw_only=True)
class UnitProgress:
    """How far a unit has come, without the people who are excused, and whom to remind."""

    unit: str
    issued: int
    received: int
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True, kw_only=True)
class DrillStatus:
    """The progress of a drill.

    ``missing`` are the employees without an accepted submission who are not excused, ``excused`` those who are.
    ``quarantined`` are the files that wait for a person; ``resolved`` counts those of people whose good file came.
    ``passed_over`` counts what programs had left in all runs, ``rule`` says which of several submissions counts.
    ``withdrawn`` are those whose paper was withdrawn and who got no other, so that nobody of a roster is left out.
    ``last`` says of each kind of event who caused it last; ``closed_at`` is empty while the drill goes on.
    """

    drill: str
    title: str
    rule: str
    issued: int
    received: int
    graded: int
    missing: tuple[Employee, ...]
    quarantined: tuple[Rejection, ...]
    resolved: int
    excused: tuple[ExcusedPerson, ...]
    closed_at: str
    last: tuple[LastEvent, ...]
    people: tuple[PersonProgress, ...]
    units: tuple[UnitProgress, ...]
    withdrawn: tuple[Employee, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)


def status(workspace: Workspace, drill_id: str) -> DrillStatus:
    """Returns people, units, quarantined files and grading progress; raises NothingToDo."""
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        view = _View.read(records, drill)
        events = records.events.of(drill_id)
        aside = records.submissions.of(drill_id, SubmissionState.QUARANTINED)
        withdrawn = records.withdrawn.people(drill_id)
    runs = [event.content for event in events if isinstance(event.content, Collecting)]
    rejections = [*_rejections(workspace, aside, runs)]
    answered = {number for paper in view.counted for number in view.numbers.get(paper, ())}
    waiting = [each for each in rejections if not each.employees or not answered.issuperset(each.employees)]
    people = tuple(view.people_in_order())
    missing = tuple(each for each in people if not each.submissions and not each.is_excused)
    return DrillStatus(
        drill=drill_id,
        title=drill.title,
        rule=view.decided.terms.counts.label,
        issued=len(people),
        received=len(view.counted),
        graded=sum(each.is_graded for each in people),
        missing=tuple(each.employee for each in missing),
        quarantined=tuple(waiting),
        resolved=len(rejections) - len(waiting),
        excused=tuple(view.excused()),
        closed_at=view.decided.closed.at if view.decided.closed else "",
        last=tuple(_last(events)),
        people=people,
        units=tuple(_units(people, _files_by_number(view, waiting, runs))),
        withdrawn=tuple(_without_paper(withdrawn, people)),
        passed_over=_passed_over(runs),
    )


@dataclass(frozen=True, kw_only=True)
class _View:
    """What the store holds of a drill. All mappings are by paper; ``numbers`` are those that a person had or has."""

    drill: Drill
    decided: Decisions
    employees: Mapping[str, Employee]
    numbers: Mapping[str, Sequence[str]]
    counted: Mapping[str, Counted]
    graded: frozenset[str]

    @classmethod
    def read(cls, records: Records, drill: Drill) -> _View:
        counted = records.submissions.counted(drill.id)
        newest = records.ledger.newest(drill.id)
        return cls(
            drill=drill,
            decided=records.events.in_force(drill.id),
            employees=records.drills.people(drill.id),
            numbers={cover.paper: cover.numbers for cover in records.drills.covers(drill.id)},
            counted=counted,
            # Grading writes all marks of a submission or none, so the last entry stands for the others.
            graded=frozenset(
                paper for paper, each in counted.items() if rests_on(newest.get(paper), each.counting.digest)
            ),
        )

    def excused(self) -> Iterator[ExcusedPerson]:
        """Who is excused, by employee number."""
        for paper, employee in self.employees.items():
            match self.decided.excused.get(paper):
                case DrillEvent(content=Excusal(excuse=Excuse() as why)) as event:
                    yield ExcusedPerson(
                        employee=employee, excuse=why.value, label=why.label, reason=event.reason, by=event.by
                    )

    def people_in_order(self) -> Iterator[PersonProgress]:
        """Everybody to whom a paper was issued, by employee number."""
        for paper, employee in self.employees.items():
            counted = self.counted.get(paper)
            if counted is None:
                yield PersonProgress(employee=employee, is_excused=paper in self.decided.excused)
            else:
                yield self._answered(paper, employee, counted)

    def _answered(self, paper: str, employee: Employee, counted: Counted) -> PersonProgress:
        counting = counted.counting
        return PersonProgress(
            employee=employee,
            is_excused=paper in self.decided.excused,
            submissions=len(counted.handed),
            started_at=counting.started_at,
            submitted_at=counting.submitted_at,
            received_at=counting.received_at,
            seconds=seconds_taken(counting),
            is_graded=paper in self.graded,
            remarks=tuple(remark.label for remark in remarks_on(counting, self.drill, self.decided)),
            clock_faults=tuple(fault.label for fault in faults_of(counting, self.drill, self.decided)),
            doubt=counted.doubt.label if counted.doubt and counted.needs_choice else "",
        )


def _without_paper(withdrawn: Iterable[Employee], people: Iterable[PersonProgress]) -> Iterator[Employee]:
    """The people of withdrawn papers who have no paper now, each once."""
    numbers = {each.employee.id for each in people}
    yield from ({each.id: each for each in withdrawn if each.id not in numbers}).values()


def _last(events: Sequence[DrillEvent]) -> Iterator[LastEvent]:
    newest = {event.content.kind: event for event in events}
    for kind, event in newest.items():
        yield LastEvent(kind=kind, by=event.by, at=event.at)


def _rejections(
    workspace: Workspace, aside: Sequence[StoredSubmission], runs: Sequence[Collecting]
) -> Iterator[Rejection]:
    """The quarantined files with the people that they seem to name, by the record of the run that they came in."""
    named = {file.digest: file for run in runs for file in run.unusable if file.digest}
    for each in aside:
        if each.code:
            file = named.get(each.digest)
            yield Rejection(
                file_name=file.path if file else each.file_name,
                digest=each.digest,
                code=each.code,
                reason=each.reason,
                employees=(file.employees if file else ()) or _named_by(workspace, each),
            )


def _named_by(workspace: Workspace, submission: StoredSubmission) -> tuple[str, ...]:
    """The people that a file names whose run was interrupted, that came by itself, or that named nobody then."""
    path = workspace.submission_file(submission.digest)
    content = path.read_bytes() if path.is_file() else b""
    return employees_of(workspace, submission.drill, submission.file_name, content)


def _files_by_number(
    view: _View, waiting: Sequence[Rejection], runs: Sequence[Collecting]
) -> Mapping[str, list[UnusableFile]]:
    """The files that were not accepted of each person, each once."""
    aside = [
        UnusableFile(path=each.file_name, digest=each.digest, reason=each.reason, employees=each.employees)
        for each in waiting
    ]
    digests = {each.digest for each in aside}
    others = [file for run in runs for file in run.unusable if file.digest not in digests]
    once = {(file.path, file.reason): file for file in (*aside, *others)}
    return {
        view.employees[paper].id: [file for file in once.values() if not set(numbers).isdisjoint(file.employees)]
        for paper, numbers in view.numbers.items()
    }


def _units(people: Sequence[PersonProgress], files: Mapping[str, Sequence[UnusableFile]]) -> Iterator[UnitProgress]:
    taking_part = [each for each in people if each.submissions or not each.is_excused]
    for unit in dict.fromkeys(each.employee.team for each in taking_part):
        own = [each for each in taking_part if each.employee.team == unit]
        missing = [each.employee for each in own if not each.submissions]
        yield UnitProgress(
            unit=unit,
            issued=len(own),
            received=len(own) - len(missing),
            reminders=tuple(Reminder(employee=each, files=tuple(files.get(each.id, ()))) for each in missing),
        )


def _passed_over(runs: Sequence[Collecting]) -> Mapping[str, int]:
    kinds = dict.fromkeys(kind for run in runs for kind in run.passed_over)
    return {kind: sum(run.passed_over.get(kind, 0) for run in runs) for kind in kinds}
