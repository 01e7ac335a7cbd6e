"""drill withdraw: takes back papers that nobody has answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.drills.receiving import check_issued
from lianbing.app.drills.recording import given_reason, record
from lianbing.app.drills.revised_booklets import revise_booklets
from lianbing.app.originals import original
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.events import Collecting, PaperWithdrawal, Subject, UnusableFile
from lianbing.domain.drills.issued import Cover
from lianbing.domain.drills.submissions import StoredSubmission, SubmissionState
from lianbing.drills.file_kinds import FileKind, kind_of
from lianbing.drills.file_names import numbers_in
from lianbing.drills.listings import AS_IT_IS, ListOptions
from lianbing.drills.rosters import read_roster
from lianbing.errors import StoreFault, UnknownReference, WrongUsage
from lianbing.store.records import Records

_END = rb"(?![0-9A-Za-z_-]|\.[0-9])"
"""The end of a paper's id: not within that of another."""
_MAY_HOLD_ANSWERS = {FileKind.JSON, FileKind.ZIP, FileKind.OTHER_ARCHIVE, FileKind.OTHER}
"""What files may be that were named but not looked into; pictures, documents and booklets are no submissions."""


@dataclass(frozen=True, kw_only=True)
class WithdrawalRequest:
    """Whose papers to withdraw: those of some employee numbers, of a roster's people, or all without an answer."""

    numbers: tuple[str, ...] = ()
    roster: Path | None = None
    how: ListOptions = AS_IT_IS
    all_unanswered: bool = False


@dataclass(frozen=True, kw_only=True)
class AnsweredPaper:
    """A paper that was not withdrawn, and the names of the files that came in for it."""

    employee: str
    files: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WithdrawalOutcome:
    """The employee numbers whose papers were withdrawn, and the papers that stay since there are files for them."""

    withdrawn: tuple[str, ...]
    answered: tuple[AnsweredPaper, ...]


def withdraw(workspace: Workspace, drill_id: str, request: WithdrawalRequest, reason: str) -> WithdrawalOutcome:
    """Withdraws papers and removes their booklets. All of them, or none.

    Raises:
        NothingToDo: the drill was not issued here.
        UnknownReference: a person has no paper. RosterFaults: the roster can't be read.
        WrongUsage: no reason, nobody named, or there are files of a person who was named.
    """
    reason = given_reason(reason)
    numbers = _numbers(request)
    revise_booklets(workspace, drill_id)  # what an interrupted run left
    with workspace.store.writing() as records:
        check_issued(workspace, records, drill_id)
        covers = records.drills.covers(drill_id) if request.all_unanswered else _named(records, drill_id, numbers)
        answered = [*_answered(workspace, records, drill_id, covers)]
        if answered and not request.all_unanswered:
            raise WrongUsage(_refusal(answered))
        kept = {each.employee for each in answered}
        taken = [cover for cover in covers if cover.number not in kept]
        for cover in taken:
            records.withdrawn.withdraw(cover.paper)
            subject = Subject(paper=cover.paper, employee=cover.number)
            record(workspace, records, drill_id, PaperWithdrawal(), reason, subject)
    revise_booklets(workspace, drill_id)
    return WithdrawalOutcome(withdrawn=tuple(cover.number for cover in taken), answered=tuple(answered))


def _numbers(request: WithdrawalRequest) -> tuple[str, ...]:
    listed = read_roster(request.roster, request.how).employees if request.roster else ()
    numbers = (*request.numbers, *(employee.id for employee in listed))
    if bool(numbers) == request.all_unanswered:
        raise WrongUsage(
            "写明撤回谁的：列出工号，或用 --roster 名单，或用 --all-unanswered（没有交的全部撤回），只用一种"
        )
    return tuple(dict.fromkeys(numbers))


def _named(records: Records, drill_id: str, numbers: Sequence[str]) -> list[Cover]:
    covers = {number: records.drills.cover_of(drill_id, number) for number in numbers}
    unknown = [number for number, cover in covers.items() if cover is None]
    if unknown:
        gone = [number for number in unknown if records.withdrawn.counts(drill_id)[number]]
        because = f"（{'、'.join(gone)} 的已经撤回了）" if gone else ""
        raise UnknownReference(f"练兵 {drill_id} 里没有 {'、'.join(unknown)} 的试卷{because}：核对工号，一份也没有撤回")
    return [cover for cover in covers.values() if cover]


def _refusal(answered: Sequence[AnsweredPaper]) -> str:
    lines = "\n".join(f"  {each.employee}：{'、'.join(each.files)}" for each in answered)
    return (
        f"有人已经交了文件，不能撤回，一份也没有撤回：\n{lines}\n"
        "去掉这些人再撤回；姓名、部门、工号错了的用 drill correct 更正，不用考的用 drill excuse 说明"
    )


def _answered(
    workspace: Workspace, records: Records, drill_id: str, covers: Sequence[Cover]
) -> Iterator[AnsweredPaper]:
    """The papers for which there are files: accepted ones, and others that name the paper or its person."""
    accepted: dict[str, list[str]] = {}
    for submission in records.submissions.of(drill_id, SubmissionState.ACCEPTED):
        accepted.setdefault(submission.paper or "", []).append(submission.file_name)
    others = [(each, _content(workspace, each)) for each in records.submissions.not_accepted()]
    unread = [*_unread(records, drill_id)]
    for cover in covers:
        named = [each.file_name for each, content in others if _belongs(each, content, cover)]
        named += [each.path for each in unread if not {*cover.numbers}.isdisjoint(each.employees)]
        files = (*accepted.get(cover.paper, ()), *dict.fromkeys(named))
        if files:
            yield AnsweredPaper(employee=cover.number, files=files)


def _unread(records: Records, drill_id: str) -> Iterator[UnusableFile]:
    """Files that name a person and may hold an answer, but can't be looked into: .rar, half downloads."""
    for event in records.events.of(drill_id):
        if isinstance(event.content, Collecting):
            for file in event.content.unusable:
                if not file.digest and kind_of(file.path, b"?") in _MAY_HOLD_ANSWERS:
                    yield file


def _content(workspace: Workspace, submission: StoredSubmission) -> bytes:
    """What came in; nothing if that is lost."""
    try:
        return original(workspace, submission.digest)
    except StoreFault:
        return b""


def _belongs(submission: StoredSubmission, content: bytes, cover: Cover) -> bool:
    """Whether a file that was not accepted may answer a paper: it names the paper or, if none of the drill, the person.

    Looked up in the bytes, since most of these files can't be read.
    """
    if re.search(re.escape(cover.paper).encode() + _END, content):
        return True
    names_another = f"{cover.drill}-".encode() in content
    if submission.drill != cover.drill or names_another:
        return False
    return bool(numbers_in(submission.file_name, cover.drill, lambda numbers: {*cover.numbers} & {*numbers}))
