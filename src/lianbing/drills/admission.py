"""Checks whether a submission can be accepted: its form, drill, paper, token and person."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from lianbing.drills.intake import Incoming
from lianbing.drills.tokens import is_token
from lianbing.errors import Rejected, SubmissionRejected
from lianbing.wire.submissions import Submission, read_submission

_LONGEST_NAME, _LONGEST_NUMBER = 255, 32
_IN_WORDS = frozenset(string.ascii_letters + string.digits + "_")
_IN_NUMBERS = _IN_WORDS | {"-"}


class PaperOwners(Protocol):
    """Whom a drill was issued to, without a list of all of them."""

    def owner(self, paper: str) -> str | None:
        """The employee whose paper it is; ``None`` if the drill has no such paper."""

    def numbers_among(self, candidates: Iterable[str]) -> set[str]:
        """The employee numbers of the drill that are among ``candidates``, whatever their case."""


def check_submission(incoming: Incoming, drill: str, secret: bytes, issued: PaperOwners) -> Submission:
    """Reads and checks one file of a drill.

    Raises:
        SubmissionRejected: the file can't be accepted; the error says why, for the quarantine.
    """
    if incoming.fault:
        raise SubmissionRejected(Rejected.UNREADABLE, incoming.fault)
    submission = read_submission(incoming.content)
    if submission.drill != drill:
        raise SubmissionRejected(
            Rejected.WRONG_DRILL, f"这是另一场练兵（{submission.drill[:64]}）的答卷：请收到那一场去，或请本人重交"
        )
    owner = issued.owner(submission.paper)
    if owner is None:
        raise SubmissionRejected(Rejected.UNKNOWN_PAPER, "这场练兵没有发过这份试卷：核对是不是别的单位或旧的答卷")
    if not is_token(secret, submission.token, drill, submission.paper, submission.employee):
        raise SubmissionRejected(
            Rejected.CHANGED_TOKEN, "答卷的凭证对不上，卷头可能被改过：请用本人的答题册重新保存，必要时当面核实"
        )
    if owner != submission.employee:
        raise SubmissionRejected(Rejected.WRONG_PERSON, "答卷写的工号与这份试卷发给的人不一致：请当面核实后让本人重交")
    _check_name(incoming.name, submission, issued)
    return submission


def _check_name(name: str, submission: Submission, issued: PaperOwners) -> None:
    """Rejects a file that is named after one person and holds the paper of another.

    Whose paper it is can't be told from the file, so a person has to find out.
    """
    stem = Path(name).stem
    employees = _employees_in(stem, issued.numbers_among(_candidates(stem)))
    if employees and submission.employee not in employees:
        other = "、".join(sorted(employees))
        raise SubmissionRejected(
            Rejected.WRONG_PERSON,
            f"文件名写的是 {other}，里面却是 {submission.employee} 的答卷：请核实是谁的，改名后重收",
        )


def _candidates(stem: str) -> set[str]:
    """Every piece of a file name that may be somebody's number."""
    name = stem[-_LONGEST_NAME:]
    starts = [place for place in range(len(name)) if _is_edge(name, place) and name[place] in _IN_NUMBERS]
    return {
        name[start:end]
        for start in starts
        for end in range(start + 1, min(start + _LONGEST_NUMBER, len(name)) + 1)
        if _is_edge(name, end) and _IN_NUMBERS.issuperset(name[start:end])
    }


def _is_edge(name: str, place: int) -> bool:
    """Whether no word goes on over a place in a name."""
    return not (name[place - 1 : place] in _IN_WORDS and name[place : place + 1] in _IN_WORDS)


def _employees_in(stem: str, employees: Iterable[str]) -> set[str]:
    """The employee numbers in a file name, without a number inside a longer one (01 in A-01)."""
    places: dict[str, list[tuple[int, int]]] = {}
    for employee in employees:
        if employee.upper() in stem.upper():
            number = re.compile(rf"(?<![0-9A-Za-z_]){re.escape(employee)}(?![0-9A-Za-z_])", re.IGNORECASE)
            places[employee] = [match.span() for match in number.finditer(stem)]
    spans = [span for own in places.values() for span in own]
    return {
        employee
        for employee, own in places.items()
        if any(not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans) for start, end in own)
    }
