"""grade --regrade: previews per person how corrected or withdrawn items change marks, and writes on approval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lianbing.app import grading
from lianbing.app.level_changes import level_changes
from lianbing.app.originals import original
from lianbing.app.proposing import Comparison, Drawn, compare_item, describe_correction
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import Employee, Paper, Withdrawal
from lianbing.domain.ledger.corrections import (
    CorrectionRound,
    CorrectionsInForce,
    RecordedRound,
    amend,
    corrections_in_force,
    is_kept,
    not_lowered,
    outdated,
    regraded,
)
from lianbing.domain.ledger.ledger import GENESIS, Cause, Change, Entry, Link, chain, rests_on
from lianbing.domain.ledger.regradings import (
    CorrectedItem,
    KeptMark,
    LevelChange,
    MarkChange,
    PersonChange,
    RefusedItem,
    Regrading,
    SparedMark,
)
from lianbing.domain.marking.marks import Mark
from lianbing.errors import NothingToDo, UnknownReference, WrongUsage
from lianbing.grading.assignments import grade_here
from lianbing.grading.workers import Workers
from lianbing.store.records import Records
from lianbing.wire.canonical import canonical, digest
from lianbing.wire.corrections import key_digest, round_digest, round_to_json
from lianbing.wire.results import result_from_json, result_to_json

CODE_LENGTH = 8


@dataclass(frozen=True, kw_only=True)
class Request:
    """Options of a regrading: which items, how withdrawn items are scored, whether reviewed marks are regraded.

    With ``only_raise`` no mark falls (就高).
    """

    items: frozenset[str] = frozenset()
    withdrawn: Withdrawal | None = None
    reopen: bool = False
    only_raise: bool = False


@dataclass(frozen=True)
class Regraded:
    """The result of a confirmed regrading, with the number of ledger entries that were written.

    ``correction_round`` is the number of the recorded round; ``None`` if only marks were brought up to date.
    """

    regrading: Regrading
    correction_round: int | None
    entries: int
    run: grading.GradingRun | None


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """A person's approval of a previewed regrading, with the reason."""

    code: str
    why: str


def preview(workspace: Workspace, drill_id: str, request: Request) -> Regrading:
    """Returns the changes that regrading would make; writes nothing.

    Raises:
        NothingToDo: the drill was not issued here. UnknownReference: no paper asks a named item.
        ContentFaults: the bank has faults. StoreFault: a paper or submission is not what it was.
    """
    return _propose(workspace, drill_id, request, "").shown


def confirm(
    workspace: Workspace, drill_id: str, request: Request, signed: Confirmation, workers: Workers | None = None
) -> Regraded:
    """Writes the previewed changes in one transaction, then has ``workers`` produce the marked papers again.

    Where there is nothing to write, e.g. since it was written before, the marked papers are still made.

    Raises:
        WrongUsage: no reason, or what would change is no longer what was shown. Else as :func:`preview`.
    """
    if not signed.why.strip():
        raise WrongUsage("请用 --why 写明更正的理由：每次改分都要有据可查")
    proposal = _propose(workspace, drill_id, request, signed.why.strip())
    correction_round = None
    if proposal.shown.code:
        if proposal.shown.code != signed.code.strip().upper():
            again = f"先看一遍：lianbing grade {drill_id} --regrade"
            raise WrongUsage(f"校验号 {signed.code} 对不上：现在会有的变化与看过的不一样。{again}")
        correction_round = _write(workspace, proposal)
    with workspace.store.transaction() as records:
        collected = bool(records.submissions.current(drill_id))
    run = grading.grade(workspace, drill_id, workers) if collected else None
    return Regraded(proposal.shown, correction_round, len(proposal.changes), run)


@dataclass(frozen=True)
class _Answered:
    """A submitted paper: the digest of the submission, and the newest entry of each item."""

    issued: IssuedPaper
    submission: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True)
class _Stock:
    """The contents of the store that regrading needs, read in one transaction."""

    drill: Drill
    papers: Sequence[IssuedPaper]
    answered: Sequence[_Answered]
    rounds: Sequence[RecordedRound]
    last_act: str
    last_entry: Link | None

    @classmethod
    def read(cls, records: Records, drill_id: str) -> _Stock:
        """Reads the drill's current state from the store; raises NothingToDo."""
        drill = records.drills.get(drill_id)
        if drill is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        papers, current, last = (
            records.drills.papers(drill_id),
            records.submissions.current(drill_id),
            records.corrections.last(),
        )
        answered = [
            _Answered(issued, current[issued.paper.id].digest, records.ledger.current(issued.paper.id))
            for issued in papers
            if issued.paper.id in current
        ]
        ended = records.ledger.last()
        return cls(drill, papers, answered, records.corrections.of(drill_id), last.digest if last else GENESIS, ended)


