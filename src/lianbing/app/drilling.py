"""drill issue, collect, status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.planning import DrillOptions, find_blueprint, plan_drill, refuse_another_blueprint
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.assembly import Bank, Overlap, assemble, draw, overlap
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drill import Drill, DrillPlan, Roster, departures, start
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import Employee
from lianbing.domain.drills.submissions import SubmissionState
from lianbing.domain.ledger.ledger import items_without_mark
from lianbing.drills.booklets import booklet_page
from lianbing.drills.intake import Incoming, examine, incoming_files, passed_over
from lianbing.drills.rosters import read_roster
from lianbing.drills.tokens import drill_seed, is_token, token
from lianbing.errors import Fault, NothingToDo, RosterFaults, StoreFault, SubmissionRejected
from lianbing.files import write_if_changed
from lianbing.store.records import Records
from lianbing.wire.blueprints import blueprint_digest
from lianbing.wire.papers import DrillHead, booklet
from lianbing.wire.submissions import receipt

_NO_OPTIONS = DrillOptions()
_NOT_IN_FILE_NAMES = re.compile(r"[^0-9A-Za-z_\u3400-\u9fff·]+")


@dataclass(frozen=True, kw_only=True)
class Issued:
    """What ``drill issue`` did. ``kept`` papers had been issued before and stay as they were.

    ``renamed`` and ``notes`` say what the roster and the plan have otherwise than at the first issue.
    """

    drill: str
    new: int
    kept: int
    folder: Path
    renamed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """A file in quarantine."""

    file_name: str
    digest: str
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Several:
    """A person with more than one accepted submission: how many, and the one that counts."""

    employee: str
    count: int
    receipt: str
    submitted_at: str


@dataclass(frozen=True)
class Collected:
    """What ``drill collect`` did with each file."""

    accepted: tuple[tuple[str, str], ...]
    known: int
    rejected: tuple[Rejection, ...]
    passed_over: tuple[str, ...]
    several: tuple[Several, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DrillStatus:
    """Where a drill stands. ``missing`` are the employees without an accepted submission."""

    drill: str
    title: str
    issued: int
    received: int
    graded: int
    missing: tuple[Employee, ...]
    quarantined: tuple[Rejection, ...]


def issue(
    workspace: Workspace,
    drill_id: str,
    roster: Path,
    encoding: str = "utf-8-sig",
    options: DrillOptions = _NO_OPTIONS,
) -> Issued:
    """Draws a paper for each employee and writes the booklets.

    Issuing again adds papers for new employees and rewrites the booklets of the others, unchanged.

    Raises:
        RosterFaults, UnknownReference, WrongUsage, BlueprintShort, ContentFaults, StoreFault: nothing was issued.
    """
    with workspace.store.transaction() as records:
        before = records.drills.get(drill_id)
    plan = plan_drill(workspace, drill_id, options, before)
    blueprint = find_blueprint(workspace, plan.blueprint)
    employees = read_roster(roster, encoding)
    with workspace.store.writing() as records:
        drill = _started(workspace, records, plan, blueprint)
        listed_at = workspace.now()
        records.people.record(employees, listed_at)
        records.drills.add_roster(Roster(drill=drill_id, listed_at=listed_at, employees=employees))
        earlier = records.drills.papers(drill_id)
        _check_secret(workspace, earlier)
        had = {issued.paper.employee.id for issued in earlier}
        _check_case(roster.name, employees, had)
        bank = _bank(workspace)
        new = [employee for employee in employees if employee.id not in had]
        for place, employee in enumerate(new, 1):
            paper = assemble(drill, blueprint, bank, employee)
            records.drills.add_paper(paper, token(workspace.secret, drill_id, paper.id, employee.id))
            workspace.progress.step("组卷", place, len(new))
        papers = records.drills.papers(drill_id)
    folder = workspace.drill_folder(drill_id)
    for place, issued in enumerate(papers, 1):
        _write_booklet(folder, drill, issued)
        workspace.progress.step("写答题册", place, len(papers))
    return Issued(
        drill=drill_id,
        new=len(new),
        kept=len(papers) - len(new),
        folder=folder,
        renamed=tuple(_renamed(employees, papers)),
        notes=(*departures(drill, plan), *_another_edition(drill, blueprint, len(new))),
    )


def _started(workspace: Workspace, records: Records, plan: DrillPlan, blueprint: Blueprint) -> Drill:
    """The drill as it was issued first; raises WrongUsage if that was by another blueprint."""
    drill = records.drills.get(plan.id)
    if drill is None:
        seed = drill_seed(workspace.secret, plan.id)
        drill = start(plan, blueprint, blueprint_digest(blueprint), seed, workspace.now())
        records.drills.add(drill)
    refuse_another_blueprint(drill, blueprint)
    return drill


def _another_edition(drill: Drill, blueprint: Blueprint, new: int) -> Iterator[str]:
    if new and drill.edition not in ("", blueprint_digest(blueprint)):
        yield f"细目表 {blueprint.id} 在第一次发卷以后改过，新发的 {new} 份卷是按现在的细目表组的"


def _renamed(employees: tuple[Employee, ...], papers: list[IssuedPaper]) -> Iterator[str]:
    """What the roster says differently from the papers as issued; issued papers stay as they are."""
    issued = {each.paper.employee.id: each.paper.employee for each in papers}
    for employee in employees:
        before = issued[employee.id]
        if (before.name, before.team) != (employee.name, employee.team):
            yield f"{employee.id} 名单上是 {employee.name}（{employee.team}），发卷时是 {before.name}（{before.team}）"


def _check_secret(workspace: Workspace, papers: list[IssuedPaper]) -> None:
    """Tokens of papers that were issued under another secret would all look forged; raises StoreFault."""
    if not papers:
        return
    paper = papers[0].paper
    there = (workspace.data / "secret").exists()
    if not there or not is_token(workspace.secret, papers[0].token, paper.drill, paper.id, paper.employee.id):
        raise StoreFault("密钥文件 secret 不见了，或不是发卷时的那一份：请从备份恢复，否则已发的答题册都收不回来")


def _check_case(file: str, employees: tuple[Employee, ...], had: set[str]) -> None:
    folded = {number.upper(): number for number in had}
    raise_for = [e.id for e in employees if e.id not in had and e.id.upper() in folded]
    if raise_for:
        raise RosterFaults(
            [Fault(file, 0, f"工号 {n} 与已发过卷的 {folded[n.upper()]} 只差大小写：改成同一个写法") for n in raise_for]
        )


def _bank(workspace: Workspace) -> Bank:
    book = workspace.workbook
    return Bank(tuple(book.questions.values()), book.sources, book.basis)


def _write_booklet(folder: Path, drill: Drill, issued: IssuedPaper) -> None:
    employee = issued.paper.employee
    data = booklet(issued.paper, DrillHead.of(drill), issued.token)
    page = booklet_page(data, f"{drill.title} {employee.id} {employee.name}")
    write_if_changed(folder / "答题册" / f"{_file_stem(employee)}.html", page.encode())


def _file_stem(employee: Employee) -> str:
    """The employee number, and what of the name can stand in a file name on any system."""
    name = _NOT_IN_FILE_NAMES.sub("", employee.name)[:24]
    return f"{employee.id}-{name}".rstrip("-")


def collect(workspace: Workspace, drill_id: str, paths: list[Path]) -> Collected:
    """Stores every file first, then looks at it. Collecting the same files again changes nothing.

    Raises:
        NothingToDo: the drill was not issued here, or there are no files.
        WrongUsage: a path can't be read.
    """
    papers = _paper_owners(workspace, drill_id)
    files = list(incoming_files(paths))
    for incoming in files:
        write_if_changed(workspace.submission_file(incoming.digest), incoming.content)
    files = [*_left_over(workspace, drill_id, files), *files]
    if not files:
        raise NothingToDo("没有找到答卷：请指向 .ipynb 文件、装着它们的文件夹或 .zip")
    accepted: list[tuple[str, str]] = []
    rejected: list[Rejection] = []
    known = 0
    for place, incoming in enumerate(files, 1):
        before = _note(workspace, drill_id, incoming)
        rejection = _judge(workspace, drill_id, incoming, papers, before)
        if rejection:
            rejected.append(rejection)
        elif before is SubmissionState.ACCEPTED:
            known += 1
        else:
            accepted.append((incoming.name, receipt(incoming.digest)))
        workspace.progress.step("收答卷", place, len(files))
    digests = {incoming.digest for incoming in files}
    several = tuple(_several(workspace, drill_id, papers, digests))
    return Collected(tuple(accepted), known, tuple(rejected), passed_over(paths), several)


def _several(workspace: Workspace, drill_id: str, papers: dict[str, str], digests: set[str]) -> Iterator[Several]:
    """People among these files who handed in more than once, so that nobody wonders which one counts."""
    with workspace.store.transaction() as records:
        accepted = records.submissions.of(drill_id, SubmissionState.ACCEPTED)
        current = records.submissions.current(drill_id)
    named = {submission.paper for submission in accepted if submission.digest in digests}
    for paper, counting in current.items():
        count = sum(submission.paper == paper for submission in accepted)
        if count > 1 and paper in named:
            yield Several(
                employee=papers[paper],
                count=count,
                receipt=receipt(counting.digest),
                submitted_at=counting.submitted_at,
            )


def _left_over(workspace: Workspace, drill_id: str, files: list[Incoming]) -> list[Incoming]:
    """What an interrupted run stored but did not judge."""
    coming = {incoming.digest for incoming in files}
    with workspace.store.transaction() as records:
        stored = records.submissions.of(drill_id, SubmissionState.STORED)
    return [
        Incoming(s.file_name, workspace.submission_file(s.digest).read_bytes())
        for s in stored
        if s.digest not in coming and workspace.submission_file(s.digest).exists()
    ]


def _paper_owners(workspace: Workspace, drill_id: str) -> dict[str, str]:
    with workspace.store.transaction() as records:
        issued = records.drills.papers(drill_id)
    if not issued:
        raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
    _check_secret(workspace, issued)
    return {each.paper.id: each.paper.employee.id for each in issued}


def _note(workspace: Workspace, drill_id: str, incoming: Incoming) -> SubmissionState:
    """A note in the store of a file whose bytes are on disk, before anything looks at them; the state so far."""
    with workspace.store.writing() as records:
        before = records.submissions.get(drill_id, incoming.digest)
        if before is None:
            records.submissions.add(drill_id, incoming.digest, incoming.name, workspace.now())
    return before.state if before else SubmissionState.STORED


def _judge(
    workspace: Workspace, drill_id: str, incoming: Incoming, papers: dict[str, str], before: SubmissionState
) -> Rejection | None:
    """Why a file can't be taken. One that was taken before stays so; under another person's name it is still told."""
    taken = before is SubmissionState.ACCEPTED
    try:
        submission = examine(incoming, drill_id, workspace.secret, papers)
    except SubmissionRejected as error:
        if not taken:
            with workspace.store.writing() as records:
                records.submissions.quarantine(drill_id, incoming.digest, error.code, error.message)
        return Rejection(file_name=incoming.name, digest=incoming.digest, code=error.code, reason=error.message)
    if not taken:
        with workspace.store.writing() as records:
            records.submissions.accept(drill_id, incoming.digest, submission.paper, submission.submitted_at)
    return None


def rehearse(workspace: Workspace, blueprint_id: str, people: int) -> Overlap:
    """Draws papers for ``people`` imaginary employees and measures how alike they are; nothing is issued.

    Raises:
        UnknownReference, BlueprintShort: no paper can be drawn at all.
    """
    blueprint = find_blueprint(workspace, blueprint_id)
    questions = tuple(workspace.workbook.questions.values())
    drawn = []
    for place in range(people):
        drawn.append(draw(blueprint, questions, f"rehearsal/{blueprint_id}/{place}"))
        workspace.progress.step("试组卷", place + 1, people)
    return overlap(blueprint, drawn)


def status(workspace: Workspace, drill_id: str) -> DrillStatus:
    """Who is missing, what is set aside, how much is graded; raises NothingToDo."""
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        papers = records.drills.papers(drill_id)
        current = records.submissions.current(drill_id)
        aside = records.submissions.of(drill_id, SubmissionState.QUARANTINED)
        graded = sum(
            not items_without_mark(p.paper, current[p.paper.id].digest, records.ledger.current(p.paper.id))
            for p in papers
            if p.paper.id in current
        )
    return DrillStatus(
        drill=drill_id,
        title=drill.title,
        issued=len(papers),
        received=len(current),
        graded=graded,
        missing=tuple(p.paper.employee for p in papers if p.paper.id not in current),
        quarantined=tuple(
            Rejection(file_name=s.file_name, digest=s.digest, code=s.code, reason=s.reason) for s in aside
        ),
    )
