"""Checks whether a submission can be accepted: its form, drill, paper, token and person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from lianbing.domain.drills.issued import Cover
from lianbing.drills.file_kinds import HEAD, FileKind, kind_of
from lianbing.drills.file_names import numbers_in
from lianbing.drills.intake import Incoming
from lianbing.drills.tokens import is_token
from lianbing.errors import Rejected, SubmissionRejected
from lianbing.wire.submissions import Submission, read_submission


class PaperOwners(Protocol):
    """Whom a drill was issued to, without a list of all of them."""

    def cover(self, paper: str) -> Cover | None:
        """The cover of a paper; ``None`` if the drill has no such paper."""

    def withdrawal(self, paper: str) -> str:
        """Why a paper was withdrawn; empty if it was not."""

    def numbers_among(self, candidates: Iterable[str]) -> set[str]:
        """The employee numbers of the drill that are among ``candidates``, whatever their case."""


def check_submission(incoming: Incoming, drill: str, secret: bytes, issued: PaperOwners) -> Submission:
    """Reads and checks one file of a drill; the submission says the person's number of now.

    Raises:
        SubmissionRejected: the file can't be accepted; the error says why, for the quarantine.
    """
    if incoming.fault:
        raise SubmissionRejected(Rejected.UNREADABLE, incoming.fault)
    submission = _read(incoming)
    if submission.drill != drill:
        other = submission.drill[:64]
        remedy = f"请收到那一场去（lianbing drill collect {other} 文件），或请本人重交"
        raise SubmissionRejected(Rejected.WRONG_DRILL, f"这是另一场练兵（{other}）的答卷：{remedy}")
    cover = issued.cover(submission.paper)
    if cover is None and (why := issued.withdrawal(submission.paper)):
        raise SubmissionRejected(
            Rejected.WITHDRAWN_PAPER, f"这份试卷发出以后撤回了（{why}）：请本人用后来发的答题册作答，没有再发的不用交"
        )
    if cover is None:
        raise SubmissionRejected(Rejected.UNKNOWN_PAPER, "这场练兵没有发过这份试卷：核对是不是别的单位或旧的答卷")
    issued_to = cover.employee if submission.employee in cover.numbers else submission.employee
    if not is_token(secret, submission.token, drill, submission.paper, issued_to):
        raise SubmissionRejected(
            Rejected.CHANGED_TOKEN, "答卷的凭证对不上，卷头可能被改过：请用本人的答题册重新保存，必要时当面核实"
        )
    if issued_to != cover.employee:
        raise SubmissionRejected(Rejected.WRONG_PERSON, "答卷写的工号与这份试卷发给的人不一致：请当面核实后让本人重交")
    _check_name(incoming.name, cover, issued)
    return replace(submission, employee=cover.number)


def _read(incoming: Incoming) -> Submission:
    """Reads a file, and says what it is instead if it is another kind of file under the name of a submission."""
    try:
        return read_submission(incoming.content)
    except SubmissionRejected as error:
        kind = kind_of(incoming.name, incoming.content[:HEAD])
        if error.why is not Rejected.UNREADABLE or kind in (FileKind.JSON, FileKind.OTHER):
            raise
        raise SubmissionRejected(error.why, kind.sentence) from error


def _check_name(name: str, cover: Cover, issued: PaperOwners) -> None:
    """Rejects a file that is named after one person and holds the paper of another.

    Whose paper it is can't be told from the file, so a person has to find out.
    """
    employees = numbers_in(name, cover.drill, issued.numbers_among)
    if employees and employees.isdisjoint(cover.numbers):
        other = "、".join(sorted(employees))
        raise SubmissionRejected(
            Rejected.WRONG_PERSON,
            f"文件名写的是 {other}，里面却是 {cover.number} 的答卷：请核实是谁的，改名后重收",
        )