@dataclass
class _Proposal:
    """A regrading under construction, with the correction round and changes to write."""

    correction_round: CorrectionRound
    rounds: Mapping[str, CorrectionsInForce]
    changes: list[Change] = field(default_factory=list)
    marks: list[MarkChange] = field(default_factory=list)
    kept: list[KeptMark] = field(default_factory=list)
    spared: list[SparedMark] = field(default_factory=list)
    levels: tuple[LevelChange, ...] = ()
    people: list[PersonChange] = field(default_factory=list)
    submissions: dict[str, str] = field(default_factory=dict)
    ungraded: int = 0
    refused: tuple[RefusedItem, ...] = ()
    items: tuple[CorrectedItem, ...] = ()

    @property
    def shown(self) -> Regrading:
        """Returns the preview for people to check."""
        shown = {(mark.employee, mark.item) for mark in self.marks}
        same = sum((change.employee, change.item) not in shown for change in self.changes)
        return Regrading(
            drill=self.correction_round.drill,
            items=self.items,
            refused=self.refused,
            changes=tuple(self.marks),
            people=tuple(self.people),
            kept=tuple(self.kept),
            spared=tuple(self.spared),
            levels=self.levels,
            same=same,
            ungraded=self.ungraded,
            code=self._code(),
        )

    def _code(self) -> str:
        """A short digest of the proposed changes and of the ledger's end, without author, reason and time.

        The totals on the screen are no longer true once somebody has reviewed or graded in between.
        """
        if not (self.correction_round.corrections or self.changes):
            return ""
        changes = [[c.employee, c.item, str(c.before), str(c.after), str(c.worth)] for c in self.changes]
        kept = [[mark.employee, mark.item, mark.entry] for mark in self.kept]
        corrections = round_to_json(self.correction_round)["corrections"]
        content = {"corrections": corrections, "changes": changes, "kept": kept}
        content |= {"submissions": self.submissions, "ledger": self.correction_round.ledger_digest}
        name = digest(content)[:CODE_LENGTH].upper()
        return f"{name[:4]}-{name[4:]}"


def _propose(workspace: Workspace, drill_id: str, request: Request, why: str) -> _Proposal:
    with workspace.store.transaction() as records:
        stock = _Stock.read(records, drill_id)
    _check_items(request, stock.papers)
    findings = _findings(workspace, stock, request)
    corrections = tuple(finding.correction for finding in findings if finding.correction)
    correction_round = CorrectionRound(
        drill=drill_id,
        corrections=corrections,
        why=why,
        by=workspace.who,
        at=workspace.now(),
        previous=stock.last_act,
        ledger_sequence=stock.last_entry.sequence if stock.last_entry else 0,
        ledger_digest=stock.last_entry.digest if stock.last_entry else GENESIS,
    )
    rounds = [(recorded.digest, recorded.round) for recorded in stock.rounds] + [
        (round_digest(correction_round), correction_round)
    ]
    proposal = _Proposal(
        correction_round, corrections_in_force(rounds), items=_items(findings), refused=_refused(findings)
    )
    for place, answered in enumerate(stock.answered, 1):
        _mark_anew(workspace, answered, request, proposal)
        workspace.progress.step("试重判", place, len(stock.answered))
    with workspace.store.transaction() as records:
        schemes = workspace.workbook.schemes.values()
        proposal.levels = level_changes(records, stock.drill, schemes, proposal.changes)
    return proposal


def _check_items(request: Request, papers: Sequence[IssuedPaper]) -> None:
    asked = {item.item.id for issued in papers for item in issued.paper.items}
    unknown = sorted(request.items - asked)
    if unknown:
        raise UnknownReference(f"这场练兵的试卷里没有题 {'、'.join(unknown)}：核对题目编号")


def _findings(workspace: Workspace, stock: _Stock, request: Request) -> list[Comparison]:
    book = workspace.workbook
    differences = []
    for place, issued in enumerate(stock.papers, 1):
        drawn = Drawn(issued, stock.drill.seed, book.sources, request.withdrawn)
        for number, item in enumerate(issued.paper.items):
            if not request.items or item.item.id in request.items:
                finding = compare_item(drawn, number, book.questions.get(item.item.id))
                if finding:
                    differences.append(finding)
        workspace.progress.step("比对题库", place, len(stock.papers))
    return differences


def _items(findings: Sequence[Comparison]) -> tuple[CorrectedItem, ...]:
    counts = Counter((finding.item, finding.kind) for finding in findings if finding.correction)
    return tuple(CorrectedItem(item, kind, people) for (item, kind), people in sorted(counts.items()))


def _refused(findings: Sequence[Comparison]) -> tuple[RefusedItem, ...]:
    counts = Counter((finding.item, finding.refusal) for finding in findings if finding.refusal)
    return tuple(RefusedItem(item, people, reason) for (item, reason), people in sorted(counts.items()))


def _mark_anew(workspace: Workspace, answered: _Answered, request: Request, proposal: _Proposal) -> None:
    """Adds one person's changes to the proposal."""
    issued, paper = answered.issued, answered.issued.paper
    in_force = proposal.rounds.get(paper.id, {})
    amended = amend(paper, in_force)
    if not any(rests_on(entry, answered.submission) for entry in answered.entries.values()):
        proposal.ungraded += 1
        return
    behind = outdated(amended, answered.submission, answered.entries)
    if not behind:
        return
    marks = _marks(workspace, amended, answered.submission)
    before = {item.item.id: item for item in issued.corrected.items}
    changed: list[Change] = []
    for item, entry in behind:
        if is_kept(item, entry) and not request.reopen:
            proposal.kept.append(_kept(issued.person, item.number, entry))
            continue
        mark, (amendment, correction) = marks[item.item.id], in_force[item.item.id]
        description = describe_correction(before[item.item.id], item)
        because = "" if mark.reason == description else f"：{mark.reason}"  # both texts are equal for a withdrawn item
        reason = f"{description}（{amendment.why or '理由待写'}）{because}"
        change = regraded(item, entry, mark, (correction.replaced, key_digest(item.item.key)), reason)
        if request.only_raise:
            change = not_lowered(change)
        if change.cause is Cause.NOT_LOWERED:
            proposal.spared.append(_spared(issued.person, item.number, change, mark))
        changed.append(change)
        if (entry.change.after, entry.change.worth) != (change.after, change.worth):
            proposal.marks.append(_shown(issued.person, item.number, entry, change, f"{description}{because}"))
    proposal.changes += changed
    proposal.submissions[paper.id] = answered.submission
    person = _person(answered, amended, changed)
    if (person.before, person.worth_before) != (person.after, person.worth_after) or any(
        change.before != change.after for change in changed
    ):
        proposal.people.append(person)


def _marks(workspace: Workspace, paper: Paper, submission: str) -> Mapping[str, Mark]:
    """Marks each item with the function that the grading notebook runs."""
    record = grade_here(paper, original(workspace, submission))
    handed_out = result_from_json(canonical(result_to_json(record)))
    return {mark.item: mark for mark in handed_out.marks}


def _kept(employee: Employee, number: int, entry: Entry) -> KeptMark:
    return KeptMark(
        employee=employee.id,
        name=employee.name,
        number=number,
        item=entry.change.item,
        earned=entry.change.after,
        entry=entry.sequence,
    )


def _spared(employee: Employee, number: int, change: Change, mark: Mark) -> SparedMark:
    return SparedMark(
        employee=employee.id,
        name=employee.name,
        number=number,
        item=change.item,
        earned=change.after or Decimal(0),
        regraded=mark.earned or Decimal(0),
    )


def _shown(employee: Employee, number: int, entry: Entry, change: Change, reason: str) -> MarkChange:
    return MarkChange(
        employee=employee.id,
        name=employee.name,
        number=number,
        item=change.item,
        before=change.before,
        after=change.after,
        worth=change.worth,
        reason=reason,
        reviewed=entry.change.cause.is_by_person,
    )


def _person(answered: _Answered, amended: Paper, changed: Sequence[Change]) -> PersonChange:
    held = {
        item: entry.change.after for item, entry in answered.entries.items() if rests_on(entry, answered.submission)
    }
    now = held | {change.item: change.after for change in changed}
    return PersonChange(
        employee=answered.issued.person.id,
        name=answered.issued.person.name,
        before=sum((points for points in held.values() if points is not None), Decimal(0)),
        worth_before=answered.issued.corrected.worth,
        after=sum((points for points in now.values() if points is not None), Decimal(0)),
        worth_after=amended.worth,
        waiting=sum(points is None for points in now.values()),
    )


def _write(workspace: Workspace, proposal: _Proposal) -> int | None:
    """Writes the correction round and all entries in one transaction, unless the store changed meanwhile."""
    correction_round = proposal.correction_round
    with workspace.store.writing() as records:
        last, ended = records.corrections.last(), records.ledger.last()
        current = {paper: each.digest for paper, each in records.submissions.current(correction_round.drill).items()}
        unmoved = (last.digest if last else GENESIS) == correction_round.previous
        unmoved = unmoved and (ended.digest if ended else GENESIS) == correction_round.ledger_digest
        if not unmoved or any(current.get(paper) != given for paper, given in proposal.submissions.items()):
            raise WrongUsage("刚才有别的命令收了答卷或改了台账，这次没有写：再看一遍变化，再确认")
        recorded = records.corrections.add(correction_round) if correction_round.corrections else None
        records.ledger.append(chain(proposal.changes, correction_round.by, correction_round.at, ended))
    return recorded.sequence if recorded else None
